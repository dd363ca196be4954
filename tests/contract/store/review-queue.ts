import type { ReviewState } from '@parley/contracts/objects';
import { statusFacet, threadFacet } from '@parley/core/moderation/facets';
import type { ReviewEventRecord, ReviewItemRecord } from '@parley/core/ports/records';
import type { ReviewCursor, ReviewSort, ReviewStore, Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { aComment, aDecision, heldBy, sortableId } from '../../harness/records.ts';
import { freshThread, type GetStore, present } from './arrange.ts';

const ITEMS_A_SITE = 40;
type Query = Parameters<ReviewStore['list']>[0];

/** Few scores for many items, so that the order must fall back on the id. */
const SCORES = [10, 20, 20, 50];
const SORTS = ['priority', 'oldest', 'latest'] as const;

export function describeReviewQueue(getStore: GetStore): void {
  describe('the queue of three sites', () => {
    const sites = ['north', 'south', 'west'].map((name) => `${name}-${sortableId().slice(-6)}`);
    let items: ReviewItemRecord[];

    before(async function () {
      this.timeout(60_000);
      items = (await Promise.all(sites.map((site) => seedSite(getStore(), site)))).flat();
    });

    for (const sort of SORTS) {
      for (const limit of [1, 7, 100]) {
        it(`is paged by ${sort} in slices of ${limit}: every open item once, in order`, async () => {
          for (const some of [sites, sites.slice(0, 1)]) {
            const expected = items
              .filter((item) => item.state === 'open' && some.includes(item.site))
              .sort(order(sort));
            const listed = await listAll(getStore(), { sites: some, state: 'open', sort, limit });
            expect(listed.map(({ id }) => id)).to.deep.equal(expected.map(({ id }) => id));
          }
        });
      }

      it(`is narrowed to one reason, by ${sort}`, async () => {
        const expected = items
          .filter((item) => item.state === 'open' && item.reasons.some(({ reason }) => reason === 'links'))
          .sort(order(sort));
        expect(expected).to.not.have.length(0);
        const query = { sites, state: 'open', sort, facets: ['links'], limit: 4 } as const;
        expect((await listAll(getStore(), query)).map(({ id }) => id)).to.deep.equal(
          expected.map(({ id }) => id),
        );
      });
    }

    for (const sort of SORTS) {
      it(`is narrowed to several facets at once and to what is older, by ${sort}`, async () => {
        const [first] = items.filter(({ state }) => state === 'closed');
        const openedBefore = items.toSorted((a, b) => a.openedAt - b.openedAt)[items.length >> 1]!.openedAt;
        const wanted = (item: ReviewItemRecord) =>
          item.state === 'closed' &&
          item.thread === first!.thread &&
          item.status === 'rejected' &&
          item.reasons.some(({ reason }) => reason === 'links');
        const facets = [threadFacet(first!.thread), 'links', statusFacet('rejected')];
        const query = { sites, state: 'closed', sort, limit: 2 } as const;
        for (const before of [null, openedBefore]) {
          const expected = items
            .filter((item) => wanted(item) && (before === null || item.openedAt < before))
            .sort(order(sort));
          expect(expected).to.not.have.length(0);
          const listed = await listAll(getStore(), { ...query, facets, openedBefore: before });
          expect(listed.map(({ id }) => id)).to.deep.equal(expected.map(({ id }) => id));
        }
        const held = await listAll(getStore(), { ...query, facets: [...facets, statusFacet('held')] });
        expect(held, 'a status gives way to the next').to.deep.equal([]);
      });
    }

    it('finds many by their ids, and leaves out what is not there', async () => {
      const some = items.slice(0, 3);
      const found = await getStore().review.findMany([...some.map(({ id }) => id), sortableId()]);
      expect(found).to.have.deep.members(some);
    });

    it('is read by state, and counted', async () => {
      const byState = (state: ReviewState) =>
        items.filter((item) => item.state === state).map(({ id }) => id);
      for (const state of ['open', 'escalated', 'closed'] as const) {
        const listed = await listAll(getStore(), { sites, state, sort: 'oldest', limit: 50 });
        expect(listed.map(({ id }) => id)).to.have.members(byState(state));
        expect(byState(state)).to.not.have.length(0);
      }
      const open = items.filter((item) => item.state === 'open');
      const all = {
        open: open.length,
        held: open.filter(({ status }) => status === 'held').length,
        flagged: open.filter(({ status }) => status === 'published').length,
        escalated: byState('escalated').length,
      };
      expect(all.open).to.be.above(2);
      expect(await getStore().review.count(sites, null)).to.deep.equal(all);
      expect(await getStore().review.count(sites, all.open)).to.deep.equal(all);
      const upToTwo = Object.entries(all).map(([lane, count]) => [lane, Math.min(count, 2)]);
      expect(await getStore().review.count(sites, 2)).to.deep.equal(Object.fromEntries(upToTwo));
      expect(await getStore().review.count([], 2)).to.deep.equal({
        open: 0,
        held: 0,
        flagged: 0,
        escalated: 0,
      });
    });

    it('of no sites is empty', async () => {
      const query = {
        sites: [],
        state: 'open',
        facets: [],
        openedBefore: null,
        sort: 'oldest',
        after: null,
        limit: 9,
      } as const;
      expect(await getStore().review.list({ ...query, sites: [] })).to.deep.equal({ items: [], next: null });
      expect(await getStore().review.log({ sites: [], after: null, limit: 9 })).to.deep.equal({
        events: [],
        next: null,
      });
    });

    it('has a log of every event of its sites, newest first', async () => {
      const store = getStore();
      const listed: ReviewEventRecord[] = [];
      let after: ReviewCursor | null = null;
      for (let count = 0; count < 100; count += 1) {
        const slice: Awaited<ReturnType<Store['review']['log']>> = await store.review.log({
          sites,
          after,
          limit: 17,
        });
        listed.push(...slice.events);
        after = slice.next;
        if (after === null) break;
      }
      const all = await Promise.all(items.map(({ id }) => store.review.events(id)));
      const newestFirst = all.flat().sort((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1));
      expect(listed).to.deep.equal(newestFirst);
    });

    it('has a log that is read by what its entries are filed under, without the others', async () => {
      const store = getStore();
      const [item] = items as [ReviewItemRecord];
      const own = (await store.review.events(item.id)).toReversed();
      const read = async (term: string, limit: number) => {
        const listed: ReviewEventRecord[] = [];
        let after: ReviewCursor | null = null;
        do {
          const query = { sites, term, after, limit };
          const slice: Awaited<ReturnType<Store['review']['log']>> = await store.review.log(query);
          listed.push(...slice.events);
          after = slice.next;
        } while (after !== null);
        return listed;
      };
      expect(await read(`item:${item.id}`, 1)).to.deep.equal(own);
      const all = (await Promise.all(items.map(({ id }) => store.review.events(id)))).flat();
      const closings = all.filter(({ kind }) => kind === own[0]?.kind);
      expect(await read(`kind:${own[0]?.kind}`, 7)).to.have.length(closings.length);
      const author = (await store.comments.find(item.id))?.author.id;
      expect((await read(`author:${author}`, 50)).map(({ id }) => id)).to.include.members(
        own.map(({ id }) => id),
      );
      expect(await read('word:nowhere', 7)).to.deep.equal([]);
      expect((await store.review.log({ sites: [], term: `item:${item.id}`, after: null, limit: 7 })).events)
        .to.be.empty;
    });
  });
}

/** Every third item is closed, every fifth escalated; every fourth has a second reason. */
async function seedSite(store: Store, site: string): Promise<ReviewItemRecord[]> {
  const thread = await freshThread(store, { site });
  const items: ReviewItemRecord[] = [];
  for (let index = 0; index < ITEMS_A_SITE; index += 1) {
    const comment = aComment(thread, { status: 'held' });
    const review = heldBy(comment, { weight: SCORES[index % SCORES.length]! });
    // Some come in the same millisecond, so that an order by time must fall back on the id too.
    if (index % 3 === 1) review.event.at = items.at(-1)!.openedAt;
    if (index % 4 === 0) {
      review.event.reasons.push({ reason: 'links', source: 'screening', detail: '5 links', weight: 1 });
    }
    const { item } = await store.comments.insert(comment, { review });
    const opened = present(item, 'an item');
    if (index % 3 === 0) items.push(await decided(store, opened, 'reject'));
    else if (index % 5 === 0) items.push(await decided(store, opened, 'escalate'));
    else items.push(opened);
  }
  return items;
}

async function decided(store: Store, item: ReviewItemRecord, action: 'reject' | 'escalate') {
  const result = await store.review.decide(aDecision(item, action));
  if (result.outcome !== 'done') throw new Error(`the decision ended in ${result.outcome}`);
  return result.item;
}

async function listAll(
  store: Store,
  query: Pick<Query, 'sites' | 'state' | 'sort' | 'limit'> & Partial<Query>,
): Promise<ReviewItemRecord[]> {
  const items: ReviewItemRecord[] = [];
  let after: ReviewCursor | null = null;
  for (let count = 0; count < 1_000; count += 1) {
    const slice: Awaited<ReturnType<Store['review']['list']>> = await store.review.list({
      facets: [],
      openedBefore: null,
      ...query,
      after,
    });
    items.push(...slice.items);
    after = slice.next;
    if (after === null) return items;
  }
  throw new Error('the queue did not end');
}

function order(sort: ReviewSort): (a: ReviewItemRecord, b: ReviewItemRecord) => number {
  const byId = (a: ReviewItemRecord, b: ReviewItemRecord) => (a.id < b.id ? -1 : 1);
  if (sort === 'oldest') return (a, b) => a.openedAt - b.openedAt || byId(a, b);
  if (sort === 'latest') return (a, b) => b.enteredAt - a.enteredAt || byId(b, a);
  return (a, b) => b.score - a.score || byId(b, a);
}
