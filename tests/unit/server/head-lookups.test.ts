import { StoreUnavailable } from '@parley/core/ports/store';
import { expect } from 'chai';
import { createHeadLookups } from '../../../services/server/src/http/head-lookups.ts';

/** A store's threads that note each query and answer it when told to. */
function createThreads(known: Record<string, number>) {
  const queries: { ids: string[]; answer: () => void; fail: () => void }[] = [];
  return {
    queries,
    heads: (ids: string[]) =>
      new Promise<Map<string, number>>((resolve, reject) => {
        const found = Object.entries(known).filter(([id]) => ids.includes(id));
        queries.push({
          ids,
          answer: () => resolve(new Map(found)),
          fail: () => reject(new StoreUnavailable('gone')),
        });
      }),
  };
}

const endOfTurn = () => new Promise((resolve) => setImmediate(resolve));

describe('looking up the heads of threads', () => {
  it('asks the store once for all that one turn brings in', async () => {
    const threads = createThreads({ quiet: 3, busy: 41 });
    const headOf = createHeadLookups(threads);
    const heads = Promise.all([headOf('busy'), headOf('quiet'), headOf('busy'), headOf('unknown')]);
    await endOfTurn();
    expect(threads.queries.map((query) => query.ids)).to.deep.equal([['busy', 'quiet', 'unknown']]);
    threads.queries[0]?.answer();
    expect(await heads).to.deep.equal([41, 3, 41, 0]);
  });

  it('never answers a question with a query that was made before it', async () => {
    const threads = createThreads({ busy: 41 });
    const headOf = createHeadLookups(threads);
    const early = headOf('busy');
    await endOfTurn();
    const late = headOf('busy');
    await endOfTurn();
    expect(threads.queries).to.have.length(2);
    for (const query of threads.queries) query.answer();
    expect(await Promise.all([early, late])).to.deep.equal([41, 41]);
  });

  it('bounds how many one query asks for', async () => {
    const threads = createThreads({});
    const headOf = createHeadLookups(threads);
    const heads = Promise.all(Array.from({ length: 450 }, (_, index) => headOf(`thread-${index}`)));
    await endOfTurn();
    expect(threads.queries.map((query) => query.ids.length)).to.deep.equal([200, 200, 50]);
    for (const query of threads.queries) query.answer();
    expect(await heads).to.have.length(450);
  });

  it('tells everybody who asked when the store is away, and asks anew the next time', async () => {
    const threads = createThreads({ busy: 41 });
    const headOf = createHeadLookups(threads);
    const outcomes = Promise.allSettled([headOf('busy'), headOf('quiet')]);
    await endOfTurn();
    threads.queries[0]?.fail();
    expect((await outcomes).map((outcome) => outcome.status)).to.deep.equal(['rejected', 'rejected']);
    const again = headOf('busy');
    await endOfTurn();
    threads.queries[1]?.answer();
    expect(await again).to.equal(41);
  });
});
