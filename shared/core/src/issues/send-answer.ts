import type { Mailer } from '../ports/mailer.ts';
import type { OutboxOutcome, OutboxRecord } from '../ports/outbox-store.ts';
import type { Store } from '../ports/store.ts';

/**
 * Mails an answer to the reader of a report. Its end is sent only when the store has noted that, and only as long as
 * nobody else has taken the answer and its reader has not had it deleted. Rejects as the mailer does.
 */
export async function sendAnswer(
  { mailer, store }: { mailer: Mailer; store: Pick<Store, 'outbox'> },
  message: OutboxRecord,
): Promise<OutboxOutcome> {
  const { id, content, at } = message;
  const { to = '', subject = '', text = '' } = content ?? {};
  await mailer.send({ id, to, subject, text, at }, async () => {
    if (!(await store.outbox.handOver(message))) throw new Error('the mail is not to be sent any more');
  });
  return mailer.isSetUp ? 'sent' : 'unsent';
}
