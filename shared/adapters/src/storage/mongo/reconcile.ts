import type { Drift } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import { isListed } from '../visible-change.ts';
import type { Access } from './access.ts';
import {
  branchCountOf,
  type CommentDocument,
  findDocument,
  NOT_OF_THE_RECORD,
  threadOf,
  toComment,
} from './comment-documents.ts';
import { type PlaceDocument, placesOf } from './places.ts';
import { reconcileLog } from './reconcile-log.ts';
import { reconcileReview } from './reconcile-review.ts';
import { countReplies } from './recount-replies.ts';
import { recountThread } from './recount-thread.ts';
import { settleComment, settlePlaces } from './settle-comment.ts';
import { appendOwn } from './thread-log.ts';
import { countVotes, recountVotes } from './votes.ts';
import { changeComment } from './write-comment.ts';

/** Comments looked at in one step. */
const STEP = 200;

/**
 * Recounts every counter of a thread from what it counts, compares its log with its comments, and mends what
 * differs, while people go on posting.
 * What somebody is just writing differs too, for a moment: where a mark says so, it is left alone.
 */
export async function reconcileThread(access: Access, thread: string): Promise<Drift[]> {
  const found: Drift[] = [];
  let after = `${thread}~`;
  for (;;) {
    // Newest first: replies are right before what they answer is counted.
    const comments = await access.models.comments
      .find({ thread, _id: mongoose.trusted({ $gt: thread, $lt: after }) }, NOT_OF_THE_RECORD)
      .sort({ _id: -1 })
      .limit(STEP)
      .lean<CommentDocument[]>()
      .exec();
    const counted = await countAll(access, thread, comments);
    for (const comment of comments) {
      if (differs(comment, counted)) found.push(...(await mendComment(access, comment._id)));
    }
    if (comments.length < STEP) break;
    after = comments.at(-1)?._id ?? thread;
  }
  const log = await reconcileLog(access, thread);
  return [
    ...found,
    ...log,
    ...(await recountThread(access, thread)),
    ...(await reconcileReview(access, thread)),
  ];
}

type CountedAll = {
  replies: Map<string, number>;
  branches: Map<string, number>;
  votes: Map<string, number>;
  places: Map<string, string[]>;
};

/** What is to be compared with many comments, in four queries. */
async function countAll(
  { models }: Access,
  thread: string,
  comments: CommentDocument[],
): Promise<CountedAll> {
  const ids = comments.map(({ _id }) => _id);
  const roots = comments.filter(({ parent }) => parent === null).map(({ _id }) => _id);
  const [replies, branches, votes, places] = await Promise.all([
    models.comments
      .aggregate<{ _id: string; count: number }>([
        { $match: { thread, parent: { $in: ids }, listed: true } },
        { $group: { _id: '$parent', count: { $sum: 1 } } },
      ])
      .exec(),
    models.comments
      .aggregate<{ _id: string; count: number }>([
        { $match: { thread, 'ancestors.0': { $in: roots }, status: 'published' } },
        { $group: { _id: { $arrayElemAt: ['$ancestors', 0] }, count: { $sum: 1 } } },
      ])
      .exec(),
    models.votes
      .aggregate<{ _id: { comment: string; value: number }; count: number }>([
        { $match: { thread, comment: { $in: ids } } },
        { $group: { _id: { comment: '$comment', value: '$value' }, count: { $sum: 1 } } },
      ])
      .exec(),
    models.places
      .find({ comment: mongoose.trusted({ $in: ids }) })
      .lean<PlaceDocument[]>()
      .exec(),
  ]);
  const placesByComment = Map.groupBy(places, ({ comment }) => comment);
  return {
    replies: new Map(replies.map(({ _id, count }) => [_id, count])),
    branches: new Map(branches.map(({ _id, count }) => [_id, count])),
    votes: new Map(votes.map(({ _id, count }) => [`${_id.comment}/${_id.value}`, count])),
    places: new Map([...placesByComment].map(([comment, found]) => [comment, found.map(({ _id }) => _id)])),
  };
}

