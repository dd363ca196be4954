import type { ReviewEvent, ReviewItem } from '@parley/contracts/objects';
import { iso, presentToModerator } from '../comments/present-comment.ts';
import type { CommentRecord, ReviewEventRecord, ReviewItemRecord, ThreadRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';

/** Review items with the comment and thread each is about. One whose comment is missing is left out. */
export async function presentItems(deps: { store: Store }, items: ReviewItemRecord[]): Promise<ReviewItem[]> {
  const threadIds = [...new Set(items.map((item) => item.thread))];
  const [comments, threads] = await Promise.all([
    deps.store.comments.findMany(items.map((item) => item.id)),
    Promise.all(threadIds.map((id) => deps.store.threads.find(id))),
  ]);
  const commentById = new Map(comments.map((comment) => [comment.id, comment]));
  const threadById = new Map(
    threads.filter((thread) => thread !== null).map((thread) => [thread.id, thread]),
  );
  return items.flatMap((item) => {
    const comment = commentById.get(item.id);
    const thread = threadById.get(item.thread);
    return comment && thread ? [presentItem(item, comment, thread)] : [];
  });
}

export function presentItem(
  item: ReviewItemRecord,
  comment: CommentRecord,
  thread: ThreadRecord,
): ReviewItem {
  const { id, site, version, state, score, reasons } = item;
  const flags = Object.fromEntries(Object.entries(item.flags).map(([reason, count]) => [reason, count ?? 0]));
  return {
    id,
    site,
    version,
    state,
    score,
    reasons: reasons.map(({ parts: _parts, ...reason }) => reason),
    comment: presentToModerator(comment),
    thread: { id: thread.id, url: thread.url, title: thread.title, state: thread.state },
    flags,
    claim: item.claim && { by: item.claim.by, until: iso(item.claim.until) },
    openedAt: iso(item.openedAt),
    enteredAt: iso(item.enteredAt),
    dueAt: iso(item.dueAt),
    decision: item.decision && { ...item.decision, at: iso(item.decision.at) },
  };
}

export function presentEvent(event: ReviewEventRecord): ReviewEvent {
  const { reasons: _reasons, restores: _restores, ...shown } = event;
  return { ...shown, at: iso(event.at) };
}
