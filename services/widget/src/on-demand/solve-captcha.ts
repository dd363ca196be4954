import { createSha256 } from './sha256.ts';

/** A challenge in ALTCHA's form, as the service asks it. */
export type Challenge = {
  algorithm: string;
  challenge: string;
  salt: string;
  signature: string;
  maxnumber?: number;
};

/** How long the page may be kept from what its reader does, in milliseconds: less than a frame. */
const TURN_MS = 8;
/** Numbers tried between two looks at the clock. */
const TRIES = 200;
const NUMBER_MAX = 1_000_000;

/**
 * The number whose hash the challenge is, written as the service reads it; null when there is none. Works in small turns
 * on any page: over plain http, where browsers have no Web Crypto, and under policies that allow no workers.
 */
export async function solveCaptcha(
  { algorithm, challenge, salt, signature, maxnumber = NUMBER_MAX }: Challenge,
  { now = () => performance.now(), rest = nextTurn } = {},
): Promise<string | null> {
  const isSolution = createSha256(salt, challenge);
  let restAt = now() + TURN_MS;
  for (let number = 0; number <= maxnumber; number += 1) {
    if (isSolution(number)) return btoa(JSON.stringify({ algorithm, challenge, number, salt, signature }));
    if (number % TRIES > 0 || now() < restAt) continue;
    await rest();
    restAt = now() + TURN_MS;
  }
  return null;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
