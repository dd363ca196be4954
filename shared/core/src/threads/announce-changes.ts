import { type EventBus, threadChannel } from '../ports/event-bus.ts';
import type { Log } from '../ports/host.ts';
import type { LoggedChange } from '../ports/records.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { announceHiding, hides } from './hidings.ts';
import type { ThreadMessage } from './messages.ts';
import { presentChange } from './present-change.ts';

/**
 * Tells every node what was appended to its thread's log, in public form and serialized once. A bus that
 * fails is logged and not reported: whoever misses a message finds the hole and reads the log.
 */
export async function announceChanges(
  deps: { bus: EventBus; sites: SiteDirectory; log: Log },
  changes: LoggedChange[],
): Promise<void> {
  for (const [thread, logged] of Map.groupBy(changes, (change) => change.thread.id)) {
    try {
      const first = logged[0];
      const site = first && (await deps.sites.find(first.thread.site));
      if (!site) continue;
      const head = Math.max(...logged.map((change) => change.seq));
      const message: ThreadMessage = { head, changes: logged.map((change) => presentChange(change, site)) };
      if (logged.some(hides)) await announceHiding(deps.bus, { thread, head });
      await deps.bus.publish(threadChannel(thread), JSON.stringify(message));
    } catch (error) {
      deps.log.warn('bus.publish-failed', { thread, error: String(error) });
    }
  }
}