function differs(comment: CommentDocument, { replies, branches, votes, places }: CountedAll): boolean {
  const { _id, baseVotes } = comment;
  return (
    (replies.get(_id) ?? 0) !== comment.replyCount ||
    (branches.get(_id) ?? 0) !== branchCountOf(comment) ||
    isListed(comment) !== comment.listed ||
    baseVotes.up + (votes.get(`${_id}/1`) ?? 0) !== comment.up ||
    baseVotes.down + (votes.get(`${_id}/-1`) ?? 0) !== comment.down ||
    !isSameSet(places.get(_id) ?? [], placesOf(comment))
  );
}

/** Looks again at a comment that seemed to differ, when nobody is writing to it or below it. */
async function mendComment(access: Access, id: string): Promise<Drift[]> {
  const document = (await isBusy(access, id)) ? null : await findDocument(access.models, id);
  if (document === null) return [];
  return [
    ...(await mendReplies(access, document)),
    ...(await mendVotes(access, document)),
    ...(await mendPlaces(access, id)),
  ];
}

async function isBusy({ models }: Access, id: string): Promise<boolean> {
  const isPending = {
    thread: threadOf(id),
    pendingAt: mongoose.trusted({ $exists: true }),
    $or: [{ _id: id }, { parent: id }, { 'ancestors.0': id }],
  };
  return (await models.comments.exists(isPending).hint('pending').exec()) !== null;
}

async function mendReplies(access: Access, { _id: id, thread, ...known }: CommentDocument): Promise<Drift[]> {
  const written = await changeComment(access, id, async (document) => {
    const counted = await countReplies(access, document);
    const isRight =
      counted.replyCount === document.replyCount &&
      counted.branchCount === branchCountOf(document) &&
      isListed({ status: document.status, ...counted }) === document.listed;
    // What began since and is in this count would be added to it once more.
    if (isRight || (await isBusy(access, id))) return null;
    return { after: toComment(document), counted };
  });
  if (written === null) return [];
  await settleComment(access, written.document, written.before);
  const { replyCount, branchCount = 0, listed } = written.document;
  const isFirstCount = known.parent === null && known.branchCount === undefined;
  if (isFirstCount) await settlePlaces(access, written.document);
  if (replyCount !== known.replyCount || branchCount !== branchCountOf(known)) {
    await access.models.threads.updateOne({ _id: thread }, appendOwn(access.clock.now(), {}, id)).exec();
  }
  return drifts(id, [
    ['replyCount', known.replyCount, replyCount],
    ['branchCount', isFirstCount ? branchCount : branchCountOf(known), branchCount],
    ['listed', Number(known.listed), Number(listed)],
  ]);
}

/** Votes that a flush is still to carry into the comment are no drift. */
async function mendVotes(access: Access, { _id: id, thread, ...known }: CommentDocument): Promise<Drift[]> {
  const isMarked = { thread, comment: id, markedAt: mongoose.trusted({ $exists: true }) };
  if ((await access.models.votes.exists(isMarked).exec()) !== null) return [];
  const { up, down } = await countVotes(access.models, id);
  const found = drifts(id, [
    ['up', known.up, up],
    ['down', known.down, down],
  ]);
  if (found.length > 0) await recountVotes(access, id);
  return found;
}

async function mendPlaces(access: Access, id: string): Promise<Drift[]> {
  const document = await findDocument(access.models, id);
  if (document === null) return [];
  const places = await access.models.places.find({ comment: id }).lean<PlaceDocument[]>().exec();
  const stored = places.map(({ _id }) => _id);
  const wanted = placesOf(document);
  if (isSameSet(stored, wanted)) return [];
  await settlePlaces(access, document);
  const right = stored.filter((place) => wanted.includes(place));
  return [
    { what: 'places', id, stored: right.length - (stored.length - right.length), counted: wanted.length },
  ];
}

function drifts(id: string, counters: [what: string, stored: number, counted: number][]): Drift[] {
  return counters
    .filter(([, stored, counted]) => stored !== counted)
    .map(([what, stored, counted]) => ({ what, id, stored, counted }));
}

function isSameSet(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((entry) => b.includes(entry));
}
