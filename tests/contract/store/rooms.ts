import type { ReaderRecord, ThreadRecord } from '@parley/core/ports/records';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { aDecision, aReader, nextMoment, sortableId } from '../../harness/records.ts';
import { freshThread, type GetStore, postHeld } from './arrange.ts';

/** What moderators look for threads and authors by. */
export function describeRooms(getStore: GetStore): void {
  describe('the threads of two sites', () => {
    const sites = ['north', 'south'].map((name) => `${name}-${sortableId().slice(-6)}`);
    const threads: ThreadRecord[] = [];
    before(async () => {
      const createdAt = nextMoment();
      for (let index = 0; index < 9; index += 1) {
        // Some began in the same moment: then the id decides.
        const at = index % 3 === 0 ? createdAt : nextMoment();
        threads.push(await freshThread(getStore(), { site: sites[index % 2] as string, createdAt: at }));
      }
      await getStore().threads.update(threads[4]?.id ?? '', { state: 'closed' });
    });

    for (const limit of [1, 2, 50]) {
      it(`are listed by when they began in slices of ${limit}, each once`, async () => {
        const expected = threads
          .toSorted((a, b) => b.createdAt - a.createdAt || (a.id < b.id ? 1 : -1))
          .map(({ id }) => id);
        const listed = await listAll(getStore(), { sites, state: null, limit });
        expect(listed.map(({ id }) => id)).to.deep.equal(expected);
        const [own] = sites as [string];
        const ofOne = await listAll(getStore(), { sites: [own], state: null, limit });
        expect(ofOne.every(({ site }) => site === own)).to.equal(true);
        expect(ofOne).to.have.length(5);
      });
    }

    it('are narrowed to a state', async () => {
      const closed = await listAll(getStore(), { sites, state: 'closed', limit: 2 });
      expect(closed.map(({ id }) => id)).to.deep.equal([threads[4]?.id]);
      expect(await listAll(getStore(), { sites, state: 'open', limit: 3 })).to.have.length(8);
    });

    it('are changed only where they are as they were seen', async () => {
      const { threads: store } = getStore();
      const { id } = await freshThread(getStore());
      expect(await store.update(id, { state: 'closed' }, undefined, { slowModeSeconds: 60 })).to.equal(null);
      const seen = { state: 'open', premoderation: null, slowModeSeconds: 0 } as const;
      expect((await store.update(id, { slowModeSeconds: 60 }, undefined, seen))?.kind).to.equal('thread');
      expect(await store.update(id, { state: 'closed' }, undefined, seen)).to.equal(null);
      expect(await store.find(id)).to.deep.include({ state: 'open', slowModeSeconds: 60 });
    });

    it('have so many items that wait', async () => {
      const thread = await freshThread(getStore());
      const quiet = await freshThread(getStore());
      const { item } = await postHeld(getStore(), thread);
      await postHeld(getStore(), thread);
      const { item: third } = await postHeld(getStore(), thread);
      await getStore().review.decide(aDecision(item, 'approve'));
      await getStore().review.decide(aDecision(third, 'escalate'));
      const counts = await getStore().review.countWaiting([thread.id, quiet.id]);
      expect([...counts]).to.deep.equal([[thread.id, 2]]);
    });
  });

  describe('the readers of two sites', () => {
    const sites = ['east', 'west'].map((name) => `${name}-${sortableId().slice(-6)}`);
    let readers: ReaderRecord[];
    before(async () => {
      const names = ['Álvaro', 'alice', 'ALMA', 'Bob', 'alice', 'Al', 'zoe'];
      readers = names.map((name, index) => aReader({ name, site: sites[index % 2] as string }));
      for (const reader of readers) await getStore().readers.put(reader);
    });

    it('are found by how their name begins, whatever case and marks, in order', async () => {
      const names = async (prefix: string, limit: number) =>
        (await searchAll(getStore(), { sites, prefix, limit })).map(({ name }) => name);
      for (const limit of [1, 3, 50]) {
        expect(await names('al', limit)).to.deep.equal(['Al', 'alice', 'alice', 'ALMA', 'Álvaro']);
        expect(await names('b', limit)).to.deep.equal(['Bob']);
        expect(await names('lice', limit)).to.deep.equal([]);
      }
    });

    it('are those of the sites that are asked for, under the name that they have now', async () => {
      const [east = ''] = sites;
      const [first] = readers as [ReaderRecord];
      await getStore().readers.put({ ...first, name: 'Bertil' });
      const found = await searchAll(getStore(), { sites: [east], prefix: '', limit: 2 });
      expect(found.map(({ name }) => name)).to.deep.equal(['alice', 'ALMA', 'Bertil', 'zoe']);
      expect(found.find(({ id }) => id === first.id)).to.deep.equal({ ...first, name: 'Bertil' });
    });
  });
}

async function listAll(
  store: Store,
  query: Omit<Parameters<Store['threads']['list']>[0], 'after'>,
): Promise<ThreadRecord[]> {
  const all: ThreadRecord[] = [];
  let after: Parameters<Store['threads']['list']>[0]['after'] = null;
  do {
    const slice: Awaited<ReturnType<Store['threads']['list']>> = await store.threads.list({
      ...query,
      after,
    });
    all.push(...slice.threads);
    after = slice.next;
  } while (after !== null);
  return all;
}

async function searchAll(
  store: Store,
  query: Omit<Parameters<Store['readers']['search']>[0], 'after'>,
): Promise<ReaderRecord[]> {
  const all: ReaderRecord[] = [];
  let after: Parameters<Store['readers']['search']>[0]['after'] = null;
  do {
    const slice: Awaited<ReturnType<Store['readers']['search']>> = await store.readers.search({
      ...query,
      after,
    });
    all.push(...slice.readers);
    after = slice.next;
  } while (after !== null);
  return all;
}
