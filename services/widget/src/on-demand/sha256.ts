/** SHA-256 (FIPS 180-4) of a text with a number behind it, for many numbers in a row. */

const BLOCK = 64;
/** The first 64 primes, by whose roots the standard's constants are made. */
const PRIMES = primes(64);
const fraction = (value: number) => ((value - Math.floor(value)) * 2 ** 32) >>> 0;
const ROUNDS = Uint32Array.from(PRIMES, (prime) => fraction(Math.cbrt(prime)));
const START = Uint32Array.from(PRIMES.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));

/** Tells of a number whether the hash of `salt` (ASCII) followed by it in decimals is `wanted` (hexadecimal). */
export function createSha256(salt: string, wanted: string): (number: number) => boolean {
  const goal = Uint32Array.from({ length: 8 }, (_, index) =>
    Number.parseInt(wanted.slice(index * 8, index * 8 + 8), 16),
  );
  const state = new Uint32Array(8);
  const words = new Uint32Array(BLOCK);

  return (number) => {
    const text = `${salt}${number}`;
    state.set(START);
    const blocks = Math.ceil((text.length + 9) / BLOCK);
    for (let block = 0; block < blocks; block += 1) {
      readBlock(text, block, block === blocks - 1);
      mix();
    }
    return state.every((word, index) => word === goal[index]);
  };

  function readBlock(text: string, block: number, isLast: boolean) {
    for (let word = 0; word < 16; word += 1) {
      let value = 0;
      for (let byte = 0; byte < 4; byte += 1) {
        const at = block * BLOCK + word * 4 + byte;
        const code = at < text.length ? text.charCodeAt(at) : at === text.length ? 0x80 : 0;
        value = (value << 8) | code;
      }
      words[word] = value;
    }
    if (isLast) words[15] = text.length * 8;
  }

  function mix() {
    const w = (index: number) => words[index] as number;
    for (let index = 16; index < BLOCK; index += 1) {
      const near = w(index - 15);
      const late = w(index - 2);
      const low = turn(near, 7) ^ turn(near, 18) ^ (near >>> 3);
      const high = turn(late, 17) ^ turn(late, 19) ^ (late >>> 10);
      words[index] = w(index - 16) + low + w(index - 7) + high;
    }
    let [a, b, c, d, e, f, g, h] = state as unknown as [
      number,
      number,
      number,
      number,
      number,
      number,
      number,
      number,
    ];
    for (let index = 0; index < BLOCK; index += 1) {
      const choice = (e & f) ^ (~e & g);
      const one =
        (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + choice + (ROUNDS[index] as number) + w(index)) | 0;
      const majority = (a & b) ^ (a & c) ^ (b & c);
      const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + majority) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    const mixed = [a, b, c, d, e, f, g, h];
    for (const [index, value] of mixed.entries()) state[index] = (state[index] as number) + value;
  }
}

function turn(value: number, by: number): number {
  return (value >>> by) | (value << (32 - by));
}

function primes(count: number): number[] {
  const found: number[] = [];
  for (let candidate = 2; found.length < count; candidate += 1) {
    if (found.every((prime) => candidate % prime !== 0)) found.push(candidate);
  }
  return found;
}
