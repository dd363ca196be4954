import { notFound } from '../access/policy.ts';
import type { Log } from '../ports/host.ts';
import type { IssueSpool } from '../ports/issue-spool.ts';
import type { Store } from '../ports/store.ts';

/** Whoever has the ticket may have the report deleted, wherever it is by now. Throws `not-found` when it is nowhere. */
export async function forgetReport(
  deps: { store: Store; spool: IssueSpool; log: Log },
  ticket: string,
): Promise<void> {
  const isWaiting = await deps.spool.has(ticket);
  // The spool first: what is imported meanwhile is found in the store then.
  if (isWaiting) await deps.spool.remove(ticket);
  // No answer goes out to an address that is to be forgotten.
  await deps.store.outbox.forget(ticket);
  const isStored = await deps.store.issues.remove(ticket);
  if (!isWaiting && !isStored) throw notFound();
  deps.log.info('issue.forgotten', { ticket });
}
