/**
 * A process that posts to a thread without end, twenty comments at a time, and prints the id of each one that
 * the store has acknowledged. It is there to be killed: `node keep-posting.ts <database> <thread>`.
 */
import { writeSync } from 'node:fs';
import { openSqliteStore } from '@parley/adapters/storage/sqlite/store';
import { aComment, aThread } from '../../harness/records.ts';

const AT_ONCE = 20;
/** Whoever started this is gone long before. */
const ROUNDS_MAX = 100_000;

const [path = '', threadId = ''] = process.argv.slice(2);
const store = await openSqliteStore({ path, clock: { now: Date.now } });
const thread = await store.threads.ensure(aThread({ id: threadId }));
for (let round = 0; round < ROUNDS_MAX; round += 1) {
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      const { comment } = await store.comments.insert(aComment(thread));
      writeSync(1, `${comment.id}\n`);
    }),
  );
}
