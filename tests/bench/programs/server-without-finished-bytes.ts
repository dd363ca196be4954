/**
 * The real server, but that the head of a thread never reads the same twice: every first slice finds its
 * finished bytes out of date and is built from the store, as after a change.
 */
import { readConfig } from '@parley/adapters/host/config';
import { createLogger } from '@parley/adapters/host/logger';
import { compose } from '../../../services/server/src/compose.ts';

const config = readConfig(process.env);
const { store, stop } = await compose(config, { log: createLogger({ level: config.logLevel }) });
const { heads } = store.threads;
let looks = 0;
store.threads.heads = async (ids) => {
  const found = await heads(ids);
  looks += 1;
  return new Map([...found].map(([id, head]) => [id, head + looks]));
};
process.once('SIGTERM', () => stop({ drainMs: 0 }).then(() => process.exit(0)));
