import { LOG_LENGTH } from '@parley/contracts/limits';
import type { ChangeKind } from '@parley/contracts/objects';
import type { ThreadRecord } from '@parley/core/ports/records';
import type { UnloggedChange } from './comment-documents.ts';
import { gather } from './gather.ts';
import type { Models } from './models.ts';
import { WITHOUT_ACTS, type WithActs } from './unlisted-acts.ts';

/** One line of a thread's log: which comment, not what it says; readers are given the comment as it is now. */
export type LogEntry = {
  seq: number;
  kind: ChangeKind;
  /** `<end of the comment's id>.<rev>`, once in a log; empty for the thread's own changes. */
  key: string;
  /** The thread's published comments after it. */
  commentCount: number;
  /** When the change was made, which may be long before it was logged. */
  at: number;
  isListingChange: boolean;
  /** On a change of the thread's own: the comment whose reply count was mended. */
  recounted?: string;
};

/** The log stands in the thread's own document, so that number, entry and count are one write. */
export type ThreadDocument = Omit<ThreadRecord, 'id'> & {
  _id: string;
  log: LogEntry[];
  /** What the last append was asked for, whether it made or found it; what it made lies beyond `from`. */
  appended: { from: number; entries: LogEntry[] };
} & WithActs;

export type ThreadFields = Omit<ThreadDocument, 'log' | 'appended' | keyof WithActs>;
export const WITHOUT_LOG = { log: 0, appended: 0, ...WITHOUT_ACTS } as const;

export type CommentChange = Omit<UnloggedChange, 'rev'> & {
  key: string;
  /** Appended even when nobody can tell whether it has been before. */
  isCertain?: true;
};
/** The number of a change, and the thread as it was after it. */
export type Numbered = { seq: number; thread: ThreadRecord };
/** `isNew`: whether this call gave it, so that of all who ask one is the one to tell others. */
export type Appended = Numbered & { isNew: boolean };

/** Changes that one write appends: its cost is that of rewriting the log, hardly that of the changes. */
const TURN_MAX = 50;

export type ThreadLog = {
  /**
   * Gives the change its number, once: asked again, by whomever, it answers the number that the change has.
   * Null when the change is older than all the log still holds, so that nobody can tell.
   */
  append(thread: string, change: CommentChange): Promise<Appended | null>;
};

export function createThreadLog({ threads }: Pick<Models, 'threads'>): ThreadLog {
  const append = gather(async (thread: string, changes: CommentChange[]) => {
    // Two may ask for the same change in one turn: the second finds what the first made.
    const once = [...new Map(changes.map((change) => [change.key, change])).values()];
    const document = await threads
      .findOneAndUpdate({ _id: thread }, appendOnce(once), {
        returnDocument: 'after',
        projection: { log: 0, ...WITHOUT_ACTS },
      })
      .lean<Omit<ThreadDocument, 'log' | keyof WithActs> | null>()
      .exec();
    if (document === null) throw new Error(`there is no thread ${thread}`);
    const { appended, ...fields } = document;
    return changes.map(({ key }, index) => {
      const entry = appended.entries.find((candidate) => candidate.key === key);
      if (entry === undefined) return null;
      const isFirst = changes.findIndex((change) => change.key === key) === index;
      return { ...numbered(fields, entry), isNew: isFirst && entry.seq > appended.from };
    });
  }, TURN_MAX);
  return { append };
}

/**
 * The update that appends a change of the thread itself, with the fields that it changes, or the comment whose
 * reply count was mended.
 */
export function appendOwn(at: number, fields: Record<string, unknown>, recounted?: string) {
  const entry = {
    seq: { $add: ['$head', 1] },
    kind: 'thread',
    key: '',
    commentCount: fields.commentCount ?? '$commentCount',
    at,
    isListingChange: false,
    ...(recounted === undefined ? {} : { recounted }),
  };
  const literals = Object.entries(fields).map(([name, value]) => [name, { $literal: value }]);
  return [
    {
      $set: {
        ...Object.fromEntries(literals),
        head: entry.seq,
        log: { $slice: [{ $concatArrays: ['$log', [entry]] }, -LOG_LENGTH] },
      },
    },
  ];
}

/** The key by which a comment's change is known in the log. */
export function changeKey(comment: string, rev: number): string {
  return `${comment.slice(-COMMENT_KEY_LENGTH)}.${rev}`;
}

/** The comment of an entry; null for the thread's own changes. */
export function commentOf(thread: string, { key }: Pick<LogEntry, 'key'>): string | null {
  return key === '' ? null : `${thread}${key.slice(0, key.lastIndexOf('.'))}`;
}

export function toThread({ _id, ...rest }: ThreadFields): ThreadRecord {
  return { id: _id, ...rest };
}

export function numbered(fields: ThreadFields, { seq, commentCount }: LogEntry): Numbered {
  return { seq, thread: { ...toThread(fields), head: seq, commentCount } };
}

/** What follows the thread's id in a comment's. */
const COMMENT_KEY_LENGTH = 26;

/**
 * The update that appends those of the changes that the log does not hold. A change made before everything
 * that a full log still holds may have been in it: that one is left out, and not found among `appended`.
 */
function appendOnce(changes: CommentChange[]) {
  const isKnown = { $in: ['$$this.key', '$log.key'] };
  const isFull = { $gte: [{ $size: '$log' }, LOG_LENGTH] };
  const isOlder = { $lt: ['$$this.at', { $arrayElemAt: ['$log.at', 0] }] };
  const isForgotten = { $and: [isFull, isOlder, { $ne: ['$$this.isCertain', true] }] };
  return [
    {
      $set: {
        'appended.from': '$head',
        'appended.entries': {
          $filter: { input: { $literal: changes }, cond: { $not: [{ $or: [isKnown, isForgotten] }] } },
        },
      },
    },
    {
      $set: {
        log: {
          $concatArrays: [
            '$log',
            { $map: { input: indexesOf('$appended.entries'), as: 'i', in: entryAt('$$i') } },
          ],
        },
        head: { $add: ['$head', { $size: '$appended.entries' }] },
        commentCount: { $add: ['$commentCount', { $sum: '$appended.entries.countDelta' }] },
      },
    },
    {
      $set: {
        'appended.entries': {
          $filter: {
            input: '$log',
            cond: { $in: ['$$this.key', { $literal: changes.map(({ key }) => key) }] },
          },
        },
        log: { $slice: ['$log', -LOG_LENGTH] },
      },
    },
  ];
}

function indexesOf(array: string) {
  return { $range: [0, { $size: array }] };
}

/** The log entry of the change at `index` among `appended`, numbered from the head as it was before. */
function entryAt(index: string) {
  const countedSoFar = { $slice: ['$appended.entries', { $add: [index, 1] }] };
  return {
    $let: {
      vars: { change: { $arrayElemAt: ['$appended.entries', index] } },
      in: {
        seq: { $add: ['$head', index, 1] },
        kind: '$$change.kind',
        key: '$$change.key',
        commentCount: {
          $add: ['$commentCount', { $sum: { $map: { input: countedSoFar, in: '$$this.countDelta' } } }],
        },
        at: '$$change.at',
        isListingChange: '$$change.isListingChange',
      },
    },
  };
}
