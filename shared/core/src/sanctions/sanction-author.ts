import type { SanctionResult } from '@parley/contracts/sanction-objects';
import type { SanctionAuthor } from '@parley/contracts/sanction-requests';
import type { Actor } from '../access/actor.ts';
import { assertLeads, assertModerator, assertOwner, notFound } from '../access/policy.ts';
import type { PostDeps } from '../comments/post-comment.ts';
import { CoreError } from '../core-error.ts';
import { tellAct } from '../moderation/tell-act.ts';
import type { SanctionRecord } from '../ports/sanction-store.ts';
import { announceBan } from './banned-sessions.ts';
import { presentSanction, sanctionFacts } from './present-sanction.ts';
import { removeRecent } from './remove-recent.ts';

/**
 * Bans, mutes or premoderates an author from this moment on, and takes down what they wrote lately where that is
 * asked for. For leads of the author's site; everywhere for owners. The sanction stands before anything is
 * removed, so that nothing is posted in between.
 */
export async function sanctionAuthor(
  deps: PostDeps,
  actor: Actor | null,
  id: string,
  request: SanctionAuthor,
): Promise<SanctionResult> {
  assertModerator(actor);
  const reader = await deps.store.readers.find(id);
  if (reader === null) throw notFound();
  assertLeads(actor, reader.site);
  if (request.everywhere) assertOwner(actor);
  const now = deps.clock.now();
  const until = request.until === null ? null : Date.parse(request.until);
  if (until !== null && until <= now) {
    throw new CoreError('validation-failed', 'Its end lies in the past.', {
      errors: [{ pointer: '/until', detail: 'must lie in the future' }],
    });
  }
  const sanction: SanctionRecord = {
    id: `s${deps.ids.sortable()}`,
    kind: request.kind,
    reader: { id: reader.id, name: reader.name },
    site: reader.site,
    everywhere: request.everywhere,
    externalId: request.everywhere ? reader.externalId : null,
    until,
    reason: request.reason,
    by: { id: actor.id, name: actor.moderator.name },
    at: now,
    lifted: null,
    removal: request.removeDays === undefined ? null : deps.ids.sortable(),
  };
  const act = tellAct(deps, actor, {
    site: reader.site,
    kind: 'author-sanctioned',
    subject: { kind: 'author', ...sanction.reader },
    reason: request.reason,
    before: {},
    after: { ...sanctionFacts(sanction), removeDays: request.removeDays ?? null },
  });
  await deps.store.sanctions.add(sanction, act);
  await announceBan(deps, sanction);
  deps.log.info('author.sanctioned', { reader: id, kind: sanction.kind, moderator: actor.id });
  const removal =
    request.removeDays === undefined || sanction.removal === null
      ? { removed: 0, isMore: false }
      : await removeRecent(deps, actor, {
          site: reader.site,
          author: reader.id,
          days: request.removeDays,
          bulk: sanction.removal,
          reason: request.reason,
        });
  return { sanction: presentSanction(sanction, now), ...removal };
}
