import type { IncomingMessage } from 'node:http';
import type { OutsideDeps } from '@parley/core/moderation/outside/hear-services';
import type { Captcha } from '@parley/core/ports/captcha';
import type { EventBus } from '@parley/core/ports/event-bus';
import type { Clock, HashToken, Ids, Log } from '@parley/core/ports/host';
import type { IssueSpool } from '@parley/core/ports/issue-spool';
import type { RecentRequests } from '@parley/core/ports/served-requests';
import type { Store } from '@parley/core/ports/store';
import type { SiteDirectory } from '@parley/core/sites/site-directory';
import type { Store as RateLimitStore } from 'express-rate-limit';
import type { Metrics } from '../metrics.ts';

/** What the HTTP role is built from. Use cases take what they need of it. */
export type HttpDeps = {
  store: Store;
  bus: EventBus;
  sites: SiteDirectory;
  spool: IssueSpool;
  clock: Clock;
  ids: Ids;
  hashToken: HashToken;
  log: Log;
  metrics: Metrics;
  /** The client's address, behind proxies too. */
  addressOf: (request: IncomingMessage) => string;
  /** What this process answered of late. */
  recent: RecentRequests;
  /** The origin of `PUBLIC_URL`, where the console stands; then other names of this very machine. */
  ownOrigins: readonly [string, ...string[]];
  /** Whether a mail server is set up. */
  hasMail: boolean;
  captcha: Captcha;
  services: OutsideDeps;
  rateLimits: boolean;
  /** Where limits are counted; undefined keeps them in this process. */
  rateLimitStore: ((prefix: string) => RateLimitStore) | undefined;
  /** True once the process was told to stop. */
  isDraining: () => boolean;
  version: string;
  /** A process without the http role still tells how it is. */
  serves: 'everything' | 'health';
};
