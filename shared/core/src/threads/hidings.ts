import { type EventBus, HIDING_CHANNEL } from '../ports/event-bus.ts';
import type { LoggedChange } from '../ports/records.ts';
import type { HidingMessage } from './messages.ts';

/** Whether what could be read before this change may be read no more: a text is gone, or another stands there. */
export function hides({ kind, comment }: LoggedChange): boolean {
  return comment !== null && (comment.status !== 'published' || kind === 'edited');
}

/**
 * Tells every process that keeps what it has shown, in case its store is away when it is asked next. Rejects as
 * the bus does.
 */
export async function announceHiding(bus: EventBus, message: HidingMessage): Promise<void> {
  await bus.publish(HIDING_CHANNEL, JSON.stringify(message));
}
