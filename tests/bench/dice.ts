const WORDS =
  `the a of to and in that it was for on with as at by from this but not are they have had were one
  all there which their what so out if about who get would make when can like time just know take people into
  year good some could them see other than then now look only come its over think also back after use two how
  our work first well way even new want because any these give day most us bridge harbour council ferry market
  school road budget library tram winter garden station council river paper editor harvest museum election`.split(
    /\s+/,
  );
/** Characters of a comment's text: from a short remark to a paragraph, 210 on average. */
const LENGTH_MIN = 60;
const LENGTH_SPREAD = 300;

export type Dice = ReturnType<typeof createDice>;

/** Numbers and text that look random and are the same in every run (mulberry32). */
export function createDice(seed: number) {
  let state = seed;

  function next(): number {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  const below = (limit: number) => Math.floor(next() * limit);
  function pick<T>(items: readonly T[]): T {
    const item = items[below(items.length)];
    if (item === undefined) throw new Error('there is nothing to pick from');
    return item;
  }
  function sentence(): string {
    const length = LENGTH_MIN + below(LENGTH_SPREAD);
    let text = pick(WORDS);
    while (text.length < length) text += ` ${pick(WORDS)}`;
    return `${text}.`;
  }
  /** `next` lies in [0, 1), `below` in 0 … limit - 1. */
  return { next, below, pick, sentence };
}
