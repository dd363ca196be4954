import type { Log } from '@parley/core/ports/host';

const nothing = () => {};

/** The command speaks to a person: what goes wrong is printed, not logged. */
export const silentLog: Log = { debug: nothing, info: nothing, warn: nothing, error: nothing };
