import { type EventBus, siteChannel } from '../ports/event-bus.ts';
import type { Log } from '../ports/host.ts';
import type { IssueGroupRecord } from '../ports/issue-records.ts';
import type { SiteMessage } from '../threads/messages.ts';
import { presentGroup } from './present-group.ts';

/** Shows a changed group of issue reports to the moderators of its site. */
export async function announceGroup(
  deps: { bus: EventBus; log: Log },
  group: IssueGroupRecord,
): Promise<void> {
  const message: SiteMessage = { kind: 'issue', group: presentGroup(group) };
  try {
    await deps.bus.publish(siteChannel(group.site), JSON.stringify(message));
  } catch (error) {
    deps.log.warn('bus.publish-failed', { group: group.id, error: String(error) });
  }
}
