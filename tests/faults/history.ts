import type { CommentStatus, DecisionAction } from '@parley/contracts/objects';
import { markerIn } from './marker.ts';

/** `unknown`: no answer, or one that says "try again": it may have happened, may still happen, or never will. */
export type Outcome = 'done' | 'refused' | 'unknown';

/** Something was asked to have a value. Times are milliseconds of `performance.now()`. */
export type Setting<T> = { value: T; outcome: Outcome; askedAt: number; answeredAt: number };

/** Everything that was asked for one idempotency key, and what was answered. */
export type Posted = {
  /** Tells the post from all others; its key is made of it. */
  name: string;
  client: number;
  threadKey: string;
  parent: string | null;
  body: string;
  /** A word that stands in no other body. */
  marker: string;
  /** By its words, or by the first answer: screening knows more reasons than words. */
  isMeantHeld: boolean;
  /** Ids in the answers: one, or the key made two comments. */
  ids: Set<string>;
  outcome: Outcome;
  /** When it was asked for first, and when it was acknowledged first. */
  askedAt: number;
  doneAt: number | null;
  edits: { marker: string; outcome: Outcome }[];
  withdrawals: Outcome[];
  /** What edits made of its status. Decisions and withdrawals stand apart. */
  statuses: Setting<CommentStatus>[];
  /** Attempts to approve it, whatever came of them. */
  approvals: number;
  pins: Setting<boolean>[];
  /** By client. */
  votes: Map<number, Setting<number>[]>;
  flags: Map<number, Outcome>;
};

export type DecisionMade = {
  item: string;
  version: number;
  action: DecisionAction;
  outcome: 'done' | 'already' | 'conflict' | 'unknown' | 'refused';
  event: string | null;
  askedAt: number;
  answeredAt: number;
};

export type History = {
  /** By name. */
  posts: Map<string, Posted>;
  decisions: DecisionMade[];
  /** What threads were made to be, by key. */
  threads: Map<string, Setting<'open' | 'closed'>[]>;
  /** Issue reports by ticket. */
  reports: Map<string, Outcome>;
  /** Texts that nobody but author and moderators may see, and those of them that a moderator let through. */
  withheld: Set<string>;
  letThrough: Set<string>;
  /** What was answered to somebody who may not see it, in words. */
  leaks: string[];
  /** Operations by kind and outcome. */
  counted: Map<string, Record<Outcome, number>>;
  /** Refusals by operation and code. */
  refusals: Map<string, number>;
  count(kind: string, outcome: Outcome, code?: string): void;
  /** The comment's post, once its id is known. */
  findById(id: string): Posted | undefined;
  learnId(posted: Posted, id: string): void;
  /** Whether readers may be shown this text at this moment. */
  mayShow(html: string): boolean;
};

export function createHistory(): History {
  const byId = new Map<string, Posted>();
  const history: History = {
    posts: new Map(),
    decisions: [],
    threads: new Map(),
    reports: new Map(),
    withheld: new Set(),
    letThrough: new Set(),
    leaks: [],
    counted: new Map(),
    refusals: new Map(),
    count(kind, outcome, code) {
      const counts = history.counted.get(kind) ?? { done: 0, refused: 0, unknown: 0 };
      counts[outcome] += 1;
      history.counted.set(kind, counts);
      const name = `${kind}: ${code}`;
      if (code) history.refusals.set(name, (history.refusals.get(name) ?? 0) + 1);
    },
    findById: (id) => byId.get(id),
    learnId(posted, id) {
      posted.ids.add(id);
      byId.set(id, posted);
    },
    mayShow(html) {
      const marker = markerIn(html) ?? '';
      return !history.withheld.has(marker) || history.letThrough.has(marker);
    },
  };
  return history;
}

/**
 * The values that may stand in the end: `begun` or what was acknowledged, unless something was asked and
 * acknowledged after it; and all that was never answered.
 */
export function mayStand<T>(begun: T, settings: Setting<T>[]): Set<T> {
  const done = settings.filter(({ outcome }) => outcome === 'done');
  const last = done.filter(({ answeredAt }) => !done.some(({ askedAt }) => askedAt > answeredAt));
  const open = settings.filter(({ outcome }) => outcome === 'unknown');
  return new Set([...(last.length === 0 ? [begun] : []), ...[...last, ...open].map(({ value }) => value)]);
}
