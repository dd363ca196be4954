import type { LogEntry } from '@parley/core/moderation/log-entry';
import { isAboutComment, subjectOf } from '@parley/core/moderation/log-entry';
import { termsOf } from '@parley/core/moderation/log-terms';
import { type ActDocument, toAct } from './acts.ts';
import { type CommentDocument, threadOf } from './comment-documents.ts';
import type { Models } from './models.ts';
import { type ReviewEventDocument, toStoredEvent } from './review-events.ts';
import type { ReviewLogDocument } from './review-schemas.ts';

/** Entries from before that are filed in one go. */
const FILED_AT_ONCE = 200;

/** What an entry of the log is filed under. */
export async function termsOfEntry({ comments }: Models, entry: LogEntry): Promise<string[]> {
  const id = subjectOf(entry);
  const comment = isAboutComment(entry)
    ? await comments
        .findOne({ thread: threadOf(id), _id: id }, { 'author.id': 1 })
        .lean<Pick<CommentDocument, 'author'> | null>()
        .exec()
    : null;
  return termsOf(entry, comment?.author.id ?? null);
}

/** Files what was written before anything was. Nothing is left to do but at the first start of this version. */
export async function fileAll(models: Models): Promise<void> {
  const { acts, reviewLog, reviewEvents } = models;
  for (;;) {
    const found = await acts.find({ terms: null }).limit(FILED_AT_ONCE).lean<ActDocument[]>().exec();
    if (found.length === 0) break;
    for (const act of found) {
      const terms = await termsOfEntry(models, toAct(act));
      await acts.updateOne({ _id: act._id }, { $set: { terms } }).exec();
    }
  }
  for (;;) {
    const found = await reviewLog
      .find({ terms: null })
      .limit(FILED_AT_ONCE)
      .lean<ReviewLogDocument[]>()
      .exec();
    if (found.length === 0) break;
    for (const { _id, event } of found) {
      const stored = await reviewEvents.findOne({ _id: event }).lean<ReviewEventDocument | null>().exec();
      const terms = stored === null ? [] : await termsOfEntry(models, toStoredEvent(stored));
      await reviewLog.updateOne({ _id }, { $set: { terms } }).exec();
    }
  }
}
