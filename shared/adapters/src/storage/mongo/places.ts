import type { Sort } from '@parley/contracts/objects';
import type { CommentCursor } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import { discussionOf } from '../visible-change.ts';
import { branchCountOf, type CommentDocument, threadOf } from './comment-documents.ts';
import { despiteConflicts, insertOnce } from './driver-errors.ts';
import type { Models } from './models.ts';

/**
 * Where a comment stands in one order of one list. The id says it all: list, order, sort key, comment; so a
 * slice is a range of ids, the one order that every server which speaks MongoDB's protocol keeps sorted.
 * Other servers than MongoDB's own read and sort a whole list for a slice of it by any other index.
 */
export type PlaceDocument = {
  _id: string;
  comment: string;
  /** The comment's version that brought it here: one that is late takes away nothing newer. */
  version: number;
};

/** The orders that are kept; `newest` and `oldest` are the same one, read from either end. */
const ORDERS = ['time', 'top', 'discussed'] as const;
type Order = (typeof ORDERS)[number];

const ORDER_OF: Record<Sort, Order> = { newest: 'time', oldest: 'time', top: 'top', discussed: 'discussed' };

/** Scores and counts up to this size keep their order as text; nothing real comes near it. */
const KEY_MAX = 10 ** 9;
const KEY_DIGITS = 10;
/** Follows the separator in the order of characters: the end of a range. */
const AFTER_SEPARATOR = '0';

/** The comment's places as it is now: none when it is in no slice. */
export function placesOf(comment: CommentDocument): string[] {
  const isPinnedRoot = comment.pinned && comment.parent === null;
  if (!comment.listed || isPinnedRoot) return [];
  const list = comment.parent ?? comment.thread;
  const { time, top, discussed } = keysOf(comment);
  return [
    placeId(list, 'time', time, comment._id),
    placeId(list, 'top', top, comment._id),
    placeId(list, 'discussed', discussed, comment._id),
  ];
}

/** Puts a new comment into its places. */
export async function takePlaces(models: Models, document: CommentDocument): Promise<void> {
  const places = placesOf(document).map((_id) => ({
    _id,
    comment: document._id,
    version: document.version,
  }));
  if (places.length === 0) return;
  const isNew = await insertOnce(() => models.places.insertMany(places, { lean: true }));
  if (!isNew) await movePlaces(models, document, []);
}

/**
 * Puts a comment into its places but `kept`, those it had before and keeps, and takes it out of all others.
 * Two who move it at once may leave it where the slower wanted it: see `settlePlaces`.
 */
export async function movePlaces(models: Models, document: CommentDocument, kept: string[]): Promise<void> {
  const { _id: comment, version } = document;
  const put = (_id: string) => ({
    updateOne: { filter: { _id }, update: { $set: { comment }, $max: { version } }, upsert: true },
  });
  const wanted = placesOf(document);
  const taken = wanted.filter((place) => !kept.includes(place));
  if (taken.length === 0 && kept.length === wanted.length && kept.length > 0) return;
  await Promise.all([
    taken.length > 0 && despiteConflicts(() => models.places.bulkWrite(taken.map(put), { ordered: false })),
    models.places.deleteMany({
      comment,
      version: mongoose.trusted({ $lt: version }),
      _id: mongoose.trusted({ $nin: wanted }),
    }),
  ]);
}

/** Places of one list in one order, between two ids, both excluded. */
export type PlaceRange = { from: string; to: string; direction: 1 | -1 };

/** The places after `cursor` in a list, in the order of `sort`. */
export function placeRange(list: string, sort: Sort, cursor: CommentCursor | null): PlaceRange {
  const order = ORDER_OF[sort];
  const range: PlaceRange = {
    from: `${list}/${order}/`,
    to: `${list}/${order}${AFTER_SEPARATOR}`,
    direction: sort === 'oldest' ? 1 : -1,
  };
  return cursor === null ? range : after(range, placeId(list, order, cursor.key ?? 0, cursor.id));
}

/** What is left of a range when it was read up to `place`. */
export function after(range: PlaceRange, place: string): PlaceRange {
  return range.direction === 1 ? { ...range, from: place } : { ...range, to: place };
}

export function listOf(place: string): string {
  return place.slice(0, place.indexOf('/'));
}

/** The cursor of a comment that was read at a place. */
export function cursorAt(place: string, comment: string): CommentCursor {
  const [, order, key] = place.split('/');
  return { key: order === 'time' ? null : Number(key) - KEY_MAX, id: comment };
}

function keysOf(document: CommentDocument) {
  const discussed = discussionOf({ ...document, branchCount: branchCountOf(document) });
  return { time: 0, top: document.up - document.down, discussed } satisfies Record<Order, number>;
}

function placeId(list: string, order: Order, key: number, comment: string): string {
  const bounded = Math.max(-KEY_MAX, Math.min(KEY_MAX, key)) + KEY_MAX;
  const text = order === 'time' ? '' : String(bounded).padStart(KEY_DIGITS, '0');
  return `${list}/${order}/${text}/${comment.slice(threadOf(comment).length)}`;
}
