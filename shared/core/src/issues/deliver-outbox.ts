import type { HttpOut } from '../ports/http-out.ts';
import { type Mailer, MailRefused, MailUnconfirmed } from '../ports/mailer.ts';
import type { OutboxOutcome, OutboxRecord } from '../ports/outbox-store.ts';
import type { IssueDeps } from './act-on-group.ts';
import { announceGroup } from './announce-group.ts';
import { enterAnswer } from './enter-answer.ts';
import { sendAlert } from './send-alert.ts';
import { sendAnswer } from './send-answer.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
/** What a process takes at a time: few, as each may keep it waiting. */
const BATCH = 5;
/** Longer than sending takes at worst: a taker who is silent for so long is dead. */
const LEASE_MS = 5 * MINUTE_MS;
/**
 * How long is waited after each attempt that failed; after the last nothing more is tried. Mail servers may be away
 * for a day; an alert of a spike is of no use when that is over.
 */
const RETRY_AFTER_MS = {
  answer: [1, 5, 15, 60, 3 * 60, 6 * 60, 12 * 60].map((minutes) => minutes * MINUTE_MS),
  alert: [10 * SECOND_MS, ...[1, 5, 15, 60].map((minutes) => minutes * MINUTE_MS)],
} satisfies Record<OutboxRecord['kind'], number[]>;
/**
 * Times that a mail may be handed over without an answer. SMTP cannot tell whether such a mail was taken (RFC 1047):
 * one that is repeated once may come twice, under one `Message-ID`; one that is not may never come, which is worse.
 */
const UNCONFIRMED_MAX = 2;

type Deps = IssueDeps & { mailer: Mailer; httpOut: HttpOut };
type Outcome = { state: OutboxOutcome } | { retryAt: number; unconfirmed: number };
/** What came of one attempt: over, or to be tried again. */
export type Delivery = { kind: OutboxRecord['kind']; outcome: OutboxOutcome | 'again' };

const SEND = { answer: sendAnswer, alert: sendAlert } satisfies Record<
  OutboxRecord['kind'],
  (deps: Deps, message: OutboxRecord) => Promise<OutboxOutcome>
>;

/** Sends what waits in the outbox and is due. Safe to call from several processes. */
export async function deliverOutbox(deps: Deps): Promise<Delivery[]> {
  const taken = await deps.store.outbox.take(deps.clock.now(), LEASE_MS, BATCH);
  return (await Promise.all(taken.map((message) => deliver(deps, message)))).flat();
}

async function deliver(deps: Deps, message: OutboxRecord): Promise<Delivery[]> {
  const { id, kind, attempts } = message;
  const group = kind === 'answer' ? await enterAnswer(deps, message) : null;
  const outcome = outcomeOfEarlier(message) ?? (await attempt(deps, message));
  if (!(await deps.store.outbox.settle(id, attempts, outcome))) return [];
  if ('state' in outcome && group !== null) await announceGroup(deps, group);
  return [{ kind, outcome: 'state' in outcome ? outcome.state : 'again' }];
}

/** Attempts whose processes died have told nothing of themselves but that they were made. */
function outcomeOfEarlier({ kind, attempts, unconfirmed }: OutboxRecord): Outcome | null {
  if (unconfirmed >= UNCONFIRMED_MAX) return { state: 'unconfirmed' };
  return attempts > RETRY_AFTER_MS[kind].length + 1 ? over(unconfirmed) : null;
}

async function attempt(deps: Deps, message: OutboxRecord): Promise<Outcome> {
  const { id, kind, group, attempts } = message;
  try {
    const state = await SEND[kind](deps, message);
    deps.log.info('message.delivered', { message: id, kind, group, attempts, state });
    return { state };
  } catch (error) {
    const waitMs = RETRY_AFTER_MS[kind][attempts - 1];
    const unconfirmed = message.unconfirmed + (error instanceof MailUnconfirmed ? 1 : 0);
    const isOver = error instanceof MailRefused || waitMs === undefined || unconfirmed >= UNCONFIRMED_MAX;
    const why = String(error);
    deps.log.warn('message.undelivered', { message: id, kind, group, attempts, unconfirmed, isOver, why });
    return isOver ? over(unconfirmed) : { retryAt: deps.clock.now() + waitMs, unconfirmed };
  }
}

function over(unconfirmed: number): Outcome {
  return { state: unconfirmed > 0 ? 'unconfirmed' : 'failed' };
}
