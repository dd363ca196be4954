import type { ActRecord } from '@parley/core/ports/act-store';
import type { CommentRecord } from '@parley/core/ports/records';
import type { CommentStore, CommentWrite, ReviewChange } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import { addAct } from './acts.ts';
import { createCommentLists } from './comment-lists.ts';
import { type CommentRow, findComment, findComments, SELECT_COMMENTS, toComment } from './comment-rows.ts';
import type { Database } from './database.ts';
import { applyReviewEvent } from './review-items.ts';
import { addRevision, eraseRevisions, listRevisions } from './revisions.ts';
import { settleComment } from './settle-comment.ts';
import { hasThread } from './thread-rows.ts';

export function createComments(access: Access): CommentStore {
  const { db, read, write } = access;
  return {
    ...createCommentLists(access),
    find: (id) => read(() => findComment(db, id)),
    findMany: (ids) => read(() => findComments(db, ids)),
    findByKey: (thread, idempotencyKey) => read(() => findByKey(db, thread, idempotencyKey)),
    insert: (comment, options) => write(() => insert(db, comment, options?.review)),
    edit: (id, edit, options) => write(() => applyEdit(db, id, edit, options?.review)),
    withdraw: (id, event) => write(() => withdraw(db, id, event)),
    setPinned: (id, pinned, act) => write(() => setPinned(db, id, pinned, act)),
    listRevisions: (id, limit) => read(() => listRevisions(db, id, limit)),
  };
}

function insert(
  db: Database,
  draft: CommentRecord,
  review?: ReviewChange,
): CommentWrite & { isNew: boolean } {
  const known = findByKey(db, draft.thread, draft.idempotencyKey);
  if (known !== null) return { comment: known, changes: [], item: null, isNew: false };
  if (!hasThread(db, draft.thread)) throw new Error(`there is no thread ${draft.thread}`);
  const { comment, changes } = settleComment(db, null, { ...draft, replyCount: 0, branchCount: 0 });
  const item = review ? applyReviewEvent(db, review, { before: comment, after: comment }).item : null;
  return { comment, changes, item, isNew: true };
}

function applyEdit(
  db: Database,
  id: string,
  { expectedRevision, ...body }: Parameters<CommentStore['edit']>[1],
  review?: ReviewChange,
): CommentWrite | null {
  const before = findComment(db, id);
  if (before === null || before.revision !== expectedRevision) return null;
  if (before.status === 'rejected' || before.status === 'deleted') return null;
  addRevision(db, before);
  const after = { ...before, ...body, revision: before.revision + 1 };
  const { comment, changes } = settleComment(db, before, after);
  const item = review ? applyReviewEvent(db, review, { before, after: comment }).item : null;
  return { comment, changes, item };
}

function withdraw(
  db: Database,
  id: string,
  { id: eventId, at, actor }: Parameters<CommentStore['withdraw']>[1],
): CommentWrite | null {
  const before = findComment(db, id);
  if (before === null || before.status === 'deleted') return null;
  eraseRevisions(db, id);
  const { comment, changes } = settleComment(db, before, {
    ...before,
    status: 'deleted',
    source: null,
    html: null,
    fingerprint: '',
    reason: null,
  });
  const isReviewed = db.get('SELECT 1 FROM review_items WHERE id = ?', id) !== undefined;
  if (!isReviewed) return { comment, changes, item: null };
  const event = {
    id: eventId,
    item: id,
    site: comment.site,
    kind: 'withdrawn' as const,
    at,
    actor,
    reason: null,
    note: null,
    reasons: [],
    after: { state: 'closed' as const, status: comment.status },
  };
  const { item } = applyReviewEvent(db, { event, weight: 0, dueAt: null }, { before, after: comment });
  return { comment, changes, item };
}

function setPinned(db: Database, id: string, pinned: boolean, act?: ActRecord): CommentWrite | null {
  const before = findComment(db, id);
  if (before === null || before.status !== 'published' || before.pinned === pinned) return null;
  addAct(db, act);
  return { ...settleComment(db, before, { ...before, pinned }), item: null };
}

function findByKey(db: Database, thread: string, idempotencyKey: string): CommentRecord | null {
  const [row] = db.tuples<CommentRow>(
    `${SELECT_COMMENTS} WHERE thread = ? AND idempotency_key = ?`,
    thread,
    idempotencyKey,
  );
  return row === undefined ? null : toComment(row);
}
