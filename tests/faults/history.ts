import type { DecisionAction } from '@parley/contracts/objects';

/** `unknown`: no answer, or one that says "try again": it may have happened, may still happen, or never will. */
export type Outcome = 'done' | 'refused' | 'unknown';

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
  isMeantHeld: boolean;
  /** Ids in the answers: one, or the key made two comments. */
  ids: Set<string>;
  outcome: Outcome;
  edits: { marker: string; outcome: Outcome }[];
  withdrawals: Outcome[];
  /** By client: what was answered last, and what may have happened without an answer. */
  votes: Map<number, { acknowledged: number | null; open: Set<number> }>;
  flags: Map<number, Outcome>;
};

export type DecisionMade = {
  item: string;
  version: number;
  action: DecisionAction;
  outcome: 'done' | 'already' | 'conflict' | 'unknown' | 'refused';
  event: string | null;
};

export type History = {
  /** By name. */
  posts: Map<string, Posted>;
  decisions: DecisionMade[];
  /** Operations by kind and outcome. */
  counted: Map<string, Record<Outcome, number>>;
  /** Refusals by operation and code. */
  refusals: Map<string, number>;
  count(kind: string, outcome: Outcome, code?: string): void;
  /** The comment's post, once its id is known. */
  findById(id: string): Posted | undefined;
  learnId(posted: Posted, id: string): void;
};

export function createHistory(): History {
  const byId = new Map<string, Posted>();
  const history: History = {
    posts: new Map(),
    decisions: [],
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
  };
  return history;
}
