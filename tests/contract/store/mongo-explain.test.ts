import { placesOf } from '@parley/adapters/storage/mongo/places';
import { newDocument } from '@parley/adapters/storage/mongo/write-comment';
import type { Sort } from '@parley/contracts/objects';
import type { CommentRecord, ThreadRecord } from '@parley/core/ports/records';
import type { CommentCursor } from '@parley/core/ports/store';
import { expect } from 'chai';
import { aComment, bob, nextMoment, sortableId } from '../../harness/records.ts';
import { describeWithMongo } from '../../harness/servers.ts';
import { freshThread, post } from './arrange.ts';
import { mongoNodes, type Node, type Nodes } from './mongo-nodes.ts';
import { type Command, explain, recordQueries } from './mongo-plans.ts';
import { useEverything } from './use-everything.ts';

/** Collections that are read whole because they hold a handful, by a look at which nobody waits. */
const SMALL = ['sites', 'moderators'];
const SORTS: Sort[] = ['newest', 'oldest', 'top', 'discussed'];
/** Roots in the thread that is compared with one of a tenth. */
const MANY = 3_000;
const LIMIT = 20;
const SCORES = 8;
/** Places and comments, as documents and as index entries, and the one that tells whether there is more. */
const EXAMINED_MAX = 4 * (LIMIT + 1);

type Filled = { thread: ThreadRecord; middle: CommentRecord };

describeWithMongo('the cost of a query on MongoDB', (server) => {
  let nodes: Nodes;
  let node: Node;
  let small: Filled;
  let large: Filled;
  before('fill two threads', async function () {
    this.timeout(60_000);
    nodes = mongoNodes(server);
    node = await nodes.open({ monitored: true });
    small = await filledThread(node, MANY / 10);
    large = await filledThread(node, MANY);
  });
  after('remove what it kept', async () => {
    await nodes?.dispose();
  });

  it('is that of an index: nothing walks over a collection', async function () {
    this.timeout(60_000);
    const queries = await recordQueries(node, async () => {
      await useEverything(node.store);
      await node.store.relay.repair(nextMoment());
    });
    expect(queries.length).to.be.greaterThan(100);
    const dear: string[] = [];
    for (const query of distinct(queries)) {
      const { isScan, examined, text } = await explain(node, query);
      if (isScan && !isCheap(query)) dear.push(`walks: ${JSON.stringify(query)}\n${text}`);
      // Everything used here belongs to a small thread: who looks at more has looked at others.
      if (examined > EXAMINED_MAX) dear.push(`examines ${examined}: ${JSON.stringify(query)}\n${text}`);
    }
    expect(dear, dear.join('\n\n')).to.deep.equal([]);
  });

  describe('that reads a thread', () => {
    for (const sort of SORTS) {
      it(`by ${sort} does not grow with the thread, nor with the depth of the slice`, async () => {
        const examined: number[] = [];
        for (const { thread, middle } of [small, large]) {
          for (const after of [null, cursorOf(middle, sort)]) {
            const query = { thread: thread.id, parent: null, sort, after, limit: LIMIT };
            examined.push(await costOf(node, () => node.store.comments.list(query)));
          }
        }
        for (const count of examined) expect(count, `examined ${examined}`).to.be.within(LIMIT, EXAMINED_MAX);
      });
    }

    it('for the previews of many parents grows with what they show only', async () => {
      for (const { thread } of [small, large]) {
        const { items } = await firstSlice(node, thread);
        const parents = items.map(({ id }) => id);
        const query = { thread: thread.id, parents, sort: 'oldest', limit: 2 } as const;
        const examined = await costOf(node, () => node.store.comments.listPreviews(query));
        expect(examined).to.be.at.most(parents.length * 8);
      }
    });

    it('for what is one reader’s or one comment’s does not grow with the thread', async () => {
      const looks: Record<string, (thread: ThreadRecord, root: CommentRecord) => Promise<unknown>> = {
        listPinned: ({ id }) => node.store.comments.listPinned(id),
        countPinned: ({ id }) => node.store.comments.countPinned(id),
        listUnseenOf: ({ id }) => node.store.comments.listUnseenOf(id, 'nobody'),
        findByKey: ({ id }, root) => node.store.comments.findByKey(id, root.idempotencyKey),
        findMany: (_, root) => node.store.comments.findMany([root.id]),
        hasDuplicate: ({ id }, { fingerprint }) =>
          node.store.comments.hasDuplicate({ thread: id, author: bob.id, fingerprint, since: 0 }),
        mine: ({ id }) => node.store.votes.mine(id, bob.id),
        flagged: ({ id }) => node.store.flags.mine(id, bob.id),
        flagsFor: (_, root) => node.store.flags.listFor(root.id),
        repeated: ({ site }, { createdAt }) =>
          node.store.comments.listByAuthor(site, bob.id, 5, createdAt - 5_000),
        head: ({ id }) => node.store.threads.head(id),
        changesAfter: ({ id }) => node.store.threads.changesAfter(id, 0),
        post: (thread) => post(node.store, thread),
        vote: ({ id }, root) =>
          node.store.votes.set({
            thread: id,
            comment: root.id,
            reader: sortableId(),
            value: 1,
            at: nextMoment(),
          }),
      };
      for (const [what, look] of Object.entries(looks)) {
        const counts: number[] = [];
        for (const { thread } of [small, large]) {
          const root = (await firstSlice(node, thread)).items[0]!;
          counts.push(await costOf(node, () => look(thread, root)));
        }
        expect(counts[1], `${what} examined ${counts}`).to.be.at.most(EXAMINED_MAX);
      }
    });
  });
});

