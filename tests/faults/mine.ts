import type { Mine } from '@parley/contracts/objects';
import { threadIdFor } from '@parley/core/threads/thread-id';
import { attempt } from './attempt.ts';
import type { Client } from './clients.ts';
import { SITE } from './cluster.ts';
import type { WholeThread } from './whole-thread.ts';

/** What each reader is told of their own votes, flags and unseen comments; null without an answer. By client. */
export async function readMine(clients: Client[]): Promise<Map<number, Mine | null>> {
  const mine = new Map<number, Mine | null>();
  for (const { index, threadKey, api } of clients) {
    const { value } = await attempt(() => api.getMine(threadIdFor(SITE, threadKey)));
    mine.set(index, value ?? null);
  }
  return mine;
}

/** Whether the comments show as many votes as readers have given. They lag behind for a moment. */
export function hasAllVotes(mine: Map<number, Mine | null>, truth: Map<string, WholeThread>): boolean {
  const given = totalsOf([...mine.values()].map((one) => Object.entries(one?.votes ?? {})));
  return [...truth.values()].every(({ comments }) =>
    [...comments.values()].every(({ comment: { id, status, votes } }) => {
      const { up, down } = given.get(id) ?? { up: 0, down: 0 };
      return status !== 'published' || (votes.up === up && votes.down === down);
    }),
  );
}

/** Readers' votes, as pairs of comment and value, added up by comment. */
export function totalsOf(
  readers: Iterable<Iterable<readonly [string, number]>>,
): Map<string, { up: number; down: number }> {
  const totals = new Map<string, { up: number; down: number }>();
  for (const votes of readers) {
    for (const [id, value] of votes) {
      const { up, down } = totals.get(id) ?? { up: 0, down: 0 };
      totals.set(id, { up: up + Number(value === 1), down: down + Number(value === -1) });
    }
  }
  return totals;
}
