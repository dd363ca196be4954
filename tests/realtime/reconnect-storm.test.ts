import { setTimeout as pause } from 'node:timers/promises';
import { spreadOf } from '@parley/server/realtime/drain';
import { expect } from 'chai';
import { threadNamed } from './pretend-store.ts';
import { createStage, type Stage } from './stage.ts';

const THREADS = [threadNamed('storm'), threadNamed('calm')];
const VIEWERS = 200;
const RETURN_WITHIN_MS = 1_000;

describe('a storm of viewers who come back', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });
  afterEach(() => stage.strike());

  it('has the store read once for each thread, not once for each of them', async () => {
    const node = await stage.startNode({ config: { headComparisonMs: 60_000 } });
    for (const thread of THREADS) for (let count = 0; count < 20; count += 1) stage.store.append(thread);
    // As a store under such load: slow enough that the last come while the first still wait.
    stage.store.faults.beforeAnswer = () => pause(RETURN_WITHIN_MS / 2);

    const answers = await Promise.all(
      Array.from({ length: VIEWERS }, async (_, index) => {
        await pause(Math.random() * RETURN_WITHIN_MS);
        const viewer = await stage.openViewer(node);
        return await viewer.join(THREADS[index % 2] as string, 15);
      }),
    );
    for (const answer of answers) expect(answer).to.have.property('changes').with.length(5);
    expect(stage.store.asked.changes).to.have.deep.members(THREADS.map((thread) => ({ thread, after: 15 })));
    expect(stage.store.asked.sites, 'looks at whose threads they are').to.equal(2);
    expect(stage.store.asked.http).to.equal(0);
  });

  it('is spread over more time the more of them a server sends away, within what a reader can bear', () => {
    expect(spreadOf(200)).to.equal(1_000);
    expect(spreadOf(10_000)).to.equal(10_000);
    expect(spreadOf(1_000_000)).to.equal(30_000);
  });
});