/** One of each form: a query with other values is carried out the same way. */
function distinct(queries: Command[]): Command[] {
  const shape = (query: Command) =>
    JSON.stringify(query, (_, value) => (typeof value === 'object' ? value : typeof value));
  return [...new Map(queries.map((query) => [`${collectionOf(query)} ${shape(query)}`, query])).values()];
}

/** A small collection, or the first of an index that has the order wanted. */
function isCheap(query: Command): boolean {
  const isFirst = Object.keys((query.filter as object) ?? { any: 1 }).length === 0 && Number(query.limit) > 0;
  return isFirst || SMALL.includes(collectionOf(query));
}

function collectionOf(query: Command): string {
  return String(query.find ?? query.aggregate);
}

async function costOf(node: Node, work: () => Promise<unknown>): Promise<number> {
  const queries = await recordQueries(node, work);
  const plans = await Promise.all(queries.map((query) => explain(node, query)));
  return plans.reduce((sum, { examined }) => sum + examined, 0);
}

function firstSlice({ store }: Node, thread: ThreadRecord) {
  return store.comments.list({ thread: thread.id, parent: null, sort: 'newest', after: null, limit: LIMIT });
}

/** Roots as they are when all is done that posting them leaves to do, with few scores: most are ties. */
async function filledThread({ store, models }: Node, count: number): Promise<Filled> {
  const thread = await freshThread(store, { site: 'elsewhere' });
  const roots = Array.from({ length: count }, (_, index) =>
    aComment(thread, { author: bob, up: index % SCORES }),
  );
  const documents = roots.map((root, index) => {
    const { pendingAt: _pendingAt, ...document } = newDocument(root, null, 0);
    return { ...document, unlogged: [], branchCount: index % SCORES };
  });
  const places = documents.flatMap((document) =>
    placesOf(document).map((_id) => ({ _id, comment: document._id, version: document.version })),
  );
  await models.comments.insertMany(documents, { lean: true });
  await models.places.insertMany(places, { lean: true });
  return { thread, middle: roots[count >> 1]! };
}

/** The cursor of a root in the middle of the thread. */
function cursorOf({ id }: CommentRecord, sort: Sort): CommentCursor {
  return { key: sort === 'top' || sort === 'discussed' ? SCORES >> 1 : null, id };
}
