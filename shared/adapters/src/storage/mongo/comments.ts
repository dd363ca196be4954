import type { ActRecord } from '@parley/core/ports/act-store';
import type { CommentRecord } from '@parley/core/ports/records';
import type { CommentStore, CommentWrite, ReviewChange } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import { type CommentDocument, findDocument, NOT_OF_THE_RECORD, toComment } from './comment-documents.ts';
import { createCommentLists } from './comment-lists.ts';
import { findRecord, findRecords } from './comment-reads.ts';
import { createKnownThreads } from './known-threads.ts';
import type { PendingReview } from './review-events.ts';
import { settleComment } from './settle-comment.ts';
import { settleActs } from './unlisted-acts.ts';
import { type CommentWritten, changeComment, insertDocument } from './write-comment.ts';

/** Bodies kept of a comment besides the one it has: far more than an edit window is good for. */
const REVISIONS_MAX = 200;

export function createComments(access: Access): CommentStore {
  const { models } = access;
  const knownThreads = createKnownThreads(models);
  return {
    ...createCommentLists(access),
    find: (id) => findRecord(models, id),
    findMany: (ids) => findRecords(models, ids),
    findByKey: (thread, key) => access.inTurn(`${thread}/${key}`, () => findByKey(access, thread, key)),
    insert: async (comment, options) => {
      const { thread, idempotencyKey } = comment;
      if (!(await knownThreads.has(thread))) throw new Error(`there is no thread ${thread}`);
      return access.inTurn(`${thread}/${idempotencyKey}`, () => insert(access, comment, options?.review));
    },
    edit: (id, edit, options) => applyEdit(access, id, edit, options?.review),
    withdraw: (id, event) => withdraw(access, id, event),
    setPinned: (id, pinned, act) => setPinned(access, id, pinned, act),
    listRevisions: async (id, limit) => {
      const document = await findDocument(models, id);
      return (document?.revisions ?? []).slice(-limit).map((revision) => ({ comment: id, ...revision }));
    },
  };
}

async function insert(
  access: Access,
  comment: CommentRecord,
  review?: ReviewChange,
): Promise<CommentWrite & { isNew: boolean }> {
  const pending = review ? pendingReview(review, comment, comment) : null;
  const document = await insertDocument(access, comment, pending);
  if (document === null) {
    const known = await findByKey(access, comment.thread, comment.idempotencyKey);
    if (known === null) throw new Error(`the id ${comment.id} belongs to another comment`);
    return { comment: known, changes: [], item: null, isNew: false };
  }
  await access.reached('comment-written');
  return { ...(await settleComment(access, document, null)), isNew: true };
}

async function applyEdit(
  access: Access,
  id: string,
  { expectedRevision, ...body }: Parameters<CommentStore['edit']>[1],
  review?: ReviewChange,
): Promise<CommentWrite | null> {
  const written = await changeComment(access, id, (document) => {
    const { revision, status, source, editedAt, createdAt } = document;
    if (revision !== expectedRevision || status === 'rejected' || status === 'deleted') return null;
    const before = toComment(document);
    const after = { ...before, ...body, revision: revision + 1 };
    const former = { revision, source: source ?? '', at: editedAt ?? createdAt };
    return {
      after,
      revisions: [...document.revisions, former].slice(-REVISIONS_MAX),
      ...(review ? { review: pendingReview(review, before, after) } : {}),
    };
  });
  return settleWritten(access, written);
}

/** The text goes in the same write as the status: there is no moment at which one is deleted and not the other. */
async function withdraw(
  access: Access,
  id: string,
  { id: eventId, at, actor }: Parameters<CommentStore['withdraw']>[1],
): Promise<CommentWrite | null> {
  const written = await changeComment(access, id, (document) => {
    if (document.status === 'deleted') return null;
    const before = toComment(document);
    const erased = { source: null, html: null, fingerprint: '', reason: null };
    const after: CommentRecord = { ...before, ...erased, status: 'deleted' };
    const event: ReviewChange['event'] = {
      id: eventId,
      item: id,
      site: before.site,
      kind: 'withdrawn',
      at,
      actor,
      reason: null,
      note: null,
      reasons: [],
      after: { state: 'closed', status: 'deleted' },
    };
    const review = { ...pendingReview({ event, weight: 0, dueAt: null }, before, after), mayOpen: false };
    return { after, revisions: [], review };
  });
  return settleWritten(access, written);
}

async function setPinned(
  access: Access,
  id: string,
  pinned: boolean,
  act?: ActRecord,
): Promise<CommentWrite | null> {
  const written = await changeComment(access, id, (document) => {
    if (document.status !== 'published' || document.pinned === pinned) return null;
    return { after: { ...toComment(document), pinned }, act };
  });
  if (written === null) return null;
  const settled = await settleWritten(access, written);
  const { _id, thread, acts = [] } = written.document;
  await settleActs(access, 'comments', { _id, thread }, acts);
  return settled;
}

async function settleWritten(access: Access, written: CommentWritten | null): Promise<CommentWrite | null> {
  if (written === null) return null;
  await access.reached('comment-written');
  return settleComment(access, written.document, written.before);
}

/**
 * A comment that is answered for its key is acknowledged once more: so what its first writer left undone is
 * done before.
 */
async function findByKey(
  access: Access,
  thread: string,
  idempotencyKey: string,
): Promise<CommentRecord | null> {
  const document = await access.models.comments
    .findOne({ thread, idempotencyKey }, NOT_OF_THE_RECORD)
    .lean<CommentDocument | null>()
    .exec();
  if (document?.pendingAt === undefined) return document && toComment(document);
  const whole = await findDocument(access.models, document._id);
  if (whole !== null) await settleComment(access, whole);
  return toComment(document);
}

function pendingReview(
  { event, weight, dueAt }: Omit<ReviewChange, 'dueAt'> & { dueAt: number | null },
  before: CommentRecord,
  after: CommentRecord,
): PendingReview {
  const found = {
    before: { status: before.status },
    after: { status: after.status, editedAt: after.editedAt },
  };
  return { event, weight, dueAt, found, mayOpen: true };
}
