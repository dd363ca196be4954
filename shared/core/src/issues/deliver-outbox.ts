import { type Mailer, MailRefused, MailUnconfirmed } from '../ports/mailer.ts';
import type { OutboxOutcome, OutboxRecord } from '../ports/outbox-store.ts';
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
const ATTEMPTS_MAX = RETRY_AFTER_MS.length + 1;
/**
 * Times that a mail may be handed over without an answer. SMTP cannot tell whether such a mail was taken (RFC 1047):
 * one that is repeated once may come twice, under one `Message-ID`; one that is not may never come, which is worse.
 */
const UNCONFIRMED_MAX = 2;

type Deps = IssueDeps & { mailer: Mailer };
type Outcome = { state: OutboxOutcome } | { retryAt: number; unconfirmed: number };

/** Sends what waits in the outbox and is due; answers how many were taken. Safe to call from several processes. */
export async function deliverOutbox(deps: Deps): Promise<number> {
  const taken = await deps.store.outbox.take(deps.clock.now(), LEASE_MS, BATCH);
  await Promise.all(taken.map((message) => deliver(deps, message)));
  return taken.length;
}

async function deliver(deps: Deps, message: OutboxRecord): Promise<void> {
  const { id, attempts } = message;
  const group = await enterAnswer(deps, message);
  const outcome = outcomeOfEarlier(message) ?? (await attempt(deps, message));
  const isSettled = await deps.store.outbox.settle(id, attempts, outcome);
  if (isSettled && 'state' in outcome && group !== null) await announceGroup(deps, group);
}

/** Attempts whose processes died have told nothing of themselves but that they were made. */
function outcomeOfEarlier({ attempts, unconfirmed }: OutboxRecord): Outcome | null {
  if (unconfirmed >= UNCONFIRMED_MAX) return { state: 'unconfirmed' };
  return attempts > ATTEMPTS_MAX ? over(unconfirmed) : null;
}

async function attempt({ mailer, clock, log, store }: Deps, message: OutboxRecord): Promise<Outcome> {
  const { id, content, attempts, at } = message;
  const { to = '', subject = '', text = '' } = content ?? {};
  try {
    await mailer.send({ id, to, subject, text, at }, async () => {
      if (!(await store.outbox.handOver(message))) throw new Error('the mail is not to be sent any more');
    });
    log.info('message.delivered', { message: id, attempts });
    return { state: mailer.isSetUp ? 'sent' : 'unsent' };
  } catch (error) {
    const waitMs = RETRY_AFTER_MS[attempts - 1];
    const unconfirmed = message.unconfirmed + (error instanceof MailUnconfirmed ? 1 : 0);
    const isOver = error instanceof MailRefused || waitMs === undefined || unconfirmed >= UNCONFIRMED_MAX;
    log.warn('message.undelivered', { message: id, attempts, unconfirmed, isOver, reason: String(error) });
    return isOver ? over(unconfirmed) : { retryAt: clock.now() + waitMs, unconfirmed };
  }
}

function over(unconfirmed: number): Outcome {
  return { state: unconfirmed > 0 ? 'unconfirmed' : 'failed' };
}
