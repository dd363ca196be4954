/**
 * The servers that tests may stand on. A suite that needs one names it here instead of `describe`; where it
 * is missing the suite's tests are skipped, and the run ends by saying why.
 */
import type { Suite } from 'mocha';

export type ServerKind = 'mongo' | 'redis' | 'browser';

/** Which variable says where a server is, and what to tell a person whose machine has none. */
const SERVERS: Record<ServerKind, { variable: string; missing: string }> = {
  mongo: {
    variable: 'TEST_MONGO_URL',
    missing: 'no MongoDB (install mongod or set TEST_MONGO_URL=mongodb://…)',
  },
  redis: {
    variable: 'TEST_REDIS_URL',
    missing: 'no Redis (install redis-server or set TEST_REDIS_URL=redis://…)',
  },
  browser: {
    variable: 'TEST_CHROMIUM',
    missing: 'no browser (install chromium or set CHROMIUM_PATH=/path/to/chromium)',
  },
};

/** A suite against MongoDB; `url` has no database: choose a random one, and drop it afterwards. */
export const describeWithMongo = (title: string, body: (url: string) => void) =>
  describeWith(['mongo'], title, ({ mongo }) => body(mongo));

/** A suite against Redis; choose a random key prefix. */
export const describeWithRedis = (title: string, body: (url: string) => void) =>
  describeWith(['redis'], title, ({ redis }) => body(redis));

/** A suite in Chromium; start it with playwright-core, `--no-sandbox` and this path. */
export const describeWithBrowser = (title: string, body: (executablePath: string) => void) =>
  describeWith(['browser'], title, ({ browser }) => body(browser));

/**
 * A suite that needs several. Where one is missing `body` runs all the same, to name its tests, with '' for
 * the addresses: read them in hooks and tests only.
 */
export function describeWith(
  kinds: ServerKind[],
  title: string,
  body: (addresses: Record<ServerKind, string>) => void,
): Suite {
  const missing = kinds.filter((kind) => address(kind) === '').map((kind) => SERVERS[kind].missing);
  const run = () => body({ mongo: address('mongo'), redis: address('redis'), browser: address('browser') });
  if (missing.length === 0) return describe(title, run);
  return Object.assign(describe.skip(title, run) as Suite, { skipReason: missing.join(', ') });
}

/** Why a suite was skipped: the reason given to it or to one that it stands in; null for any other cause. */
export function skipReason(suite: Suite | undefined): string | null {
  if (suite === undefined) return null;
  const own = (suite as Suite & { skipReason?: string }).skipReason;
  return own ?? skipReason(suite.parent);
}

function address(kind: ServerKind): string {
  return process.env[SERVERS[kind].variable] ?? '';
}
