import type { Clock, Log } from '@parley/core/ports/host';
import type { CountReplies } from './count-replies.ts';
import type { Models } from './models.ts';
import type { ThreadLog } from './thread-log.ts';
import type { InTurn } from './turns.ts';

/**
 * The places between two writes of one operation, named for what was just written. A crash at any of them
 * leaves a mark by which `relay.repair` finishes; tests stop at each.
 */
export const STEPS = [
  'comment-written',
  'replies-counted',
  'places-written',
  'change-appended',
  'marks-cleared',
  'review-event-appended',
  'review-event-listed',
  'review-event-chained',
  'review-item-folded',
  'flags-judged',
  'review-event-cleared',
  'act-written',
  'act-listed',
  'act-cleared',
  'flag-written',
  'flag-numbered',
  'flag-cleared',
  'vote-written',
  'votes-recounted',
  'votes-cleared',
  'report-written',
  'group-recounted',
  'report-cleared',
  'issue-event-appended',
  'issue-event-folded',
  'issue-event-cleared',
] as const;
export type Step = (typeof STEPS)[number];

/** What each noun of the store works with. */
export type Access = {
  models: Models;
  clock: Clock;
  log: Log | undefined;
  threadLog: ThreadLog;
  countReplies: CountReplies;
  inTurn: InTurn;
  /** Called after each step of a write that has several; what it throws ends the operation there. */
  reached(step: Step): Promise<void>;
};
