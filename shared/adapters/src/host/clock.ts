import type { Clock } from '@parley/core/ports/host';

/** The machine's own clock. */
export const systemClock: Clock = { now: () => Date.now() };
