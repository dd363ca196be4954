import type { Clock, Log } from '../ports/host.ts';
import type { Site } from '../ports/records.ts';
import type { SiteStore } from '../ports/store.ts';
import { defaultSiteSettings } from './default-site-settings.ts';

/** How old the kept list may be before it is read again, behind the caller's back. */
const FRESH_MS = 5_000;
/** How often an unknown id may cause a read, so that made-up ids cannot load the store. */
const MISS_INTERVAL_MS = 1_000;

/**
 * All sites, kept in memory: every request needs one, and there are few. A store that is away does not take
 * the sites with it. Changes are announced over the bus (`announce-site.ts`); one whose announcement was lost is
 * seen by those who ask after `FRESH_MS`, but for the first.
 */
export type SiteDirectory = {
  find(id: string): Promise<Site | null>;
  /** As last read, without waiting. */
  all(): Site[];
  /** Whether any site calls this exact origin its own. */
  isKnownOrigin(origin: string): boolean;
  /** Resolves when what the store holds now, or a moment later, is what this answers. */
  refresh(): Promise<void>;
};

export function createSiteDirectory(deps: { sites: SiteStore; clock: Clock; log: Log }): SiteDirectory {
  let sites = new Map<string, Site>();
  let readAt = Number.NEGATIVE_INFINITY;
  let reading: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  /** Whoever asks during a read waits for one more: what is under way may have begun before their change. */
  function refresh(): Promise<void> {
    if (reading === null) return read();
    next ??= reading
      .catch(() => {})
      .then(() => {
        next = null;
        return read();
      });
    return next;
  }

  function read(): Promise<void> {
    reading = deps.sites
      .list()
      .then((list) => {
        sites = new Map(list.map((site) => [site.id, withAllSettings(site)]));
        readAt = deps.clock.now();
      })
      .finally(() => {
        reading = null;
      });
    return reading;
  }

  async function find(id: string): Promise<Site | null> {
    const age = Math.abs(deps.clock.now() - readAt);
    const known = sites.get(id);
    if (known === undefined && age > MISS_INTERVAL_MS) {
      await refresh();
      return sites.get(id) ?? null;
    }
    if (age > FRESH_MS && reading === null)
      refresh().catch((error) => deps.log.warn('sites.refresh-failed', { error: String(error) }));
    return known ?? null;
  }

  return {
    find,
    refresh,
    all: () => [...sites.values()],
    isKnownOrigin: (origin) => [...sites.values()].some((site) => site.origins.includes(origin)),
  };
}

/** A site that was stored before some settings were thought of has them as a new site does. */
export function withAllSettings(site: Site): Site {
  return { ...site, settings: { ...defaultSiteSettings(), ...site.settings } };
}
