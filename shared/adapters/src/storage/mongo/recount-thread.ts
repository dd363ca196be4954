import type { Drift } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import type { CommentDocument } from './comment-documents.ts';
import { appendOwn, changeKey, type ThreadDocument } from './thread-log.ts';

/** A thread in which something is written during every count is left to the next round. */
const ATTEMPTS_MAX = 5;

type Observed = { head: number; commentCount: number; unloggedDelta: number };

/**
 * Recounts the thread's published comments and mends the thread's count, logging that it changed. Comments
 * whose change is not in the log yet are not counted yet. Counted without a lock: what was seen before and
 * after the count must be the same.
 */
export async function recountThread(access: Access, thread: string): Promise<Drift[]> {
  const { models, clock } = access;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const before = await observe(access, thread);
    if (before === null) return [];
    const published = await models.comments.countDocuments({ thread, status: 'published' }).exec();
    const after = await observe(access, thread);
    if (JSON.stringify(before) !== JSON.stringify(after)) continue;
    const { head, commentCount: stored, unloggedDelta } = before;
    const counted = published - unloggedDelta;
    if (counted === stored) return [];
    const mended = await models.threads
      .updateOne({ _id: thread, head }, appendOwn(clock.now(), { commentCount: counted }))
      .exec();
    if (mended.modifiedCount > 0) return [{ what: 'commentCount', id: thread, stored, counted }];
  }
  return [];
}

async function observe({ models }: Access, thread: string): Promise<Observed | null> {
  const pending = await models.comments
    .find({ thread, pendingAt: mongoose.trusted({ $exists: true }) })
    .select({ unlogged: 1 })
    .hint('pending')
    .lean<Pick<CommentDocument, '_id' | 'unlogged'>[]>()
    .exec();
  const document = await models.threads
    .findOne({ _id: thread })
    .select({ head: 1, commentCount: 1, 'log.key': 1 })
    .lean<Pick<ThreadDocument, 'head' | 'commentCount' | 'log'> | null>()
    .exec();
  if (document === null) return null;
  const logged = new Set(document.log.map(({ key }) => key));
  const unlogged = pending.flatMap(({ _id, unlogged }) =>
    unlogged.filter(({ rev }) => !logged.has(changeKey(_id, rev))),
  );
  const unloggedDelta = unlogged.reduce((sum, { countDelta }) => sum + countDelta, 0);
  return { head: document.head, commentCount: document.commentCount, unloggedDelta };
}
