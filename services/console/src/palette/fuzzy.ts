/**
 * How well a few typed letters match a text: all of them must stand in it in order. Letters at the beginning of
 * words and next to one another weigh more, so that `rt` finds “Readers in trouble” before “Reports”. Pure.
 */
const WORD_START = 6;
const NEXT_TO_LAST = 7;
const ANYWHERE = 1;

/** Null where the letters are not all there; else the higher the better. An empty query matches all alike. */
export function matchScore(query: string, text: string): number | null {
  const wanted = fold(query).replace(/\s+/g, '');
  const letters = fold(text);
  const memory = new Map<string, number | null>();
  const best = (from: number, at: number, isNext: boolean): number | null => {
    if (from === wanted.length) return 0;
    const key = `${from} ${at} ${isNext}`;
    const known = memory.get(key);
    if (known !== undefined) return known;
    let found: number | null = null;
    for (let place = letters.indexOf(wanted[from] ?? '', at); place !== -1; ) {
      const rest = best(from + 1, place + 1, true);
      if (rest !== null) {
        const here = weightOf(letters, place, isNext && place === at);
        found = Math.max(found ?? 0, here + rest);
      }
      place = letters.indexOf(wanted[from] ?? '', place + 1);
    }
    memory.set(key, found);
    return found;
  };
  return best(0, 0, false);
}

/** The best first; equals as they stood. Those that do not match are left out. */
export function bestMatches<Entry extends { text: string }>(
  query: string,
  entries: readonly Entry[],
  limit: number,
): Entry[] {
  return entries
    .flatMap((entry) => {
      const score = matchScore(query, entry.text);
      return score === null ? [] : [{ entry, score }];
    })
    .sort((one, other) => other.score - one.score)
    .slice(0, limit)
    .map(({ entry }) => entry);
}

function weightOf(letters: string, place: number, isNextToLast: boolean): number {
  const isStart = place === 0 || /[^\p{L}\p{N}]/u.test(letters[place - 1] ?? '');
  return isStart ? WORD_START : isNextToLast ? NEXT_TO_LAST : ANYWHERE;
}

function fold(words: string): string {
  return words.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}
