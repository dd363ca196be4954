import { nameOfPart, type PartLine, type SumLine } from './score-sum.ts';
import { signed } from './signed.ts';
import { item as words } from './words.ts';

/** Of so many flags each is explained; the sum above is of all. */
const EXPLAINED_MAX = 20;

/** What the flags of a kind weigh together, part by part, and below that each by whom it came from. */
export function FlagWeights({ line }: { line: SumLine }) {
  const weighed = line.flags.filter(({ parts = [] }) => parts.length > 0);
  const shown = weighed.slice(0, EXPLAINED_MAX);
  return (
    <details class="weights">
      <summary>
        {line.name} <span class="quiet-text">{words.explain}</span>
      </summary>
      {line.flags.length > 1 && <Parts parts={line.parts} />}
      {shown.map((flag) => (
        <section key={`${flag.reader.id}-${flag.revision}`} aria-label={flag.reader.name}>
          <p class="weighed">
            <b>{flag.reader.name}</b> <span>{signed(flag.weight ?? 0)}</span>
          </p>
          <Parts parts={(flag.parts ?? []).map(nameOfPart)} />
        </section>
      ))}
      {shown.length < weighed.length && (
        <p class="quiet-text">{words.moreFlags(weighed.length - shown.length)}</p>
      )}
    </details>
  );
}

function Parts({ parts }: { parts: PartLine[] }) {
  return (
    <dl class="parts">
      {parts.map(({ name, points, detail }) => (
        <div key={name}>
          <dt>
            {name}
            {detail && <small>{detail}</small>}
          </dt>
          <dd>{signed(points)}</dd>
        </div>
      ))}
    </dl>
  );
}
