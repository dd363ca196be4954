import { join } from 'node:path';
import { openSqliteStore } from '@parley/adapters/storage/sqlite/store';
import { RENDER_VERSION } from '@parley/core/comments/render-body';
import type { CommentRecord } from '@parley/core/ports/records';
import type { Store } from '@parley/core/ports/store';
import { threadIdFor } from '@parley/core/threads/thread-id';
import { createMovableClock } from '../harness/clock.ts';
import { createQuietLog } from '../harness/quiet-log.ts';
import { aComment, aThread } from '../harness/records.ts';
import { createDice } from './dice.ts';
import { SITE } from './program.ts';

/** Threads by how many comments they have; the key is the page's. */
export type SeededThreads = { small: string; deep: string; large: string | null; beginnings: string[] };

const SMALL = 1_000;
const DEEP = 100_000;
const LARGE = 1_000_000;
const BEGINNING = 100;
/** One for the warm-up and one for each round of posts. */
const BEGINNINGS = 4;
/** Inserts handed over at a time: some batches of the store's group commit. */
const CHUNK = 2_000;
/**
 * The pattern of roots, replies and texts begins anew every so many comments: the newest slice of any thread
 * then weighs the same, and its rate can be compared. Votes do not, so that sorting by them mixes all roots.
 */
const PATTERN = 1_000;
/** Gives a newest slice that weighs what slices weigh on average (36 KB), so that it can stand for all. */
const PATTERN_SEED = 11;
const ROOTS = 0.3;
const DEPTH_MAX = 4;
const AUTHORS = 5_000;

/** Fills `bench.db`, always with the same comments, through the store's own port. */
export async function seed(folder: string, { isLarge }: { isLarge: boolean }): Promise<SeededThreads> {
  const startedAt = performance.now();
  const store = await openSqliteStore({
    path: join(folder, 'bench.db'),
    clock: createMovableClock(),
    log: createQuietLog(),
  });
  const beginnings = Array.from({ length: BEGINNINGS }, (_, index) => `/beginning-${index}`);
  const sizes: [string, number][] = [
    ['/small', SMALL],
    ['/deep', DEEP],
    ...beginnings.map((key): [string, number] => [key, BEGINNING]),
    ...(isLarge ? [['/large', LARGE] satisfies [string, number]] : []),
  ];
  for (const [key, size] of sizes) await seedThread(store, key, size);
  await store.close();
  const comments = sizes.reduce((sum, [, size]) => sum + size, 0);
  const tookMs = performance.now() - startedAt;
  console.log(`seeded ${comments} comments in ${(tookMs / 1000).toFixed(1)} s`);
  return { small: '/small', deep: '/deep', large: isLarge ? '/large' : null, beginnings };
}

async function seedThread(store: Store, key: string, size: number): Promise<void> {
  const thread = aThread({ id: threadIdFor(SITE, key), site: SITE, key, title: `About ${key}` });
  await store.threads.ensure(thread);
  let inserts: Promise<unknown>[] = [];
  for (const comment of conversation(thread, size)) {
    inserts.push(store.comments.insert(comment));
    if (inserts.length < CHUNK) continue;
    await Promise.all(inserts);
    inserts = [];
  }
  await Promise.all(inserts);
}

/** Each root is followed by its replies, which answer any comment above them but the deepest. */
function* conversation(thread: { id: string; site: string }, size: number): Generator<CommentRecord> {
  let dice = createDice(PATTERN_SEED);
  const votes = createDice(PATTERN_SEED + 1);
  let answerable: CommentRecord[] = [];
  for (let index = 0; index < size; index += 1) {
    const isPatternStart = index % PATTERN === 0;
    if (isPatternStart) dice = createDice(PATTERN_SEED);
    const isRoot = isPatternStart || dice.next() < ROOTS;
    if (isRoot) answerable = [];
    const text = dice.sentence();
    const comment = aComment(thread, {
      parent: isRoot ? null : dice.pick(answerable),
      author: authorOf(dice.below(AUTHORS)),
      source: text,
      html: `<p>${text}</p>`,
      renderVersion: RENDER_VERSION,
      up: votes.below(40),
      down: votes.below(10),
    });
    if (comment.depth < DEPTH_MAX) answerable.push(comment);
    yield comment;
  }
}

function authorOf(number: number): CommentRecord['author'] {
  return { id: `reader-${number}`, name: `Reader ${number}`, avatar: null, badge: 'guest' };
}
