import type { ListThreads, ModeratedThreads } from '@parley/contracts/room-objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator, moderatedSites } from '../access/policy.ts';
import { iso } from '../comments/present-comment.ts';
import type { ThreadRecord } from '../ports/records.ts';
import type { ReviewCursor, Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { decodeReviewCursor, encodeReviewCursor } from './cursor.ts';
import { presentModeratedThreads } from './present-moderated-thread.ts';
import { threadIdFor } from './thread-id.ts';

const SLICE = 25;
/** Comments of a site among which its active threads are looked for. */
const LATEST_LOOKED_AT = 300;
/** Threads that one search looks at; the next goes on from there. */
export const THREADS_LOOKED_AT_MAX = 1_000;
const STEP = 100;

type Deps = { store: Store; sites: SiteDirectory };
type Found = { threads: ThreadRecord[]; next: ReviewCursor | null; isCutShort: boolean };

/**
 * Threads of a moderator's sites: those of the latest comments, or all by when they began. A search looks at a bounded
 * number and says how far back it went; the thread whose key or id is exactly what is looked for comes first, at once.
 */
export async function listThreads(
  deps: Deps,
  actor: Actor | null,
  query: ListThreads,
): Promise<ModeratedThreads> {
  assertModerator(actor);
  const sites = moderatedSites(actor, deps.sites.all(), query.site);
  const isActive = query.q === undefined && query.order !== 'newest';
  const { threads, next, isCutShort } = isActive
    ? await activeThreads(deps, sites, query)
    : await search(deps, sites, query);
  return {
    threads: await presentModeratedThreads(deps, threads),
    next: encodeReviewCursor(next),
    searchedTo: isCutShort && next !== null ? iso(next.key) : null,
  };
}

/** The threads of the latest comments, each once, the latest first. */
async function activeThreads({ store }: Deps, sites: string[], { state }: ListThreads): Promise<Found> {
  const lists = await Promise.all(
    sites.map((site) => store.comments.listLatest({ site, limit: LATEST_LOOKED_AT })),
  );
  const latest = lists.flat().sort((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1));
  const threads: ThreadRecord[] = [];
  for (const id of new Set(latest.map(({ thread }) => thread))) {
    if (threads.length === SLICE) break;
    const thread = await store.threads.find(id);
    if (thread !== null && fitsState(thread, state)) threads.push(thread);
  }
  return { threads, next: null, isCutShort: false };
}

async function search({ store }: Deps, sites: string[], query: ListThreads): Promise<Found> {
  const words = query.q?.trim().toLowerCase() ?? '';
  const exact = query.after === undefined && words !== '' ? await findExact(store, sites, query) : [];
  const known = new Set(exact.map(({ id }) => id));
  const threads = [...exact];
  let after = decodeReviewCursor(query.after);
  for (let looked = 0; looked < THREADS_LOOKED_AT_MAX; looked += STEP) {
    const state = query.state ?? null;
    const slice = await store.threads.list({ sites, state, after, limit: words === '' ? SLICE : STEP });
    for (const thread of slice.threads) {
      after = { key: thread.createdAt, id: thread.id };
      if (!known.has(thread.id) && hasWords(thread, words)) threads.push(thread);
      const isLast = thread === slice.threads.at(-1) && slice.next === null;
      if (threads.length >= SLICE) return { threads, next: isLast ? null : after, isCutShort: false };
    }
    if (slice.next === null) return { threads, next: null, isCutShort: false };
  }
  return { threads, next: after, isCutShort: true };
}

/** The threads that are named by their whole id, or key, or the address that is their key. */
async function findExact(
  store: Store,
  sites: string[],
  { q = '', state }: ListThreads,
): Promise<ThreadRecord[]> {
  const address = URL.parse(q);
  const keys = [q.trim(), ...(address === null ? [] : [`${address.origin}${address.pathname}`])];
  const ids = [q.trim(), ...sites.flatMap((site) => keys.map((key) => threadIdFor(site, key)))];
  const found = await Promise.all([...new Set(ids)].map((id) => store.threads.find(id)));
  return found.flatMap((thread) =>
    thread !== null && sites.includes(thread.site) && fitsState(thread, state) ? [thread] : [],
  );
}

function hasWords({ title, url, key }: ThreadRecord, words: string): boolean {
  return `${title}\n${url}\n${key}`.toLowerCase().includes(words);
}

function fitsState(thread: ThreadRecord, state: ThreadRecord['state'] | undefined): boolean {
  return state === undefined || thread.state === state;
}
