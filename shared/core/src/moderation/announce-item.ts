import { type EventBus, siteChannel } from '../ports/event-bus.ts';
import type { Log } from '../ports/host.ts';
import type { ReviewItemRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { SiteMessage } from '../threads/messages.ts';
import { presentItems } from './present-item.ts';

/** Shows a changed review item to the moderators of its site. A console that misses it reloads its list. */
export async function announceItem(
  deps: { store: Store; bus: EventBus; log: Log },
  item: ReviewItemRecord,
): Promise<void> {
  try {
    const [presented] = await presentItems(deps, [item]);
    if (!presented) return;
    const message: SiteMessage = { kind: 'queue', item: presented };
    await deps.bus.publish(siteChannel(item.site), JSON.stringify(message));
  } catch (error) {
    deps.log.warn('bus.publish-failed', { item: item.id, error: String(error) });
  }
}
