import type { ReaderSession } from '@parley/contracts/objects';
import { notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import type { Clock, HashToken, Ids } from '../ports/host.ts';
import type { ReaderRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { cleanName } from './clean-name.ts';
import { presentReader } from './present-identity.ts';
import { beginSession, GUEST_SESSION_MS } from './sessions.ts';

/** A reader gives a name and may write. Two guests may bear the same name; they are two readers. */
export async function beginGuestSession(
  deps: { store: Store; sites: SiteDirectory; clock: Clock; ids: Ids; hashToken: HashToken },
  request: { site: string; name: string },
): Promise<ReaderSession> {
  const site = await deps.sites.find(request.site);
  if (site === null) throw notFound();
  if (!site.settings.guests) {
    throw new CoreError('guests-not-allowed', 'This site asks readers to sign in before they comment.');
  }
  const reader: ReaderRecord = {
    id: `r${deps.ids.sortable()}`,
    site: site.id,
    badge: 'guest',
    name: cleanName(request.name),
    avatar: null,
    externalId: null,
    createdAt: deps.clock.now(),
  };
  await deps.store.readers.put(reader);
  const token = await beginSession(deps, { kind: 'reader', id: reader.id, site: site.id }, GUEST_SESSION_MS);
  return { token, reader: presentReader(reader) };
}
