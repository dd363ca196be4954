import type { Client } from '../clients.ts';
import type { Posted } from '../history.ts';
import type { Actors } from '../operations.ts';

/** The newest comments are those that people react to, and where faults meet. */
const RECENT = 30;

export function own({ history }: Actors, { index }: Client): Posted[] {
  return [...history.posts.values()].filter((posted) => posted.client === index && isThere(posted));
}

/** Own comments that somebody has replied to. */
export function ownParents(actors: Actors, client: Client): Posted[] {
  const parents = new Set([...actors.history.posts.values()].map(({ parent }) => parent));
  return own(actors, client).filter((posted) => parents.has(idOf(posted)));
}

export function others(actors: Actors, client: Client): Posted[] {
  return allOf(actors, client).filter((posted) => posted.client !== client.index);
}

/** The recent comments of the client's thread. */
export function allOf({ history }: Actors, { threadKey }: Client): Posted[] {
  return [...history.posts.values()]
    .filter((posted) => posted.threadKey === threadKey && isThere(posted))
    .slice(-RECENT);
}

/** Published when last heard of: moderators may have decided otherwise since, and then it is refused. */
function isThere({ ids, isMeantHeld, withdrawals }: Posted): boolean {
  return ids.size > 0 && !isMeantHeld && withdrawals.length === 0;
}

export function idOf(posted: Posted | undefined): string | null {
  return posted?.ids.values().next().value ?? null;
}

export function pickFrom<T>(items: readonly T[], pick: number): T | undefined {
  return items[Math.floor(pick * items.length)];
}
