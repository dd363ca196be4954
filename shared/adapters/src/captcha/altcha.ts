import { createHash } from 'node:crypto';
import type { Captcha } from '@parley/core/ports/captcha';
import type { Clock } from '@parley/core/ports/host';
import { createChallenge, extractParams, verifySolution } from 'altcha-lib/v1';

/** Half of it on average, one SHA-256 each: about half a second on a phone, without any help of the browser's. */
const NUMBER_MAX = 60_000;
/** Long enough to be found by a slow phone, short enough to be kept when it was used. */
const VALID_MS = 20 * 60_000;

/** Challenges in ALTCHA's form, signed with `key`, so that every process knows its own again. */
export function createAltcha({ key, clock }: { key: string; clock: Clock }): Captcha {
  return {
    ask: () =>
      createChallenge({
        hmacKey: key,
        maxNumber: NUMBER_MAX,
        expires: new Date(clock.now() + VALID_MS),
      }),
    async check(solution) {
      try {
        const expiresAt = Number(extractParams(solution).expires) * 1000;
        // By our own clock, which tests can move.
        if (!(expiresAt > clock.now())) return null;
        if (!(await verifySolution(solution, key, false))) return null;
        return { id: idOf(solution), expiresAt };
      } catch {
        // Whatever a stranger sends may be anything.
        return null;
      }
    },
  };
}

/** Of the challenge, whatever way its solution was written down. */
function idOf(solution: string): string {
  const { signature } = JSON.parse(Buffer.from(solution, 'base64').toString()) as { signature: string };
  return createHash('sha256').update(signature).digest('base64url');
}
