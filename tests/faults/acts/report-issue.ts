import { attempt } from '../attempt.ts';
import type { Client } from '../clients.ts';
import { SITE } from '../cluster.ts';
import { ticketOf } from '../marker.ts';
import type { Actors } from '../operations.ts';
import type { Operation } from '../schedule.ts';

const DIAGNOSES = ['api-unreachable', 'live-lagging', 'offline'] as const;

/** The same ticket is sent twice at once, as a page does that is left while it sends. */
export async function reportIssue({ history }: Actors, client: Client, { text }: Operation): Promise<void> {
  const ticket = ticketOf(client.index, client.reports++);
  const diagnosis = [DIAGNOSES[text.length % DIAGNOSES.length] ?? 'offline'];
  history.reports.set(ticket, 'unknown');
  const send = async () => {
    const { outcome, code } = await attempt(() =>
      client.api.reportIssue({
        ticket,
        site: SITE,
        page: `https://gazette.example/${client.threadKey}`,
        message: text,
        diagnosis,
      }),
    );
    if (outcome === 'done') history.reports.set(ticket, 'done');
    history.count('report', outcome, code);
  };
  await Promise.all([send(), send()]);
}
