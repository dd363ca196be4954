import type { Sort } from '@parley/contracts/objects';
import type { CommentRecord, ThreadRecord } from '@parley/core/ports/records';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { aComment, bob } from '../../harness/records.ts';
import { freshThread, type GetStore, listAll, post, postHeld, reject } from './arrange.ts';

const SORTS: Sort[] = ['newest', 'oldest', 'top', 'discussed'];
/** Few scores for many comments: ties are the rule, so an order by score alone would lose or repeat some. */
const SCORES = 4;
const ROOTS = 240;

export function describeCommentLists(getStore: GetStore): void {
  describe('a long thread with many ties', () => {
    let thread: ThreadRecord;
    let roots: CommentRecord[];

    before(async function () {
      this.timeout(60_000);
      const store = getStore();
      thread = await freshThread(store);
      roots = await seedRoots(store, thread);
    });

    for (const sort of SORTS) {
      for (const limit of [1, 7, 50, ROOTS, ROOTS + 1]) {
        it(`is paged by ${sort} in slices of ${limit}: every listed root once, in order`, async () => {
          const listed = await listAll(getStore(), { thread: thread.id, sort, limit });
          const expected = [...roots].sort(order(sort)).map(({ id }) => id);
          expect(listed.map(({ id }) => id)).to.deep.equal(expected);
        });
      }
    }

    it('gives the key and id of the last comment as the cursor, and none at the end', async () => {
      const query = { thread: thread.id, parent: null, after: null } as const;
      for (const sort of SORTS) {
        const { items, next } = await getStore().comments.list({ ...query, sort, limit: 10 });
        const last = items.at(-1)!;
        const key = { newest: null, oldest: null, top: last.up - last.down, discussed: last.branchCount };
        expect(next).to.deep.equal({ key: key[sort], id: last.id });
        const whole = await getStore().comments.list({ ...query, sort, limit: ROOTS });
        expect(whole.next, `${sort} to the end`).to.equal(null);
      }
    });

    it('is paged from before its beginning by a cursor that no comment has', async () => {
      for (const sort of SORTS) {
        const isKeyed = sort === 'top' || sort === 'discussed';
        const after = {
          key: isKeyed ? Number.MAX_SAFE_INTEGER : null,
          id: `${thread.id}${sort === 'oldest' ? '' : '~'}`,
        };
        const query = { thread: thread.id, parent: null, sort, limit: 5 };
        const fromCursor = await getStore().comments.list({ ...query, after });
        expect(fromCursor).to.deep.equal(await getStore().comments.list({ ...query, after: null }));
      }
    });
  });

  describe('a slice', () => {
    it('of a thread without comments is empty', async () => {
      const thread = await freshThread(getStore());
      for (const sort of SORTS) {
        const query = { thread: thread.id, parent: null, sort, after: null, limit: 5 };
        expect(await getStore().comments.list(query)).to.deep.equal({ items: [], next: null });
      }
    });

    it('holds one level of one thread only', async () => {
      const store = getStore();
      const [thread, other] = await Promise.all([freshThread(store), freshThread(store)]);
      const root = await post(store, thread);
      const reply = await post(store, thread, { parent: root });
      await post(store, thread, { parent: reply });
      await post(store, other);
      for (const sort of SORTS) {
        expect((await listAll(store, { thread: thread.id, sort })).map(({ id }) => id)).to.deep.equal([
          root.id,
        ]);
        const replies = await listAll(store, { thread: thread.id, parent: root.id, sort });
        expect(replies.map(({ id }) => id)).to.deep.equal([reply.id]);
      }
    });

    it('leaves out held, rejected and deleted comments', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const kept = await post(store, thread);
      await postHeld(store, thread);
      const gone = await post(store, thread);
      await reject(store, gone);
      await post(store, thread, { status: 'rejected' });
      for (const sort of SORTS) {
        expect((await listAll(store, { thread: thread.id, sort })).map(({ id }) => id)).to.deep.equal([
          kept.id,
        ]);
      }
    });

    it('survives a comment that arrives while it is paged', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const roots = await inOrder(6, () => post(store, thread));
      const query = { thread: thread.id, parent: null, sort: 'newest', limit: 3 } as const;
      const first = await store.comments.list({ ...query, after: null });
      await post(store, thread);
      const second = await store.comments.list({ ...query, after: first.next });
      const paged = [...first.items, ...second.items].map(({ id }) => id);
      expect(paged).to.deep.equal(roots.map(({ id }) => id).reverse());
    });
  });

  describe('pinned roots', () => {
    it('stand in their own list, newest first, and in no slice', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const [first, second, third] = (await inOrder(3, () => post(store, thread))) as [
        CommentRecord,
        CommentRecord,
        CommentRecord,
      ];
      await store.comments.setPinned(first.id, true);
      await store.comments.setPinned(third.id, true);
      expect((await store.comments.listPinned(thread.id)).map(({ id }) => id)).to.deep.equal([
        third.id,
        first.id,
      ]);
      expect(await store.comments.countPinned(thread.id)).to.equal(2);
      for (const sort of SORTS) {
        const listed = await listAll(store, { thread: thread.id, sort, limit: 1 });
        expect(listed.map(({ id }) => id)).to.deep.equal([second.id]);
      }
      await store.comments.setPinned(first.id, false);
      expect((await listAll(store, { thread: thread.id })).map(({ id }) => id)).to.deep.equal([
        first.id,
        second.id,
      ]);
    });
  });

  describe('the latest comments', () => {
    it('of a thread are its published ones, replies too, newest first', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const reply = await post(store, thread, { parent: root });
      const removed = await post(store, thread);
      await reject(store, removed);
      await postHeld(store, thread);
      await post(store, await freshThread(store));
      const latest = (limit: number) => store.comments.listLatest({ thread: thread.id, limit });
      expect((await latest(10)).map(({ id }) => id)).to.deep.equal([reply.id, root.id]);
      expect((await latest(1)).map(({ id }) => id)).to.deep.equal([reply.id]);
    });

    it('of a site are those of all its threads, and of no other', async () => {
      const store = getStore();
      const site = `latest-${Math.random().toString(36).slice(2)}`;
      const [one, two] = [await freshThread(store, { site }), await freshThread(store, { site })];
      const first = await post(store, two);
      const second = await post(store, one);
      const third = await post(store, two, { parent: first });
      await post(store, await freshThread(store));
      await postHeld(store, one);
      await reject(store, await post(store, one));
      const latest = async (limit: number) =>
        (await store.comments.listLatest({ site, limit })).map(({ id }) => id);
      expect(await latest(10)).to.deep.equal([third.id, second.id, first.id]);
      expect(await latest(2)).to.deep.equal([third.id, second.id]);
    });
  });

  describe('previews', () => {
    it('are the first slices of many parents’ replies, in every order', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      const roots = await inOrder(5, () => post(store, thread));
      const replies = [0, 1, 2, 3, 6];
      for (const [index, root] of roots.entries()) {
        await inOrder(replies[index]!, (place) => post(store, thread, { parent: root, up: place % 2 }));
      }
      const parents = roots.map(({ id }) => id);
      for (const sort of SORTS) {
        const previews = await store.comments.listPreviews({ thread: thread.id, parents, sort, limit: 2 });
        expect([...previews.keys()]).to.have.members(parents.slice(1));
        for (const parent of parents.slice(1)) {
          const query = { thread: thread.id, parent, sort, after: null, limit: 2 };
          expect(previews.get(parent)).to.deep.equal(await store.comments.list(query));
        }
      }
    });

    it('of no parents are none', async () => {
      const thread = await freshThread(getStore());
      const query = { thread: thread.id, parents: [], sort: 'oldest' as const, limit: 2 };
      expect((await getStore().comments.listPreviews(query)).size).to.equal(0);
    });
  });
}

