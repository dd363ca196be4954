import { useMemo } from 'preact/hooks';
import { type DiffPart, diffWords } from './word-diff.ts';
import { revisions as words } from './words.ts';

/** Two texts as one, with what was taken out and put in. For those who hear it the changes are said in words. */
export function Diff({ before, after }: { before: string; after: string }) {
  const parts = useMemo(() => diffWords(before, after), [before, after]);
  return (
    <p class="diff">
      {parts.map((part, place) => (
        <Part key={`${place} ${part.kind}`} part={part} />
      ))}
    </p>
  );
}

function Part({ part: { kind, text } }: { part: DiffPart }) {
  switch (kind) {
    case 'same':
      return <>{text}</>;
    case 'removed':
      return (
        <del>
          <span class="visually-hidden">{words.removed} </span>
          {text}
          <span class="visually-hidden"> {words.end} </span>
        </del>
      );
    case 'added':
      return (
        <ins>
          <span class="visually-hidden">{words.added} </span>
          {text}
          <span class="visually-hidden"> {words.end} </span>
        </ins>
      );
  }
}
