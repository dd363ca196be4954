/**
 * A process that posts to a thread until it is killed: `node mongo-writer.ts <url> <thread as JSON>`. Prints
 * the id of each comment when, and only when, the store has answered for it.
 */
import { randomUUID } from 'node:crypto';
import { openMongoStore } from '@parley/adapters/storage/mongo/store';
import type { CommentRecord, ThreadRecord } from '@parley/core/ports/records';
import { aComment, aDecision, heldBy } from '../../harness/records.ts';

/** Posts under way at any moment, so that a kill finds some at every step. */
const WRITERS = 8;

const [url = '', json = ''] = process.argv.slice(2);
const thread: ThreadRecord = JSON.parse(json);
const store = await openMongoStore({ url, clock: { now: () => Date.now() } });
let parent: CommentRecord | null = null;

await Promise.all(Array.from({ length: WRITERS }, (_, index) => writeOn(index)));

async function writeOn(writer: number): Promise<never> {
  for (let round = 0; ; round += 1) {
    const isHeld = (writer + round) % 4 === 0;
    const isReply = parent !== null && (writer + round) % 2 === 1;
    const comment: CommentRecord = aComment(thread, {
      parent: isReply ? parent : null,
      status: isHeld ? 'held' : 'published',
    });
    const review = isHeld ? { review: ownId(heldBy(comment)) } : {};
    const write = await store.comments.insert(comment, review);
    process.stdout.write(`posted ${comment.id}\n`);
    if (write.item === null) parent = write.comment;
    else {
      await store.review.decide(ownId(aDecision(write.item, 'approve')));
      process.stdout.write(`approved ${comment.id}\n`);
    }
  }
}

/** The records of the harness are numbered within one process; events are numbered over all. */
function ownId<T extends { event: { id: string } }>(change: T): T {
  return { ...change, event: { ...change.event, id: randomUUID() } };
}
