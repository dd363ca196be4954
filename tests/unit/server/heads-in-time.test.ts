import { StoreUnavailable } from '@parley/core/ports/store';
import { expect } from 'chai';
import { createHeadsInTime } from '../../../services/server/src/http/heads-in-time.ts';

/** Shorter than any test waits, and long enough for an answer that is there. */
const PATIENCE_MS = 20;
const ASK_AGAIN_MS = 500;

/** A store that answers, fails or says nothing, as it is told; with a stopwatch that a test moves. */
function arrange() {
  const store = { does: 'answer' as 'answer' | 'fail' | 'hang', asked: 0, breaks: false };
  let time = 0;
  const headOf = async () => {
    store.asked += 1;
    if (store.breaks) throw new TypeError('a fault of ours');
    if (store.does === 'fail') throw new StoreUnavailable('gone');
    if (store.does === 'hang') await new Promise(() => {});
    return 7;
  };
  const headInTime = createHeadsInTime(headOf, {
    patienceMs: PATIENCE_MS,
    askAgainMs: ASK_AGAIN_MS,
    now: () => time,
  });
  const pass = (ms: number) => {
    time += ms;
  };
  return { store, headInTime, pass };
}

describe('looking up heads with little patience', () => {
  it('answers what the store answers', async () => {
    const { headInTime } = arrange();
    expect(await headInTime('busy')).to.equal(7);
  });

  for (const trouble of ['fail', 'hang'] as const) {
    it(`says null when the store does ${trouble}, then at once without asking it`, async () => {
      const { store, headInTime } = arrange();
      store.does = trouble;
      expect(await headInTime('busy')).to.equal(null);
      expect(await Promise.all([headInTime('busy'), headInTime('quiet')])).to.deep.equal([null, null]);
      expect(store.asked).to.equal(1);
    });

    it(`lets one ask again after a while when the store did ${trouble}, and all once it is back`, async () => {
      const { store, headInTime, pass } = arrange();
      store.does = trouble;
      await headInTime('busy');
      pass(ASK_AGAIN_MS);
      expect(await Promise.all([headInTime('busy'), headInTime('quiet')])).to.deep.equal([null, null]);
      expect(store.asked, 'asked by one for both').to.equal(2);
      store.does = 'answer';
      pass(ASK_AGAIN_MS);
      expect(await headInTime('busy')).to.equal(7);
      expect(await Promise.all([headInTime('busy'), headInTime('quiet')])).to.deep.equal([7, 7]);
    });
  }

  it('passes on what is no trouble of the store', async () => {
    const { store, headInTime } = arrange();
    store.breaks = true;
    expect(await headInTime('busy').catch((error: unknown) => error)).to.be.instanceOf(TypeError);
    store.breaks = false;
    expect(await headInTime('busy')).to.equal(7);
  });
});
