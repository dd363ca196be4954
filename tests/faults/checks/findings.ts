import type { Mine } from '@parley/contracts/objects';
import type { CommentRecord } from '@parley/core/ports/records';
import type { Client } from '../clients.ts';
import type { Heal } from '../convergence.ts';
import type { Evidence } from '../evidence.ts';
import type { History, Posted } from '../history.ts';
import type { ReaderWindow } from '../reader-window.ts';
import type { WholeThread } from '../whole-thread.ts';

/** What a run left behind, for the checks. */
export type Findings = {
  history: History;
  evidence: Evidence;
  windows: ReaderWindow[];
  clients: Client[];
  heals: Heal[];
  /** A fresh load of each thread after everything had come to rest. */
  truth: Map<string, WholeThread>;
  /** What each reader was told of their own then, by client. */
  mine: Map<number, Mine | null>;
  /** Of the servers when they were asked to end; null after a signal. */
  serverExitCodes: (number | null)[];
};

/** Every breach of one promise, in words. */
export type Check = (findings: Findings) => string[];

/** The posts that the store has, with their comments. */
export function storedPosts({ history, evidence }: Findings): { posted: Posted; record: CommentRecord }[] {
  return [...history.posts.values()].flatMap((posted) => {
    const record = evidence.records.get(posted.name);
    return record ? [{ posted, record }] : [];
  });
}

export function shownComments(wholes: Iterable<WholeThread>) {
  return [...wholes].flatMap(({ comments }) => [...comments.values()].map(({ comment }) => comment));
}
