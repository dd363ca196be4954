import type { ModeratorActor } from '../access/actor.ts';
import { assertModerates, notFound } from '../access/policy.ts';
import type { ReaderRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';

/** An author of a site that the moderator works on. Throws `not-found` for all others. */
export async function getAuthor(
  { store }: { store: Pick<Store, 'readers'> },
  actor: ModeratorActor,
  id: string,
): Promise<ReaderRecord> {
  const reader = await store.readers.find(id);
  if (reader === null) throw notFound();
  assertModerates(actor, reader.site);
  return reader;
}
