import { facetsOf } from '@parley/core/moderation/facets';
import {
  completeReviewEvent,
  foldReviewEvent,
  type StoredReviewEvent,
} from '@parley/core/moderation/fold-review';
import type { CommentRecord, ReviewEventRecord, ReviewItemRecord } from '@parley/core/ports/records';
import type { ReviewChange } from '@parley/core/ports/store';
import { StoreUnavailable } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { threadOf } from './comment-documents.ts';
import { findRecord } from './comment-reads.ts';
import { insertOnce } from './driver-errors.ts';
import { termsOfEntry } from './log-terms.ts';
import type { Models } from './models.ts';
import { chainEvent } from './review-chain.ts';
import type { ReviewItemDocument } from './review-schemas.ts';

/** An event that waits to be appended to its item: with what it found of the comment when it happened. */
export type PendingReview = {
  event: ReviewChange['event'];
  weight: number;
  dueAt: number | null;
  found: {
    before: Pick<CommentRecord, 'status'>;
    after: Pick<CommentRecord, 'status' | 'editedAt'>;
  };
  /** False for an event that only matters to an item that is there. */
  mayOpen: boolean;
  /** True for an event that no other document carries until it is folded in: it is marked itself. */
  isAlone?: boolean;
};

/** What a decision makes of its comment, carried there after the event is stored. */
export type DecisionEffect = {
  /** Null when it leaves the comment as it is. */
  outcome: Pick<CommentRecord, 'status' | 'reason'> | null;
  /** The body that was decided on. */
  revision: number;
};

export type ReviewEventDocument = StoredReviewEvent & {
  /** Of item and version: so an item has one event of each version, and whoever stores it first wins. */
  _id: string;
  effect?: DecisionEffect;
  /** Since when the effect waits. */
  pendingAt?: number;
};

/** Events that may come first before one gives up. */
const ATTEMPTS_MAX = 40;
/** Versions and times are padded to so many digits, so that they sort as text. */
const VERSION_DIGITS = 8;
const TIME_DIGITS = 15;
/** Follows the separator in the order of characters: the end of a range of ids. */
const AFTER_SEPARATOR = '0';

export type AppliedReview = { item: ReviewItemRecord; event: StoredReviewEvent };

/**
 * Appends an event to its item and folds it in; done twice it is done once. Null when there is no item and the
 * event opens none.
 */
export function applyReviewEvent(access: Access, pending: PendingReview): Promise<AppliedReview | null> {
  return access.inTurn(pending.event.item, () => applyNow(access, pending));
}

async function applyNow(access: Access, pending: PendingReview): Promise<AppliedReview | null> {
  const { event } = pending;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const item =
      attempt === 0 ? await findItem(access.models, event.item) : await refreshItem(access, event.item);
    if (item === null && !pending.mayOpen) return null;
    if (item !== null && pending.isAlone && attempt > 0) return null;
    // Looked for after the item was read: so it is found, or it is not among the events folded in so far.
    const known = await findEvent(access.models, event);
    const refreshed = known && (await refreshItem(access, event.item));
    if (known !== null && refreshed !== null) return { item: refreshed, event: known };
    const next = complete(item, pending);
    const mark = pending.isAlone ? { pendingAt: access.clock.now() } : {};
    if (await appendEvent(access, next, mark)) return { item: await foldIn(access, item, next), event: next };
  }
  throw new StoreUnavailable(`too many write to the review item ${event.item} at once`);
}

/**
 * Opens a comment's item by an event that nothing else carries, unless it is open. Once the event is stored,
 * repair folds it in if nobody else does.
 */
export async function openItem(access: Access, change: ReviewChange): Promise<ReviewItemRecord | null> {
  const { event, weight, dueAt } = change;
  const comment = await findRecord(access.models, event.item);
  if (comment === null) return null;
  const known = await refreshItem(access, event.item);
  if (known !== null) return known;
  const { status, editedAt } = comment;
  const found = { before: { status }, after: { status, editedAt } };
  const applied = await applyReviewEvent(access, {
    event,
    weight,
    dueAt,
    found,
    mayOpen: true,
    isAlone: true,
  });
  if (applied === null) return findItem(access.models, event.item);
  await access.models.reviewEvents
    .updateOne({ _id: eventId(applied.event) }, { $unset: { pendingAt: '' } })
    .exec();
  await access.reached('review-event-cleared');
  return applied.item;
}

/** Stores the event; false when the item has one of this version already. */
export async function appendEvent(
  { models, reached }: Access,
  event: StoredReviewEvent,
  effect: Pick<ReviewEventDocument, 'effect' | 'pendingAt'> = {},
): Promise<boolean> {
  const document: ReviewEventDocument = { _id: eventId(event), ...event, ...effect };
  const isNew = await insertOnce(() => models.reviewEvents.insertMany([document], { lean: true }));
  if (isNew) await reached('review-event-appended');
  return isNew;
}

/** The item after the event that follows it. */
export async function foldIn(
  access: Access,
  item: ReviewItemRecord | null,
  event: StoredReviewEvent,
): Promise<ReviewItemRecord> {
  await listEvent(access, event);
  const folded = await putItem(access.models, item, foldReviewEvent(item, event, threadOf(event.item)));
  const current = folded ?? (await refreshItem(access, event.item));
  if (current === null) throw new Error(`the review item ${event.item} has an event and is not there`);
  await access.reached('review-item-folded');
  return current;
}

