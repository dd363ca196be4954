import { type Store, StoreUnavailable } from '@parley/core/ports/store';

/**
 * How long somebody who waits for an answer is kept waiting for one call of the store. Longer than a busy store
 * needs, shorter than a reader's patience; and they may ask again, as every write can be asked for twice.
 */
export const STORE_PATIENCE_MS = 4_000;

type Method = (...values: unknown[]) => Promise<unknown>;

/**
 * The same store for those who answer people: a call that takes longer than `patienceMs` rejects with
 * `StoreUnavailable`, whatever the driver goes on trying. A write that was given up so may still happen. The
 * jobs of `relay`, which may take long, are as they were.
 */
export function boundInTime(store: Store, patienceMs = STORE_PATIENCE_MS): Store {
  const bound = <Noun extends object>(noun: Noun): Noun => {
    const methods = Object.entries(noun).map(([name, method]) => [name, inTime(method, patienceMs)]);
    return Object.fromEntries(methods);
  };
  return {
    name: store.name,
    sites: bound(store.sites),
    threads: bound(store.threads),
    comments: bound(store.comments),
    votes: bound(store.votes),
    flags: bound(store.flags),
    readers: bound(store.readers),
    mutes: bound(store.mutes),
    sessions: bound(store.sessions),
    moderators: bound(store.moderators),
    review: bound(store.review),
    audit: bound(store.audit),
    acts: bound(store.acts),
    sanctions: bound(store.sanctions),
    notes: bound(store.notes),
    challenges: bound(store.challenges),
    opinions: bound(store.opinions),
    issues: bound(store.issues),
    outbox: bound(store.outbox),
    relay: store.relay,
    ping: inTime(store.ping as Method, patienceMs) as Store['ping'],
    close: store.close,
  };
}

function inTime(method: Method, patienceMs: number): Method {
  return (...values) =>
    new Promise((resolve, reject) => {
      const giveUp = () => reject(new StoreUnavailable(new Error(`no answer within ${patienceMs} ms`)));
      // A process that was halted finds its timers due before it reads the answers that came meanwhile.
      const limit = setTimeout(() => setImmediate(giveUp), patienceMs);
      method(...values)
        .then(resolve, reject)
        .finally(() => clearTimeout(limit));
    });
}
