import { type Mailer, MailRefused } from '../ports/mailer.ts';
import type { OutboxRecord } from '../ports/outbox-store.ts';
import type { IssueDeps } from './act-on-group.ts';
import { announceGroup } from './announce-group.ts';
import { enterAnswer } from './enter-answer.ts';

const MINUTE_MS = 60_000;
/** What a process takes at a time: few, as each may keep it waiting. */
const BATCH = 5;
/** Longer than sending takes at worst: a taker who is silent for so long is dead. */
const LEASE_MS = 5 * MINUTE_MS;
/** How long is waited after each attempt that failed; after the last nothing more is tried. About a day in all. */
const RETRY_AFTER_MS = [1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60].map((minutes) => minutes * MINUTE_MS);

/** Sends what waits in the outbox and is due; answers how many were taken. Safe to call from several processes. */
export async function deliverOutbox(deps: IssueDeps & { mailer: Mailer }): Promise<number> {
  const taken = await deps.store.outbox.take(deps.clock.now(), LEASE_MS, BATCH);
  await Promise.all(taken.map((message) => deliver(deps, message)));
  return taken.length;
}

async function deliver(deps: IssueDeps & { mailer: Mailer }, message: OutboxRecord): Promise<void> {
  const { id, attempts } = message;
  const group = await enterAnswer(deps, message);
  const outcome = await attempt(deps, message);
  const isSettled = await deps.store.outbox.settle(id, attempts, outcome);
  if (isSettled && 'state' in outcome && group !== null) await announceGroup(deps, group);
}

async function attempt(
  { mailer, clock, log }: IssueDeps & { mailer: Mailer },
  { id, content, attempts }: OutboxRecord,
): Promise<{ state: 'sent' | 'unsent' | 'failed' } | { retryAt: number }> {
  const { to = '', subject = '', text = '' } = content ?? {};
  try {
    await mailer.send({ id, to, subject, text });
    log.info('message.delivered', { message: id, attempts });
    return { state: mailer.isSetUp ? 'sent' : 'unsent' };
  } catch (error) {
    const waitMs = RETRY_AFTER_MS[attempts - 1];
    const isOver = error instanceof MailRefused || waitMs === undefined;
    log.warn('message.undelivered', { message: id, attempts, isOver, reason: String(error) });
    return isOver ? { state: 'failed' } : { retryAt: clock.now() + waitMs };
  }
}
