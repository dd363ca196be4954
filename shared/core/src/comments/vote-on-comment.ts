import type { VoteResult } from '@parley/contracts/objects';
import type { Actor } from '../access/actor.ts';
import { assertMayJudge, notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import type { Clock } from '../ports/host.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';

/**
 * Sets a reader's vote on a comment; 0 takes it back. The answer has the exact totals; other readers see them
 * with the next flush, at most once a second a thread.
 */
export async function voteOnComment(
  deps: { store: Store; sites: SiteDirectory; clock: Clock },
  actor: Actor,
  id: string,
  value: -1 | 0 | 1,
): Promise<VoteResult> {
  const comment = await deps.store.comments.find(id);
  assertMayJudge(actor, comment);
  const site = await deps.sites.find(comment.site);
  if (site === null) throw notFound();
  const { votes } = site.settings;
  if (votes === 'off') throw new CoreError('forbidden', 'This site does not take votes.');
  if (votes === 'up' && value === -1)
    throw new CoreError('forbidden', 'This site takes votes in favour only.');
  const totals = await deps.store.votes.set({
    thread: comment.thread,
    comment: id,
    reader: actor.id,
    value,
    at: deps.clock.now(),
  });
  return { comment: id, value, votes: totals };
}
