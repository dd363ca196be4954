import type { Comment } from '@parley/contracts/objects';
import type { PostComment } from '@parley/contracts/requests';
import { type Actor, authorOf, sanctionsOf } from '../access/actor.ts';
import { assertMayPost, assertMayReply, notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import { announceItem } from '../moderation/announce-item.ts';
import type { OutsideDeps } from '../moderation/outside/hear-services.ts';
import { heldForReview } from '../moderation/review-change.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Clock, Ids, Log } from '../ports/host.ts';
import type { CommentRecord, Site } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { announceChanges } from '../threads/announce-changes.ts';
import { claimedPage } from '../threads/page-address.ts';
import { emptyThread } from '../threads/present-thread.ts';
import { threadIdFor } from '../threads/thread-id.ts';
import { assertPause } from './assert-pause.ts';
import { assertSameRequest, findReplay, idempotencyHash } from './find-replay.ts';
import { heardBody, keepOpinion } from './heard-body.ts';
import { presentOwnComment } from './present-comment.ts';
import { assertNoTrap, type PostOrigin, provePerson } from './prove-person.ts';
import { screenedBody } from './screened-body.ts';

export type PostDeps = {
  store: Store;
  bus: EventBus;
  sites: SiteDirectory;
  clock: Clock;
  ids: Ids;
  log: Log;
};
/** `admit` is where limits stand. */
export type PostingDeps = PostDeps & {
  admit: () => Promise<void>;
  origin: PostOrigin;
  services: OutsideDeps;
};
export type PostOutcome = { outcome: 'published' | 'held' | 'replayed'; comment: Comment };

/**
 * Posts a comment: once for each idempotency key, however often it is asked. Resolves when the comment is
 * durable. `admit` may refuse anything but a replay. Throws `thread-closed`, `guests-not-allowed`, `rate-limited`,
 * `parent-gone`, `too-deep`, `comment-refused`, `captcha-required`, `duplicate-comment`, `idempotency-mismatch`.
 */
export async function postComment(
  deps: PostingDeps,
  actor: Actor,
  request: PostComment,
): Promise<PostOutcome> {
  const replay = await findReplay(deps, actor, request);
  if (replay !== null) return replayed(replay);
  try {
    await deps.admit();
    return await storeNew(deps, actor, request);
  } catch (error) {
    // The same key may be under way twice: the one that comes second is refused as a repetition of the first,
    // which by now is stored.
    const first = error instanceof CoreError ? await findReplay(deps, actor, request) : null;
    if (first !== null) return replayed(first);
    throw error;
  }
}

function replayed(comment: CommentRecord): PostOutcome {
  return { outcome: 'replayed', comment: presentOwnComment(comment) };
}

async function storeNew(deps: PostingDeps, actor: Actor, request: PostComment): Promise<PostOutcome> {
  assertNoTrap(request);
  const site = await deps.sites.find(request.site);
  if (site === null) throw notFound();
  const threadId = threadIdFor(site.id, request.thread.key);
  const page = { id: threadId, site: site.id, ...claimedPage(site, request.thread) };
  const thread = (await deps.store.threads.find(threadId)) ?? emptyThread(page, deps.clock.now());
  assertMayPost(actor, site, thread);
  await assertPause(deps, actor, site, thread);

  const parent = await findParent(deps, actor, threadId, request.parent, site);
  const author = authorOf(actor);
  const screened = await screenedBody(deps, {
    site,
    thread,
    author,
    source: request.body,
    isNew: true,
    sanctions: sanctionsOf(actor),
  });
  const proven = await provePerson(deps, request, site, author, screened);
  const about = {
    author,
    parent: parent?.id ?? null,
    page: claimedPage(site, request.thread),
    isEdit: false,
  };
  const { body, akismet } = await heardBody(deps, site, about, proven);
  const { findings, standing: _standing, ...text } = body;

  const comment: CommentRecord = {
    ...text,
    id: `${threadId}${deps.ids.sortable()}`,
    thread: threadId,
    site: site.id,
    parent: parent?.id ?? null,
    ancestors: parent === null ? [] : [...parent.ancestors, parent.id],
    depth: parent === null ? 0 : parent.depth + 1,
    rev: 1,
    revision: 1,
    author,
    createdAt: deps.clock.now(),
    editedAt: null,
    pinned: false,
    up: 0,
    down: 0,
    replyCount: 0,
    branchCount: 0,
    listed: body.status === 'published',
    idempotencyKey: request.idempotencyKey,
    idempotencyHash: idempotencyHash(actor, request),
  };
  await deps.store.threads.ensure(thread);
  const review =
    body.status === 'held'
      ? { review: heldForReview(deps, comment, findings, 'opened', queuedAs(body)) }
      : {};
  const write = await deps.store.comments.insert(comment, review);
  if (!write.isNew) {
    assertSameRequest(write.comment, comment.idempotencyHash);
    return replayed(write.comment);
  }

  deps.log.info('comment.stored', {
    comment: comment.id,
    thread: threadId,
    site: site.id,
    status: body.status,
  });
  await keepOpinion(deps, comment, akismet);
  await announceChanges(deps, write.changes);
  if (write.item !== null) await announceItem(deps, write.item);
  return { outcome: body.muted ? 'published' : body.status, comment: presentOwnComment(write.comment) };
}

/** What is written under a mute waits for nobody: moderators find it among what is closed. */
export function queuedAs({ muted }: Pick<CommentRecord, 'muted'>): 'open' | 'closed' {
  return muted ? 'closed' : 'open';
}

async function findParent(
  deps: { store: Store },
  actor: Actor,
  thread: string,
  parentId: string | null,
  site: Site,
): Promise<CommentRecord | null> {
  if (parentId === null) return null;
  const parent = await deps.store.comments.find(parentId);
  assertMayReply(actor, parent, thread);
  if (parent.depth + 1 > site.settings.maxDepth) {
    throw new CoreError('too-deep', 'Replies are nested as deep as they can be here. Reply further up.');
  }
  return parent;
}
