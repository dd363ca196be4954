import { expect } from 'chai';
import { sortableId } from '../../harness/records.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { expectNoDrift, freshThread, type GetStore, post, postHeld } from './arrange.ts';

/** A lease that outlasts any test. */
const LONG_MS = 60_000;

export function describeRelay(getStore: GetStore): void {
  describe('a lease', () => {
    it('is one holder’s until it runs out, and renewed by them', async () => {
      const { relay } = getStore();
      const job = `job-${sortableId()}`;
      expect(await relay.lease(job, 'node-1', LONG_MS)).to.equal(true);
      expect(await relay.lease(job, 'node-2', LONG_MS)).to.equal(false);
      expect(await relay.lease(job, 'node-1', 1), 'renewed, for a shorter time').to.equal(true);
      expect(await waitFor('the lease to run out', () => relay.lease(job, 'node-2', LONG_MS))).to.equal(true);
      expect(await relay.lease(job, 'node-1', LONG_MS)).to.equal(false);
      expect(await relay.lease(`${job}-other`, 'node-1', LONG_MS)).to.equal(true);
    });

    it('asked for by ten nodes at once goes to one', async () => {
      const store = getStore();
      const job = `job-${sortableId()}`;
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, index) => store.relay.lease(job, `node-${index}`, LONG_MS)),
      );
      expect(answers.filter((isMine) => isMine)).to.have.length(1);
    });
  });

  describe('the relay', () => {
    it('walks over all threads in order, each once', async () => {
      const store = getStore();
      const made = await Promise.all(Array.from({ length: 9 }, () => freshThread(store)));
      const walked: string[] = [];
      let after: string | null = null;
      for (let count = 0; count < 1_000; count += 1) {
        const slice: string[] = await store.relay.listThreads(after, 4);
        walked.push(...slice);
        after = slice.at(-1) ?? null;
        if (after === null) break;
      }
      expect(walked).to.deep.equal([...new Set(walked)].sort());
      expect(walked).to.include.members(made.map(({ id }) => id));
    });

    it('has nothing to repair after writes that were answered', async () => {
      const store = getStore();
      const thread = await freshThread(store);
      await post(store, thread);
      await postHeld(store, thread);
      const { changes, items } = await store.relay.repair(Number.MAX_SAFE_INTEGER);
      expect(changes.filter((change) => change.thread.id === thread.id)).to.deep.equal([]);
      expect(items.filter((item) => item.thread === thread.id)).to.deep.equal([]);
    });

    it('finds no drift in a thread that does not exist', async () => {
      await expectNoDrift(getStore(), { id: 'aaaaaaaaaaaaaaaaaaaa' });
    });
  });

  describe('the store', () => {
    it('answers that it is there', async () => {
      await getStore().ping();
    });
  });
}
