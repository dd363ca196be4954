import { BANS_CHANNEL, type EventBus } from '../ports/event-bus.ts';
import type { Clock, Log } from '../ports/host.ts';
import type { SanctionRecord } from '../ports/sanction-store.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { banInWords } from './active-sanctions.ts';

/** Sanctions in force that are looked through, the newest first: sockets are no more than a courtesy of the rest. */
const SANCTIONS_MAX = 1_000;
const STEP = 100;
/** Sessions of the banned of one step; whoever signs on more often than this has sockets cut with others' luck. */
const SESSIONS_MAX = 2_000;

/** Why a session is worth nothing, by the hash of its token. */
export type BannedSessions = ReadonlyMap<string, string>;

/**
 * The sessions of all who are banned now. Every request of theirs is refused by `authenticate`; this is for those who
 * asked nothing lately and hold a socket open.
 */
export async function listBannedSessions(deps: {
  store: Pick<Store, 'sanctions' | 'readers' | 'sessions'>;
  sites: SiteDirectory;
  clock: Clock;
}): Promise<BannedSessions> {
  const now = deps.clock.now();
  const sites = deps.sites.all().map(({ id }) => id);
  const banned = new Map<string, string>();
  let after: string | null = null;
  for (let seen = 0; seen < SANCTIONS_MAX; seen += STEP) {
    const slice: Awaited<ReturnType<Store['sanctions']['list']>> = await deps.store.sanctions.list({
      sites,
      after,
      now,
      limit: STEP,
    });
    const readers = new Map<string, string>();
    for (const sanction of slice.sanctions.filter(({ kind }) => kind === 'ban')) {
      for (const reader of await readersOf(deps, sanction)) readers.set(reader, banInWords(sanction));
    }
    for (const { tokenHash, reader } of await deps.store.sessions.listOf([...readers.keys()], SESSIONS_MAX)) {
      banned.set(tokenHash, readers.get(reader) ?? '');
    }
    after = slice.next;
    if (after === null) break;
  }
  return banned;
}

/** Tells every process that somebody was banned, or is no longer. What is lost is found by looking again. */
export async function announceBan(
  deps: { bus: EventBus; log: Log },
  sanction: SanctionRecord,
): Promise<void> {
  if (sanction.kind !== 'ban') return;
  try {
    await deps.bus.publish(BANS_CHANNEL, JSON.stringify({ site: sanction.site }));
  } catch (error) {
    deps.log.warn('bus.publish-failed', { sanction: sanction.id, error: String(error) });
  }
}

/** The reader; and where the ban holds everywhere, whoever is the same person elsewhere. */
async function readersOf(
  { store, sites }: { store: Pick<Store, 'readers'>; sites: SiteDirectory },
  { reader, site, everywhere, externalId }: SanctionRecord,
): Promise<string[]> {
  if (!everywhere || externalId === null) return [reader.id];
  const secret = sites.all().find(({ id }) => id === site)?.ssoSecret ?? null;
  const others = sites
    .all()
    .filter(({ id, ssoSecret }) => id !== site && secret !== null && ssoSecret === secret);
  const found = await Promise.all(others.map(({ id }) => store.readers.findExternal(id, externalId)));
  return [reader.id, ...found.flatMap((other) => other?.id ?? [])];
}
