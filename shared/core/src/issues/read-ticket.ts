import type { TicketState } from '@parley/contracts/objects';
import { notFound } from '../access/policy.ts';
import type { IssueSpool } from '../ports/issue-spool.ts';
import type { Store } from '../ports/store.ts';

/** What became of a report: `received` while it waits, then its group's state. Whoever has the ticket may ask. */
export async function readTicket(
  deps: { store: Store; spool: IssueSpool },
  ticket: string,
): Promise<TicketState> {
  if (await deps.spool.has(ticket)) return { state: 'received' };
  const group = await deps.store.issues.findByTicket(ticket);
  if (group === null) throw notFound();
  return { state: group.state, ...(group.publicNote === null ? {} : { publicNote: group.publicNote }) };
}
