import { StoreUnavailable } from '@parley/core/ports/store';

/** SQLite's primary result code for "somebody else is writing". */
const SQLITE_BUSY = 5;
/** Extended result codes carry the primary one in their lowest byte. */
const PRIMARY_CODE_MASK = 0xff;

/** What leaves the adapter instead of `error`: faults of the driver as `StoreUnavailable`, others as they are. */
export function translateError(error: unknown): unknown {
  return isDriverError(error) ? new StoreUnavailable(error) : error;
}

export function isBusy(error: unknown): boolean {
  return (
    isDriverError(error) &&
    'errcode' in error &&
    typeof error.errcode === 'number' &&
    (error.errcode & PRIMARY_CODE_MASK) === SQLITE_BUSY
  );
}

/** `ERR_SQLITE_ERROR` comes from SQLite itself, `ERR_INVALID_STATE` from the use of a closed database. */
function isDriverError(error: unknown): error is Error {
  return (
    error instanceof Error &&
    'code' in error &&
    (error.code === 'ERR_SQLITE_ERROR' || error.code === 'ERR_INVALID_STATE')
  );
}
