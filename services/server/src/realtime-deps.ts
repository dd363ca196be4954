import { moderates } from '@parley/core/access/policy';
import { CoreError } from '@parley/core/core-error';
import { authenticate } from '@parley/core/identity/authenticate';
import { listBannedSessions } from '@parley/core/sanctions/banned-sessions';
import { readChanges } from '@parley/core/threads/read-changes';
import type { HttpDeps } from './http/deps.ts';
import { isKnownOrigin } from './http/origins.ts';
import { consoleToken } from './http/sessions.ts';
import type { RealtimeDeps } from './realtime/deps.ts';

type Deps = Pick<
  HttpDeps,
  'store' | 'bus' | 'sites' | 'clock' | 'hashToken' | 'log' | 'metrics' | 'addressOf' | 'ownOrigins'
>;

/** What the live service asks of the domain, so that it needs to know neither store nor HTTP. */
export function realtimeDeps(deps: Deps): RealtimeDeps {
  const { store, bus, sites, clock, hashToken, log, metrics, addressOf, ownOrigins } = deps;
  return {
    bus,
    log,
    clock,
    addressOf,
    metrics: { count: (what, by = 1) => metrics.live.inc({ what }, by) },
    loadChanges: (thread, after) => readChanges({ store, sites }, thread, after),
    loadHeads: (threads) => store.threads.heads(threads),
    siteOfThread: async (thread) => (await store.threads.find(thread))?.site ?? null,
    loadBannedSessions: () => listBannedSessions({ store, sites, clock }),
    hashToken,
    siteExists: async (site) => (await sites.find(site)) !== null,
    isKnownOrigin: (origin) => isKnownOrigin({ sites, ownOrigins }, origin),
    mayEmbed(site, origin) {
      if (origin === undefined || ownOrigins.includes(origin)) return true;
      return (
        sites
          .all()
          .find((one) => one.id === site)
          ?.origins.includes(origin) ?? false
      );
    },
    async authenticateModerator(token, cookies, origin) {
      // The cookie counts only from our own pages: a socket has no preflight that would protect it.
      const held =
        token ?? (origin !== undefined && ownOrigins.includes(origin) ? consoleToken(cookies) : null);
      const session = held === null ? null : await sessionOf(held);
      if (session?.actor.kind !== 'moderator') return null;
      const { actor, expiresAt } = session;
      const own = sites.all().filter((site) => moderates(actor, site.id));
      return { id: actor.id, name: actor.moderator.name, sites: own.map((site) => site.id), expiresAt };
    },
  };

  async function sessionOf(token: string) {
    try {
      return await authenticate({ store, clock, hashToken }, token);
    } catch (error) {
      if (error instanceof CoreError) return null;
      throw error;
    }
  }
}
