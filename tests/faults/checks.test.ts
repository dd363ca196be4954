import { expect } from 'chai';
import { CHECK_NAMES, findViolations } from './checks.ts';
import { catchUpTimes, type Heal } from './convergence.ts';
import { mayStand } from './history.ts';
import { SPOILT } from './spoilt.ts';
import { recoveryOf, timesOf } from './summary.ts';
import { setting, wellFindings, window } from './well-findings.ts';

describe('The checks of a run under faults', () => {
  it('find nothing where all is well', () => {
    expect(findViolations(wellFindings())).to.deep.equal([]);
  });

  for (const [what, broken, spoil] of SPOILT) {
    it(`notice that ${what}`, () => {
      const findings = wellFindings();
      spoil(findings);
      expect(findViolations(findings).map(({ check }) => check)).to.include(broken);
    });
  }

  it('are each seen to fail by one of these cases', () => {
    const spoilt = new Set(SPOILT.map(([, broken]) => broken));
    expect(CHECK_NAMES.filter((name) => !spoilt.has(name))).to.deep.equal([]);
  });

  it('allow what was acknowledged last, what was asked at the same time, and what was never answered', () => {
    const first = setting('a', 1);
    const later = setting('b', 5);
    expect([...mayStand('begun', [])]).to.deep.equal(['begun']);
    expect([...mayStand('begun', [{ ...first, outcome: 'refused' }])]).to.deep.equal(['begun']);
    expect([...mayStand('begun', [first, later])]).to.deep.equal(['b']);
    expect([...mayStand('begun', [{ ...first, answeredAt: 6 }, later])]).to.have.members(['a', 'b']);
    expect([...mayStand('begun', [{ ...first, outcome: 'unknown' }, later])]).to.have.members(['a', 'b']);
  });
});

describe('The time to catch up', () => {
  const heal: Heal = {
    kind: 'store-cut',
    at: 1_000,
    heads: new Map([['page-0', 7]]),
    allServersMs: 40,
    liveAgainMs: [],
  };
  const steps = (...progress: [at: number, head: number][]) => ({
    ...window('window'),
    progress: progress.map(([at, head]) => ({ at, head })),
  });

  it('counts from the heal to the moment when a window shows all that the service held then', () => {
    const windows = [steps([500, 3], [1_200, 6], [1_450, 8]), steps([900, 7], [2_000, 9]), steps([500, 3])];
    expect(catchUpTimes(heal, windows)).to.deep.equal([450, Number.POSITIVE_INFINITY]);
  });

  it('is never, for all, when no server answered', () => {
    expect(catchUpTimes({ ...heal, heads: null }, [steps([900, 7])])).to.deep.equal([
      Number.POSITIVE_INFINITY,
    ]);
  });

  it('is told by nearest rank', () => {
    const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
    const figures = { windows: 100, never: 0, p50: 50, p95: 95, p99: 99, max: 100 };
    expect(timesOf(hundred)).to.deep.equal(figures);
    expect(timesOf([])).to.deep.equal({ windows: 0, never: 0, p50: null, p95: null, p99: null, max: null });
  });

  it('is told over all faults, those among them after which a window or a server never came back', () => {
    const entry = { kind: 'store-cut', overAtMs: 0, allServersMs: 40, caughtUpMs: [10], liveAgainMs: [7] };
    const well = recoveryOf([entry, { ...entry, allServersMs: 60 }]);
    expect(well).to.include({ faults: 2, slowestServerMs: 60 });
    const { caughtUp, liveAgain, slowestServerMs } = recoveryOf([
      entry,
      { ...entry, allServersMs: null, caughtUpMs: [null], liveAgainMs: [null, 9] },
    ]);
    expect(caughtUp).to.include({ windows: 2, never: 1, p50: 10, max: null });
    expect(liveAgain).to.include({ windows: 3, never: 1, p50: 9, max: null });
    expect(slowestServerMs).to.equal(null);
  });
});
