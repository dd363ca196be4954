import type { CommentRecord } from '@parley/core/ports/records';
import mongoose from 'mongoose';
import { type CommentDocument, NOT_OF_THE_RECORD, threadOf, toComment } from './comment-documents.ts';
import type { Models } from './models.ts';

export async function findRecord({ comments }: Models, id: string): Promise<CommentRecord | null> {
  const document = await comments
    .findOne({ thread: threadOf(id), _id: id }, NOT_OF_THE_RECORD)
    .lean<CommentDocument | null>()
    .exec();
  return document && toComment(document);
}

/** In the order of `ids`; unknown ones are left out. Names every thread among them. */
export async function findRecords({ comments }: Models, ids: string[]): Promise<CommentRecord[]> {
  if (ids.length === 0) return [];
  const threads = [...new Set(ids.map(threadOf))];
  const thread = threads.length === 1 ? threads[0] : mongoose.trusted({ $in: threads });
  const documents = await comments
    .find({ thread, _id: mongoose.trusted({ $in: ids }) }, NOT_OF_THE_RECORD)
    .lean<CommentDocument[]>()
    .exec();
  const found = new Map(documents.map((document) => [document._id, toComment(document)]));
  return ids.flatMap((id) => found.get(id) ?? []);
}
