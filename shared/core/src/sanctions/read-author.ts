import type { AuthorDetail } from '@parley/contracts/sanction-objects';
import type { Actor } from '../access/actor.ts';
import { assertModerates, assertModerator, leads, notFound } from '../access/policy.ts';
import { iso, presentToModerator } from '../comments/present-comment.ts';
import { listNotes } from '../notes/list-notes.ts';
import type { Clock } from '../ports/host.ts';
import type { Store } from '../ports/store.ts';
import { presentSanction } from './present-sanction.ts';

const RECENT_COMMENTS = 20;
const SANCTIONS_SHOWN = 50;

/** An author as moderators of their site see them: standing, latest comments, what they were told so far, and notes. */
export async function readAuthor(
  deps: { store: Store; clock: Clock },
  actor: Actor | null,
  id: string,
): Promise<AuthorDetail> {
  assertModerator(actor);
  const reader = await deps.store.readers.find(id);
  if (reader === null) throw notFound();
  assertModerates(actor, reader.site);
  const [standing, recent, sanctions, notes] = await Promise.all([
    deps.store.comments.standing(reader.site, id),
    deps.store.comments.listByAuthor(reader.site, id, RECENT_COMMENTS),
    deps.store.sanctions.listFor(id, SANCTIONS_SHOWN),
    listNotes(deps, actor, id),
  ]);
  const { site, name, avatar, badge } = reader;
  return {
    author: { id, site, name, avatar, badge, since: iso(reader.createdAt) },
    standing,
    recent: recent.map(presentToModerator),
    sanctions: sanctions.map((sanction) => presentSanction(sanction, deps.clock.now())),
    notes,
    maySanction: leads(actor, site),
  };
}