/** Roots with few different scores and branches; the comments are answered as they are at the end. */
async function seedRoots(store: Store, thread: ThreadRecord): Promise<CommentRecord[]> {
  const drafts = Array.from({ length: ROOTS }, (_, index) =>
    aComment(thread, { up: (index * 7) % SCORES, down: index % 2 }),
  );
  await Promise.all(drafts.map((draft) => store.comments.insert(draft)));
  const replies = drafts.flatMap((parent, index) =>
    Array.from({ length: index % 3 }, () => aComment(thread, { parent, author: bob })),
  );
  await Promise.all(replies.map((reply) => store.comments.insert(reply)));
  // Fewer direct replies than others, and a longer branch.
  const deeper = replies.filter((_, index) => index % 5 === 0);
  await Promise.all(deeper.map((parent) => store.comments.insert(aComment(thread, { parent, author: bob }))));
  return store.comments.findMany(drafts.map(({ id }) => id));
}

function order(sort: Sort): (a: CommentRecord, b: CommentRecord) => number {
  const newest = (a: CommentRecord, b: CommentRecord) => (a.id > b.id ? -1 : 1);
  const score = ({ up, down }: CommentRecord) => up - down;
  switch (sort) {
    case 'newest':
      return newest;
    case 'oldest':
      return (a, b) => newest(b, a);
    case 'top':
      return (a, b) => score(b) - score(a) || newest(a, b);
    case 'discussed':
      return (a, b) => b.branchCount - a.branchCount || newest(a, b);
  }
}

async function inOrder<T>(count: number, make: (index: number) => Promise<T>): Promise<T[]> {
  const made: T[] = [];
  for (let index = 0; index < count; index += 1) made.push(await make(index));
  return made;
}
