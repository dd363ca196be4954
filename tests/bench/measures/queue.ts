import { createMemoryBus } from '@parley/adapters/bus/memory';
import { createIds } from '@parley/adapters/host/ids';
import type { ModeratorActor } from '@parley/core/access/actor';
import type { PostDeps } from '@parley/core/comments/post-comment';
import { decideItems } from '@parley/core/moderation/decide-item';
import { listQueue } from '@parley/core/moderation/list-queue';
import type { Store } from '@parley/core/ports/store';
import { createSiteDirectory } from '@parley/core/sites/site-directory';
import { createQuietLog } from '../../harness/quiet-log.ts';
import { aComment, aModerator, aSite, aThread, heldBy } from '../../harness/records.ts';
import { onEveryStore } from '../every-store.ts';
import { median } from '../rounds.ts';
import { atMost, type Measure, type Row } from '../row.ts';

const FEW = 100;
const MANY = 10_000;
const ROUNDS = 60;
const AT_ONCE = 100;
/** A queue of a hundred times the length may cost so much more: the index has a level more. */
const RATIO_MAX = 2;

/** A moderator's first slice and a decision, with few and with many open items, on the stores that there are. */
export const queue: Measure = ({ folder }) => onEveryStore(folder, 'queue', measureStore);

async function measureStore(store: Store): Promise<Row[]> {
  const clock = { now: Date.now };
  const log = createQuietLog();
  const sites = createSiteDirectory({ sites: store.sites, clock, log });
  const deps: PostDeps = { store, sites, clock, log, ids: createIds(clock), bus: createMemoryBus({ log }) };
  const [few, many] = [await fill(deps, FEW), await fill(deps, MANY)];
  await sites.refresh();
  const times = {
    slice: [few, many].map(() => [] as number[]),
    decision: [few, many].map(() => [] as number[]),
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const [index, site] of [few, many].entries()) {
      const slice = await timed(() => listQueue(deps, site.moderator, { site: site.id, limit: 50 }));
      const [item] = slice.answer.items;
      if (item === undefined) throw new Error('the queue is empty');
      const decision = { item: item.id, version: item.version, action: 'approve' } as const;
      const decided = await timed(() => decideItems(deps, site.moderator, [decision]));
      times.slice[index]?.push(slice.ms);
      times.decision[index]?.push(decided.ms);
    }
  }
  return [
    rowOf(`first slice of the queue, ${store.name}`, times.slice),
    rowOf(`a decision, ${store.name}`, times.decision),
  ];
}

function rowOf(what: string, times: number[][]): Row {
  const [few = 0, many = 0] = times.map((own) => median(own));
  const value = many / few;
  return {
    group: 'moderation',
    what: `${what}, ${MANY} open items`,
    figure: `${many.toFixed(2)} ms`,
    against: `${FEW} open items: ${few.toFixed(2)} ms`,
    ratio: { value, low: value, high: value, byProcessor: null },
    goal: atMost(value, RATIO_MAX),
  };
}

/** A site with so many held comments, each with its open item. */
async function fill({ store }: PostDeps, count: number): Promise<{ id: string; moderator: ModeratorActor }> {
  const site = aSite();
  await store.sites.put(site);
  const thread = await store.threads.ensure(aThread({ site: site.id }));
  for (let made = 0; made < count; made += AT_ONCE) {
    const batch = Array.from({ length: AT_ONCE }, () => aComment(thread, { status: 'held' }));
    await Promise.all(
      batch.map((comment, index) =>
        store.comments.insert(comment, { review: heldBy(comment, { weight: index }) }),
      ),
    );
  }
  const moderator = aModerator({ sites: [site.id] });
  return { id: site.id, moderator: { kind: 'moderator', id: moderator.id, moderator } };
}

async function timed<T>(work: () => Promise<T>): Promise<{ ms: number; answer: T }> {
  const startedAt = performance.now();
  const answer = await work();
  return { ms: performance.now() - startedAt, answer };
}
