import type { CommentRecord, ThreadRecord } from '@parley/core/ports/records';
import type { Store } from '@parley/core/ports/store';
import { aComment, aSite, aThread } from '../../harness/records.ts';
import { onEveryStore } from '../every-store.ts';
import { median } from '../rounds.ts';
import { atMost, type Measure, type Row } from '../row.ts';

const FEW = 10;
const MANY = 10_000;
const ROUNDS = 100;
const AT_ONCE = 100;
/** The indexes of a branch a thousand times as long may cost so much more. */
const RATIO_MAX = 1.5;

/** A reply to a root, and one further down, in a branch of few and of many, on the stores that there are. */
export const branches: Measure = ({ folder }) =>
  onEveryStore(folder, 'branches', async (store) => {
    const site = aSite();
    await store.sites.put(site);
    const stages = [await fill(store, site.id, FEW), await fill(store, site.id, MANY)];
    const times = { 'to the root': [[], []], 'further down': [[], []] } as Record<string, number[][]>;
    for (let round = 0; round < ROUNDS; round += 1) {
      for (const [index, { thread, root, reply }] of stages.entries()) {
        for (const [where, parent] of Object.entries({ 'to the root': root, 'further down': reply })) {
          const startedAt = performance.now();
          await store.comments.insert(aComment(thread, { parent }));
          times[where]?.[index]?.push(performance.now() - startedAt);
        }
      }
    }
    return Object.entries(times).map(([where, both]) => rowOf(`a reply ${where}, ${store.name}`, both));
  });

function rowOf(what: string, times: number[][]): Row {
  const [few = 0, many = 0] = times.map((own) => median(own));
  const value = many / few;
  return {
    group: 'branches',
    what: `${what}, branch of ${MANY}`,
    figure: `${many.toFixed(2)} ms`,
    against: `branch of ${FEW}: ${few.toFixed(2)} ms`,
    ratio: { value, low: value, high: value, byProcessor: null },
    goal: atMost(value, RATIO_MAX),
  };
}

/** A root with so many replies, of which one is answered further. */
async function fill(
  { threads, comments }: Store,
  site: string,
  count: number,
): Promise<{ thread: ThreadRecord; root: CommentRecord; reply: CommentRecord }> {
  const thread = await threads.ensure(aThread({ site }));
  const root = (await comments.insert(aComment(thread))).comment;
  const reply = (await comments.insert(aComment(thread, { parent: root }))).comment;
  for (let made = 1; made < count; made += AT_ONCE) {
    const batch = Array.from({ length: Math.min(AT_ONCE, count - made) }, () =>
      aComment(thread, { parent: root }),
    );
    await Promise.all(batch.map((comment) => comments.insert(comment)));
  }
  return { thread, root, reply };
}
