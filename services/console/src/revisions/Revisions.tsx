import type { Comment } from '@parley/contracts/objects';
import type { Revisions as Answer } from '@parley/contracts/sanction-objects';
import { useEffect } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { shell } from '../messages.ts';
import { Age } from '../time/Age.tsx';
import { Diff } from './Diff.tsx';
import { revisions as words } from './words.ts';

type Revision = Answer['revisions'][number];

/** What its author changed, edit by edit, the latest first. */
export function Revisions({ comment }: { comment: Comment }) {
  const { revisions } = useDesk();
  const { id, editedAt } = comment;
  // Another edit makes another list.
  useEffect(() => void revisions.load(id), [revisions, id, editedAt]);
  const entry = revisions.entries.value[id];
  return (
    <section class="revisions" aria-label={words.label}>
      {(!entry || entry.status === 'loading') && <p class="quiet-text">{words.loading}</p>}
      {entry?.status === 'failed' && (
        <p role="alert">
          {words.failed} {entry.error.message}{' '}
          <button type="button" class="link" onClick={() => void revisions.load(id)}>
            {shell.retry}
          </button>
        </p>
      )}
      {entry?.status === 'ready' && <Edits revisions={entry.value.revisions} />}
    </section>
  );
}

function Edits({ revisions }: { revisions: readonly Revision[] }) {
  const edits = revisions
    .slice(1)
    .map((now, place) => ({ now, before: revisions[place] ?? now }))
    .reverse();
  if (edits.length === 0) return <p class="quiet-text">{words.none}</p>;
  return (
    <ol>
      {edits.map(({ now, before }) => (
        <li key={now.rev}>
          <p class="byline">
            {words.edit(now.rev - 1)} <Age at={now.at} isSentence />
          </p>
          <Diff before={before.source} after={now.source} />
        </li>
      ))}
    </ol>
  );
}
