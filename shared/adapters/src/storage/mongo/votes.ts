import { randomUUID } from 'node:crypto';
import type { LoggedChange } from '@parley/core/ports/records';
import type { VoteStore } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { type CommentDocument, threadOf, toComment } from './comment-documents.ts';
import { insertOnce } from './driver-errors.ts';
import type { Models } from './models.ts';
import { settleComment } from './settle-comment.ts';
import { changeComment } from './write-comment.ts';

/** One a reader and comment; the id is made of both. A vote that is taken back has the value 0. */
export type VoteDocument = {
  _id: string;
  thread: string;
  comment: string;
  reader: string;
  value: -1 | 0 | 1;
  at: number;
  /** Set anew by every change, and with it since when the comment may not show it. Absent when it does. */
  mark?: string;
  markedAt?: number;
};

/** Votes looked at in one flush: bounds its memory when nothing was flushed for long. */
const MARKS_MAX = 20_000;

/** Comments flushed side by side: keeps a server busy and leaves most connections to readers. */
const FLUSHED_AT_ONCE = 8;

type Vote = Parameters<VoteStore['set']>[0];
type Totals = { up: number; down: number };

export function createVotes(access: Access): VoteStore {
  const { models } = access;
  return {
    set: async (vote) => {
      if (await putVote(models, vote)) await access.reached('vote-written');
      return countVotes(models, vote.comment);
    },
    mine: async (thread, reader) => {
      const votes = await models.votes
        .find({ thread, reader, value: mongoose.trusted({ $ne: 0 }) }, { comment: 1, value: 1 })
        .lean<{ comment: string; value: -1 | 1 }[]>()
        .exec();
      return new Map(votes.map(({ comment, value }) => [comment, value]));
    },
    flush: async (before, limit) => {
      const changes: LoggedChange[] = [];
      const marked = await findMarkedComments(models, before, limit);
      for (let next = 0; next < marked.length; next += FLUSHED_AT_ONCE) {
        const some = marked.slice(next, next + FLUSHED_AT_ONCE);
        changes.push(...(await Promise.all(some.map((comment) => flushComment(access, comment)))).flat());
      }
      return changes.sort((a, b) => a.seq - b.seq);
    },
  };
}

/** Vote and mark are one write, so that no vote waits unseen. False when the reader has voted so before. */
async function putVote({ votes }: Models, { comment, reader, value, ...rest }: Vote): Promise<boolean> {
  const _id = `${comment}/${reader}`;
  const set = { ...rest, comment, reader, value, mark: randomUUID(), markedAt: rest.at };
  const change = () =>
    votes.updateOne({ _id, value: mongoose.trusted({ $ne: value }) }, { $set: set }).exec();
  if ((await change()).modifiedCount > 0) return true;
  if (value === 0) return false;
  const isNew = await insertOnce(() => votes.insertMany([{ _id, ...set }], { lean: true }));
  // Somebody inserted it meanwhile: the same reader in another window, perhaps with another value.
  return isNew || (await change()).modifiedCount > 0;
}

/** The exact totals: what the comment came with and every vote since. */
export async function countVotes({ votes, comments }: Models, comment: string): Promise<Totals> {
  const thread = threadOf(comment);
  const [document, counted] = await Promise.all([
    comments
      .findOne({ thread, _id: comment }, { baseVotes: 1 })
      .lean<Pick<CommentDocument, 'baseVotes'> | null>()
      .exec(),
    votes
      .aggregate<{ _id: number; count: number }>([
        { $match: { thread, comment } },
        { $group: { _id: '$value', count: { $sum: 1 } } },
      ])
      .exec(),
  ]);
  const count = (value: number) => counted.find(({ _id }) => _id === value)?.count ?? 0;
  const { up, down } = document?.baseVotes ?? { up: 0, down: 0 };
  return { up: up + count(1), down: down + count(-1) };
}

/**
 * Brings a comment's totals up to its votes. They are set even where they are the same: so that a count that
 * began earlier, and saw less, cannot be set after this one.
 */
export async function recountVotes(access: Access, comment: string): Promise<LoggedChange[]> {
  const written = await changeComment(access, comment, async (document) => {
    const totals = await countVotes(access.models, comment);
    return { after: { ...toComment(document), ...totals } };
  });
  if (written === null) return [];
  await access.reached('votes-recounted');
  return (await settleComment(access, written.document, written.before)).changes;
}

/** A vote that comes after the marks were read is counted now or at the next flush: its mark stays. */
async function flushComment(access: Access, comment: string): Promise<LoggedChange[]> {
  const { votes } = access.models;
  const marked = await votes
    .find({ thread: threadOf(comment), comment, markedAt: mongoose.trusted({ $exists: true }) }, { mark: 1 })
    .lean<Required<Pick<VoteDocument, '_id' | 'mark'>>[]>()
    .exec();
  const changes = await recountVotes(access, comment);
  const isCounted = {
    _id: mongoose.trusted({ $in: marked.map(({ _id }) => _id) }),
    mark: mongoose.trusted({ $in: marked.map(({ mark }) => mark) }),
  };
  await votes.updateMany(isCounted, { $unset: { mark: '', markedAt: '' } }).exec();
  await access.reached('votes-cleared');
  return changes;
}

/** Comments with votes that they do not show, those that wait longest first. */
async function findMarkedComments({ votes }: Models, before: number, limit: number): Promise<string[]> {
  const waiting = await votes
    .aggregate<{ _id: string }>([
      { $match: { markedAt: { $exists: true, $lt: before } } },
      { $sort: { markedAt: 1 } },
      { $limit: MARKS_MAX },
      { $group: { _id: '$comment', since: { $min: '$markedAt' } } },
      { $sort: { since: 1 } },
      { $limit: limit },
    ])
    .exec();
  return waiting.map(({ _id }) => _id);
}
