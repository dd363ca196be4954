import type { FoundAuthor, FoundAuthors, ListAuthors } from '@parley/contracts/room-objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator, moderatedSites } from '../access/policy.ts';
import { iso } from '../comments/present-comment.ts';
import type { Clock } from '../ports/host.ts';
import type { ReaderRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { decodeNameCursor, encodeNameCursor } from '../threads/cursor.ts';
import { foldName } from './fold-name.ts';

const SLICE = 25;

type Deps = { store: Store; sites: SiteDirectory; clock: Clock };

/** Readers of a moderator's sites by how their name begins, in order of name; one named by their id comes first. */
export async function listAuthors(
  deps: Deps,
  actor: Actor | null,
  query: ListAuthors,
): Promise<FoundAuthors> {
  assertModerator(actor);
  const sites = moderatedSites(actor, deps.sites.all(), query.site);
  const named = query.after === undefined ? await deps.store.readers.find(query.q.trim()) : null;
  const { readers, next } = await deps.store.readers.search({
    sites,
    prefix: foldName(query.q),
    after: decodeNameCursor(query.after),
    limit: SLICE,
  });
  const others = readers.filter(({ id }) => id !== named?.id);
  const found = named !== null && sites.includes(named.site) ? [named, ...others] : readers;
  return {
    authors: await Promise.all(found.map((reader) => present(deps, reader))),
    next: encodeNameCursor(next),
  };
}

async function present({ store, clock }: Deps, reader: ReaderRecord): Promise<FoundAuthor> {
  const { id, site, name, avatar, badge, createdAt } = reader;
  const [standing, sanctions] = await Promise.all([
    store.comments.standing(site, id),
    store.sanctions.active(reader, clock.now()),
  ]);
  const kinds = [...new Set(sanctions.map(({ kind }) => kind))];
  return { id, site, name, avatar, badge, since: iso(createdAt), standing, sanctions: kinds };
}
