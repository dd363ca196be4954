/**
 * The real server, but that the head of a thread never reads the same twice: every first slice finds its
 * finished bytes out of date and is built from the store, as after a change. No two requests share a build.
 */
import { readConfig } from '@parley/adapters/host/config';
import { createLogger } from '@parley/adapters/host/logger';
import { compose } from '../../../services/server/src/compose.ts';

const config = readConfig(process.env);
const { store, stop } = await compose(config, { log: createLogger({ level: config.logLevel }) });
const { head } = store.threads;
let looks = 0;
store.threads.head = async (id) => {
  looks += 1;
  return (await head(id)) + looks;
};
process.once('SIGTERM', () => stop({ drainMs: 0 }).then(() => process.exit(0)));
