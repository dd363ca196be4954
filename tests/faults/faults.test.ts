import { expect } from 'chai';
import { describeWith } from '../harness/servers.ts';
import type { CheckName } from './checks.ts';
import type { Report } from './report.ts';
import { type FaultOptions, runFaults } from './run-faults.ts';

/** Starting, harming, healing and checking on a slow machine that does other things too. */
const TEST_LIMIT_MS = 240_000;
/** The control never converges: there is no use in waiting for it as long as for the others. */
const CONTROL_SETTLE_LIMIT_MS = 8_000;

const SQLITE: FaultOptions = {
  seed: 1,
  seconds: 12,
  clients: 6,
  rate: 1.5,
  store: 'sqlite',
  servers: 1,
  threads: 2,
  mongoUrl: null,
};

const CONTROL_ATTEMPTS = 3;

describe('Under faults (SQLite)', () => {
  it('nothing acknowledged is lost or doubled, and every window ends at the truth', async () => {
    expectKept(
      await runFaults({ ...SQLITE, faultKinds: ['server-killed', 'server-paused', 'readers-stalled'] }),
    );
  }).timeout(TEST_LIMIT_MS);

  it('a client without heads and catch-up does not end at the truth, and the checks say so', async () => {
    const promise: CheckName = 'every window shows what the store holds';
    let broken: string[] = [];
    // A cut during which nobody happened to write harms nothing, so another seed gets its turn.
    for (let attempt = 0; attempt < CONTROL_ATTEMPTS && !broken.includes(promise); attempt += 1) {
      const { violations } = await runFaults({
        ...SQLITE,
        seed: SQLITE.seed + attempt,
        seconds: 5,
        faultKinds: ['readers-cut'],
        hasDeafWindow: true,
        settleLimitMs: CONTROL_SETTLE_LIMIT_MS,
      });
      for (const { check, detail } of violations) expect(detail, check).to.match(/^the deaf window/);
      broken = violations.map(({ check }) => check);
    }
    expect(broken).to.include(promise);
  }).timeout(TEST_LIMIT_MS);
});

describeWith(['mongo', 'redis'], 'Under faults (MongoDB and Redis, two servers)', ({ mongo }) => {
  it('nothing acknowledged is lost or doubled, and every window ends at the truth', async () => {
    const kinds = ['server-killed', 'store-cut', 'redis-restarted', 'redis-subscribers-killed'] as const;
    const options = { ...SQLITE, seconds: 18, store: 'mongo', servers: 2, mongoUrl: mongo } as const;
    expectKept(await runFaults({ ...options, faultKinds: kinds }));
  }).timeout(TEST_LIMIT_MS);
});

function expectKept(report: Report): void {
  expect(report.violations.map(({ check, detail }) => `${check}: ${detail}`)).to.deep.equal([]);
  expect(report.windows.converged).to.equal(report.windows.open);
  expect(report.comments.acknowledged, 'something was acknowledged').to.be.greaterThan(0);
  expect(report.timeline.length, 'something was harmed').to.be.greaterThan(1);
}
