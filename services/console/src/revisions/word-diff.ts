/**
 * What changed between two texts, word by word: the longest common subsequence of their words, white space and
 * signs, by the table of Wagner and Fischer. Pure.
 */
export type DiffPart = { kind: 'same' | 'removed' | 'added'; text: string };

/**
 * Cells of the table, which takes two bytes each. Texts that differ in more than a thousand words times a thousand
 * are shown as one removed and one added part: nobody reads such a difference word by word.
 */
export const CELLS_MAX = 1_000_000;

/** Words with the marks on their letters; runs of white space; every other sign by itself. */
const TOKEN = /[\p{L}\p{N}\p{M}_]+|\s+|[^\p{L}\p{N}\p{M}_\s]/gu;

/** `before` is all `same` and `removed` parts in order, `after` all `same` and `added` ones. */
export function diffWords(before: string, after: string): DiffPart[] {
  const old = before.match(TOKEN) ?? [];
  const now = after.match(TOKEN) ?? [];
  const start = commonStart(old, now);
  const end = commonEnd(old, now, start);
  const middle = compare(old.slice(start, old.length - end), now.slice(start, now.length - end));
  return join([
    { kind: 'same', text: old.slice(0, start).join('') },
    ...withoutIslands(join(middle)),
    { kind: 'same', text: old.slice(old.length - end).join('') },
  ]);
}

function compare(old: readonly string[], now: readonly string[]): DiffPart[] {
  const width = now.length + 1;
  if (width * (old.length + 1) > CELLS_MAX) {
    return [
      { kind: 'removed', text: old.join('') },
      { kind: 'added', text: now.join('') },
    ];
  }
  const lengths = commonLengths(old, now, width);
  const at = (row: number, column: number) => lengths[row * width + column] ?? 0;
  const parts: DiffPart[] = [];
  let row = 0;
  let column = 0;
  while (row < old.length || column < now.length) {
    const [left = '', right = ''] = [old[row], now[column]];
    if (row < old.length && column < now.length && left === right) {
      parts.push({ kind: 'same', text: left });
      row += 1;
      column += 1;
    } else if (row < old.length && (column === now.length || at(row + 1, column) >= at(row, column + 1))) {
      parts.push({ kind: 'removed', text: left });
      row += 1;
    } else {
      parts.push({ kind: 'added', text: right });
      column += 1;
    }
  }
  return parts;
}

/** For each pair of places, how much the texts have in common from there on. */
function commonLengths(old: readonly string[], now: readonly string[], width: number): Uint16Array {
  const lengths = new Uint16Array((old.length + 1) * width);
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = now.length - 1; column >= 0; column -= 1) {
      const here = row * width + column;
      const below = lengths[here + width] ?? 0;
      const beside = lengths[here + 1] ?? 0;
      lengths[here] =
        old[row] === now[column] ? (lengths[here + width + 1] ?? 0) + 1 : Math.max(below, beside);
    }
  }
  return lengths;
}

/** White space that two changes have in common says nothing; the change reads better in one piece. */
function withoutIslands(parts: readonly DiffPart[]): DiffPart[] {
  return joinChanges(
    parts.flatMap((part, place): DiffPart[] => {
      const isIsland =
        part.kind === 'same' && part.text.trim() === '' && place > 0 && place < parts.length - 1;
      if (!isIsland) return [part];
      return [
        { kind: 'removed', text: part.text },
        { kind: 'added', text: part.text },
      ];
    }),
  );
}

/** Between two unchanged parts: all that was removed, then all that was added. */
function joinChanges(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  let removed = '';
  let added = '';
  const flush = () => {
    joined.push({ kind: 'removed', text: removed }, { kind: 'added', text: added });
    removed = '';
    added = '';
  };
  for (const part of parts) {
    if (part.kind === 'removed') removed += part.text;
    else if (part.kind === 'added') added += part.text;
    else {
      flush();
      joined.push(part);
    }
  }
  flush();
  return joined;
}

/** Neighbours of a kind as one; nothing empty. */
function join(parts: readonly DiffPart[]): DiffPart[] {
  const joined: DiffPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.text === '') continue;
    if (last?.kind === part.kind) joined[joined.length - 1] = { ...last, text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}

function commonStart(old: readonly string[], now: readonly string[]): number {
  let length = 0;
  while (length < old.length && length < now.length && old[length] === now[length]) length += 1;
  return length;
}

function commonEnd(old: readonly string[], now: readonly string[], start: number): number {
  const most = Math.min(old.length, now.length) - start;
  let length = 0;
  while (length < most && old[old.length - 1 - length] === now[now.length - 1 - length]) length += 1;
  return length;
}
