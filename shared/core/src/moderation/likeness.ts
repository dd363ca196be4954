/** Words in a row that are compared as one. */
const RUN = 3;
/** Texts shorter than this are alike by chance: "I agree with you". In words. */
const WORDS_MIN = 6;
/** Words that are looked at; what follows changes little. */
const WORDS_MAX = 400;

/** How much two folded texts have in common, from 0 to 1: of their runs of three words, the part that both have. */
export function likeness(one: string, other: string): number {
  const [a, b] = [runsOf(one), runsOf(other)];
  if (a.size === 0 || b.size === 0) return 0;
  const shared = [...a].filter((run) => b.has(run)).length;
  return shared / (a.size + b.size - shared);
}

function runsOf(folded: string): Set<string> {
  const words = folded.split(' ').slice(0, WORDS_MAX);
  if (words.length < WORDS_MIN) return new Set();
  return new Set(words.slice(0, 1 - RUN).map((_, index) => words.slice(index, index + RUN).join(' ')));
}
