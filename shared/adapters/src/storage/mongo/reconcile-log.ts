import type { ChangeKind } from '@parley/contracts/objects';
import type { Drift } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { type CommentDocument, findDocument } from './comment-documents.ts';
import { settleComment } from './settle-comment.ts';
import { commentOf, type ThreadDocument } from './thread-log.ts';

type Log = Pick<ThreadDocument, 'head' | 'log'>;
type Compared = Pick<CommentDocument, '_id' | 'rev' | 'status' | 'listed' | 'pendingAt' | 'version'>;

/**
 * Compares a thread's log with its comments. Numbers must follow one another up to the head: what lies before a
 * hole is cut off, so that readers behind it load anew. A comment that the log knows, and while the log still
 * begins at 1 every listed one, must be there as it is now: what is missing is appended. The log is read after
 * the comments, so that a change that is logged meanwhile is not missed; one that waits for its number is left.
 */
export async function reconcileLog(access: Access, thread: string): Promise<Drift[]> {
  const holes = await cutBeforeHole(access, thread);
  const known = await readLog(access, thread);
  if (known === null) return holes;
  const comments = await readComments(access, thread, known);
  const now = await readLog(access, thread);
  if (now === null) return holes;
  const revs = loggedRevs(thread, now);
  const missing: Drift[] = [];
  for (const comment of comments) {
    const logged = revs.get(comment._id) ?? 0;
    const isMissing = logged > 0 ? logged < comment.rev : comment.listed && isWhole(now);
    if (!isMissing || comment.pendingAt !== undefined) continue;
    if (await logAgain(access, thread, comment, logged))
      missing.push({ what: 'log.missing', id: comment._id, stored: logged, counted: comment.rev });
  }
  return [...holes, ...missing];
}

async function cutBeforeHole({ models }: Access, thread: string): Promise<Drift[]> {
  const read = await readLog({ models }, thread);
  if (read === null) return [];
  const { head, log } = read;
  const holeAt = log.findLastIndex(({ seq }, index) => seq !== head - (log.length - 1 - index));
  if (holeAt === -1) return [];
  const whole = log.slice(holeAt + 1);
  const { modifiedCount } = await models.threads
    .updateOne({ _id: thread, head }, { $set: { log: whole } })
    .exec();
  return modifiedCount === 0
    ? []
    : [{ what: 'log.holes', id: thread, stored: whole.length, counted: log.length }];
}

function readLog({ models }: Pick<Access, 'models'>, thread: string): Promise<Log | null> {
  return models.threads.findOne({ _id: thread }).select({ head: 1, log: 1 }).lean<Log | null>().exec();
}

/** Those that the log knows; all listed ones as well while it holds everything since the first change. */
function readComments({ models }: Access, thread: string, log: Log): Promise<Compared[]> {
  const ids = [...loggedRevs(thread, log).keys()];
  const isWanted = isWhole(log)
    ? { thread, _id: mongoose.trusted({ $gt: thread, $lt: `${thread}~` }) }
    : { thread, _id: mongoose.trusted({ $in: ids }) };
  return models.comments
    .find(isWanted)
    .select({ rev: 1, status: 1, listed: 1, pendingAt: 1, version: 1 })
    .lean<Compared[]>()
    .exec();
}

function isWhole({ head, log }: Log): boolean {
  return log.length === head;
}

/** The highest `rev` of each comment that the log knows. */
function loggedRevs(thread: string, { log }: Log): Map<string, number> {
  const revs = new Map<string, number>();
  for (const entry of log) {
    const id = commentOf(thread, entry);
    if (id === null) continue;
    const rev = Number(entry.key.slice(entry.key.lastIndexOf('.') + 1));
    revs.set(id, Math.max(rev, revs.get(id) ?? 0));
  }
  return revs;
}

/** Puts the mark back that the change would have waited with, and settles it; its count is left to a recount. */
async function logAgain(
  access: Access,
  thread: string,
  { _id, rev, version, listed, status }: Compared,
  loggedRev: number,
): Promise<boolean> {
  const at = access.clock.now();
  const kind = missingKind({ listed, status }, loggedRev);
  const change = { rev, kind, countDelta: 0, isListingChange: true, at };
  const { modifiedCount } = await access.models.comments
    .updateOne(
      { thread, _id, version },
      { $set: { pendingAt: at }, $push: { unlogged: change }, $inc: { version: 1 } },
    )
    .exec();
  const document = modifiedCount === 0 ? null : await findDocument(access.models, _id);
  if (document === null) return false;
  await settleComment(access, document);
  return true;
}

function missingKind({ listed, status }: Pick<Compared, 'listed' | 'status'>, loggedRev: number): ChangeKind {
  if (!listed) return 'removed';
  if (status !== 'published') return 'restored';
  return loggedRev === 0 ? 'published' : 'edited';
}
