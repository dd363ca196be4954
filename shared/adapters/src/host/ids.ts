import { randomBytes } from 'node:crypto';
import type { Clock, Ids } from '@parley/core/ports/host';
import { monotonicFactory } from 'ulid';

/** 256 bits: nothing shorter is called a secret here. */
const SECRET_BYTES = 32;

/**
 * Ids by the given clock: `sortable` is a lower-cased ULID that grows within this process even when the
 * clock stands still or steps back.
 */
export function createIds(clock: Clock): Ids {
  const ulid = monotonicFactory();
  return {
    sortable: () => ulid(clock.now()).toLowerCase(),
    secret: () => randomBytes(SECRET_BYTES).toString('base64url'),
  };
}
