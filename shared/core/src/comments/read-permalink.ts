import { SLICE_DEFAULT } from '@parley/contracts/limits';
import type { Permalink } from '@parley/contracts/objects';
import type { Actor } from '../access/actor.ts';
import { isAuthor, maySee, notFound } from '../access/policy.ts';
import { presentRejected } from '../moderation/appeal-comment.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { listSlice } from '../threads/list-slice.ts';
import { presentThread } from '../threads/present-thread.ts';
import { presentComment } from './present-comment.ts';

/** A comment in its context: its ancestors, itself, and the first slice of its replies. */
export async function readPermalink(
  deps: { store: Store; sites: SiteDirectory },
  actor: Actor | null,
  id: string,
): Promise<Permalink> {
  const comment = await deps.store.comments.find(id);
  if (comment === null || !maySee(actor, comment)) throw notFound();
  const [site, thread, ancestors, replies] = await Promise.all([
    deps.sites.find(comment.site),
    deps.store.threads.find(comment.thread),
    deps.store.comments.findMany(comment.ancestors),
    listSlice(deps, comment.thread, { parent: id, limit: SLICE_DEFAULT }),
  ]);
  if (site === null || thread === null) throw notFound();
  return {
    thread: presentThread(thread, site),
    ancestors: ancestors.toSorted((a, b) => a.depth - b.depth).map(presentComment),
    comment: isAuthor(actor, comment) ? await presentRejected(deps, comment) : presentComment(comment),
    replies,
  };
}
