import type { FlagRecord } from '@parley/contracts/objects';
import { flagNames } from '../names.ts';
import { Diff } from '../revisions/Diff.tsx';
import { Age } from '../time/Age.tsx';
import { sortFlags } from './sort-flags.ts';
import { item as words } from './words.ts';

/**
 * What readers complained of: in their own words first, then how many more said the same without any. Where
 * the text read differently when it was flagged, that stands below, once.
 */
export function Flags({ flags, source }: { flags: FlagRecord[]; source: string | null }) {
  const { telling, silent, texts } = sortFlags(flags, source);
  return (
    <section class="flags">
      <h2>{words.flags(flags.length)}</h2>
      <ul>
        {telling.map((flag) => (
          <li key={`${flag.reader.id}-${flag.revision}`}>
            <q>{flag.note}</q>
            <p class="byline">
              <b>{flagNames[flag.reason] ?? flag.reason}</b>
              <span>{flag.reader.name}</span>
              <Age at={flag.at} isSentence />
            </p>
          </li>
        ))}
        {silent.map(({ reason, names }) => (
          <li key={reason}>
            <p class="byline">
              <b>{flagNames[reason] ?? reason}</b>
              <span>{names.join(', ')}</span>
              <span>{words.withoutNote}</span>
            </p>
          </li>
        ))}
      </ul>
      {texts.map(({ text, count }) => (
        <details key={text} class="source">
          <summary>
            {source === null ? words.snapshot : words.snapshotDiff}
            {texts.length > 1 && ` (${words.flags(count)})`}
          </summary>
          {source === null ? <pre>{text}</pre> : <Diff before={text} after={source} />}
        </details>
      ))}
    </section>
  );
}
