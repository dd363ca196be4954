import { afterPaint } from './after-paint.ts';

/** So long may one turn of the event loop draw, in milliseconds, before the page gets to answer its reader. */
const TURN_MS = 8;
let turnEndsAt = 0;

/** From now on all is drawn in one turn: paper does not wait. */
export function drawAtOnce(): void {
  turnEndsAt = Number.POSITIVE_INFINITY;
}

export function drawInTurns(): void {
  turnEndsAt = 0;
}

/** Goes on at once while the turn lasts, else after the next paint. */
export function inTurn(go: () => void): void {
  if (performance.now() < turnEndsAt) go();
  else
    void afterPaint().then(() => {
      turnEndsAt = performance.now() + TURN_MS;
      go();
    });
}
