import type { Clock } from '@parley/core/ports/host';

/** The machine's clock, which a test can put forward or back. */
export type MovableClock = Clock & { move(ms: number): void };

export function createMovableClock(): MovableClock {
  let offset = 0;
  return {
    now: () => Date.now() + offset,
    move(ms) {
      offset += ms;
    },
  };
}
