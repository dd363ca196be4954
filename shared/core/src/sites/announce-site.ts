import { type EventBus, SITES_CHANNEL } from '../ports/event-bus.ts';
import type { Log } from '../ports/host.ts';
import type { SitesMessage } from '../threads/messages.ts';
import type { SiteDirectory } from './site-directory.ts';

/**
 * Has every process read its sites anew, this one before it answers. A bus that fails is logged and not reported:
 * whoever misses the message reads them again within seconds.
 */
export async function announceSite(
  deps: { bus: EventBus; sites: SiteDirectory; log: Log },
  site: string,
): Promise<void> {
  try {
    await deps.sites.refresh();
    const message: SitesMessage = { site };
    await deps.bus.publish(SITES_CHANNEL, JSON.stringify(message));
  } catch (error) {
    deps.log.warn('bus.publish-failed', { site, error: String(error) });
  }
}

/** Reads the sites anew whenever somebody announces a change, and after a bus that was away is back. */
export function followSites({ bus, sites, log }: { bus: EventBus; sites: SiteDirectory; log: Log }): void {
  const refresh = () => {
    sites.refresh().catch((error) => log.warn('sites.refresh-failed', { error: String(error) }));
  };
  bus.subscribe(SITES_CHANNEL, refresh).catch((error) => log.error('sites.deaf', { error: String(error) }));
  bus.onRecovery(refresh);
}