/** The item with every event of its log folded in: somebody may have stored one and died before folding it. */
export async function refreshItem(access: Access, id: string): Promise<ReviewItemRecord | null> {
  const { models } = access;
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    const item = await findItem(models, id);
    const events = await listEvents(models, id, item?.version ?? 0);
    if (events.length === 0) return item;
    for (const event of events) await listEvent(access, event);
    const folded = events.reduce((known, event) => foldReviewEvent(known, event, threadOf(id)), item);
    if (folded !== null) {
      const written = await putItem(models, item, folded);
      if (written !== null) return written;
    }
  }
  throw new StoreUnavailable(`too many write to the review item ${id} at once`);
}

export async function findItem({ reviewItems }: Models, id: string): Promise<ReviewItemRecord | null> {
  const document = await reviewItems.findOne({ _id: id }).lean<ReviewItemDocument | null>().exec();
  return document && toItem(document);
}

export function toItem({ _id, facets: _facets, ...rest }: ReviewItemDocument): ReviewItemRecord {
  return { id: _id, ...rest };
}

/** The item's events after a version, oldest first. */
export async function listEvents(
  { reviewEvents }: Models,
  item: string,
  after = 0,
): Promise<StoredReviewEvent[]> {
  const documents = await reviewEvents
    .find({ _id: eventsAfter(item, after) })
    .sort({ _id: 1 })
    .lean<ReviewEventDocument[]>()
    .exec();
  return documents.map(toStoredEvent);
}

export function toStoredEvent(document: ReviewEventDocument): StoredReviewEvent {
  const { _id, effect: _effect, pendingAt: _pendingAt, ...event } = document;
  return event;
}

export function eventId({ item, version }: Pick<ReviewEventRecord, 'item' | 'version'>): string {
  return `${item}/${String(version).padStart(VERSION_DIGITS, '0')}`;
}

/** The ids of the events of one item, or of another thing that has numbered events, after a version. */
export function eventsAfter(item: string, version: number) {
  return mongoose.trusted({ $gt: eventId({ item, version }), $lt: `${item}${AFTER_SEPARATOR}` });
}

/** The ids of a site's log after a place, newest first: from `from` to `to`, both excluded. */
export function logRange(site: string, after: { key: number; id: string } | null) {
  const to = after === null ? `${site}${AFTER_SEPARATOR}` : logKey(site, { at: after.key, id: after.id });
  return { from: `${site}/`, to };
}

/** The ids of a site's log from a moment on, and before another. */
export function eventsBetween(site: string, from: number, until: number) {
  const keyOf = (at: number) => logKey(site, { at, id: '' });
  return mongoose.trusted({ $gte: keyOf(from), $lt: keyOf(until) });
}

function logKey(site: string, { at, id }: Pick<ReviewEventRecord, 'at' | 'id'>): string {
  return `${site}/${String(at).padStart(TIME_DIGITS, '0')}/${id}`;
}

/** Enters an event into its site's log and chain. Done before it is folded in, by whoever folds, so that none is missed. */
async function listEvent(access: Access, event: StoredReviewEvent): Promise<void> {
  const { models, reached } = access;
  const terms = await termsOfEntry(models, event);
  const entry = { _id: logKey(event.site, event), event: eventId(event), terms };
  const isNew = await insertOnce(() => models.reviewLog.insertMany([entry], { lean: true }));
  if (isNew) await reached('review-event-listed');
  await chainEvent(access, eventId(event), event);
}

/** Writes the item if it still has the version that `before` had; null otherwise. Claims are left alone. */
async function putItem(
  { reviewItems }: Models,
  before: ReviewItemRecord | null,
  item: ReviewItemRecord,
): Promise<ReviewItemRecord | null> {
  const { id, claim, ...rest } = item;
  const fields = { ...rest, facets: facetsOf(item) };
  if (before === null) {
    const document: ReviewItemDocument = { _id: id, claim, ...fields };
    const isNew = await insertOnce(() => reviewItems.insertMany([document], { lean: true }));
    return isNew ? toItem(document) : null;
  }
  const set = before.claim !== null && claim === null ? { ...fields, claim } : fields;
  const written = await reviewItems
    .findOneAndUpdate({ _id: id, version: before.version }, { $set: set }, { returnDocument: 'after' })
    .lean<ReviewItemDocument | null>()
    .exec();
  return written && toItem(written);
}

/** An event by its own id, if its item has it. */
async function findEvent(
  { reviewEvents }: Models,
  { id, item }: PendingReview['event'],
): Promise<StoredReviewEvent | null> {
  const found = await reviewEvents.findOne({ id, item }).lean<ReviewEventDocument | null>().exec();
  return found && toStoredEvent(found);
}

function complete(
  item: ReviewItemRecord | null,
  { event, weight, dueAt, found }: PendingReview,
): StoredReviewEvent {
  return completeReviewEvent(item, { event, weight, dueAt }, found);
}
