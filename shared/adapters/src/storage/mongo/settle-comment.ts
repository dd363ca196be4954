import type { CommentRecord, LoggedChange, ReviewItemRecord } from '@parley/core/ports/records';
import type { Access } from './access.ts';
import { type CommentDocument, findDocument, toComment } from './comment-documents.ts';
import { additionsOf, countedAbove, readCounts, toldCounts } from './counts-above.ts';
import { movePlaces, placesOf, takePlaces } from './places.ts';
import { recountThread } from './recount-thread.ts';
import { applyReviewEvent } from './review-events.ts';
import { type Appended, type CommentChange, changeKey } from './thread-log.ts';

export type Settled = {
  comment: CommentRecord;
  /** In order of `seq`: ancestors that became or ceased to be tombstones first. */
  changes: LoggedChange[];
  /** The review item, when an event waited for it. */
  item: ReviewItemRecord | null;
};

/**
 * Does what a write of a comment left to do, in this order: the counts of its parent and root, with the tombstones
 * above it; its places in the lists; its changes in the thread's log; the events of its review item; and last
 * it takes away the marks. Every step can be done twice, and by two at once, so that after a crash
 * `relay.repair` does the same again. `before`: what the comment was, when this caller has just changed it;
 * `null` when it is new; absent when that is not known.
 */
export async function settleComment(
  access: Access,
  document: CommentDocument,
  before?: CommentDocument | null,
): Promise<Settled> {
  const { models, reached } = access;
  const { unlogged } = document;
  const altered = unlogged.map((change) => countedAbove(document, change));
  const additions = additionsOf(document);
  const counted = [...additions.keys()];
  const [above] = await Promise.all([
    Promise.all([...additions].flatMap(([id, all]) => all.map((one) => access.countReplies(id, one)))),
    unlogged.length === 0 ? null : putInPlaces(access, document, before),
  ]);
  await reached('places-written');

  const logged = await logChanges(access, document);
  let item: ReviewItemRecord | null = null;
  for (const review of document.unreviewed) item = (await applyReviewEvent(access, review))?.item ?? item;

  // Comment and counts are read after the append, so that what is told of a change is no older than the change.
  const [counts, now] = await Promise.all([readCounts(models, counted), clearMarks(access, document)]);
  if (now !== null && now.version !== document.version) await settlePlaces(access, now);

  const own = unlogged.flatMap(({ rev, kind }, index): LoggedChange[] => {
    const numbered = logged[index];
    // Who gave the number tells others: so that each change is told by one of all who had a hand in it.
    if (!numbered?.isNew) return [];
    const { seq, thread } = numbered;
    const comment = { ...toComment(now ?? document), rev };
    return [{ seq, kind, comment, thread, ...toldCounts(altered[index] ?? {}, counts) }];
  });
  const changes = [...above.flat(), ...own].sort((a, b) => a.seq - b.seq);
  return { comment: toComment(document), changes, item };
}

/** Moves a comment to the places that it has now, again and again until nobody has changed it meanwhile. */
export async function settlePlaces(
  access: Access,
  document: CommentDocument,
  kept: string[] = [],
): Promise<void> {
  await movePlaces(access.models, document, kept);
  const now = await findDocument(access.models, document._id);
  if (now !== null && now.version !== document.version) await settlePlaces(access, now);
}

async function putInPlaces(
  { models }: Access,
  document: CommentDocument,
  before: CommentDocument | null | undefined,
): Promise<void> {
  if (before === null) return takePlaces(models, document);
  // Places that an earlier write still owes are not there to be kept.
  const isSettled = before !== undefined && before.unlogged.length === 0;
  await movePlaces(models, document, isSettled ? placesOf(before) : []);
}

/** The numbers of the comment's changes, in their order. */
async function logChanges(access: Access, { _id, thread, unlogged }: CommentDocument): Promise<Appended[]> {
  const numbers: Appended[] = [];
  for (const { rev, ...rest } of unlogged) {
    const change = { ...rest, key: changeKey(_id, rev) };
    const { append } = access.threadLog;
    numbers.push((await append(thread, change)) ?? (await logForgotten(access, thread, change)));
    await access.reached('change-appended');
  }
  return numbers;
}

/**
 * Logs a change that waited so long that the log may have held and lost it. Readers bear it twice; its count
 * does not, and is found by counting.
 */
async function logForgotten(access: Access, thread: string, change: CommentChange): Promise<Appended> {
  const late = { ...change, countDelta: 0, at: access.clock.now(), isCertain: true } as const;
  const numbered = await access.threadLog.append(thread, late);
  if (numbered === null) throw new Error(`the log of ${thread} refuses a change that is certain`);
  await recountThread(access, thread);
  return numbered;
}

/** Takes away the marks of what was done; the comment as it is then. Need not be durable: it is only a mark. */
async function clearMarks(
  { models, reached }: Access,
  document: CommentDocument,
): Promise<CommentDocument | null> {
  const { _id, thread, unlogged, unreviewed } = document;
  if (unlogged.length === 0 && unreviewed.length === 0) return null;
  const revs = unlogged.map(({ rev }) => rev);
  const events = unreviewed.map(({ event }) => event.id);
  const isDone = {
    $and: [{ $eq: ['$unlogged', []] }, { $eq: ['$unreviewed', []] }],
  };
  const now = await models.comments
    .findOneAndUpdate(
      { thread, _id },
      [
        {
          $set: {
            unlogged: { $filter: { input: '$unlogged', cond: { $not: [{ $in: ['$$this.rev', revs] }] } } },
            unreviewed: {
              $filter: {
                input: '$unreviewed',
                cond: { $not: [{ $in: ['$$this.event.id', { $literal: events }] }] },
              },
            },
          },
        },
        { $set: { pendingAt: { $cond: [isDone, '$$REMOVE', '$pendingAt'] } } },
      ],
      { returnDocument: 'after', writeConcern: { w: 1, journal: false } },
    )
    .lean<CommentDocument | null>()
    .exec();
  await reached('marks-cleared');
  return now;
}
