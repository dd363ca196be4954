import { randomUUID } from 'node:crypto';
import { spikeBound } from '@parley/core/issues/watch-spikes';
import { expect } from 'chai';
import type { Person } from '../harness/people.ts';
import { type Service, SITE, startService } from '../harness/service.ts';

const MINUTE_MS = 60_000;

describe('A spike of issue reports', () => {
  let service: Service;
  let mod: Person;
  before(async () => {
    service = await startService();
    mod = await service.moderator();
  });
  after(() => service.stop());

  async function reports(count: number): Promise<void> {
    for (let made = 0; made < count; made += 1) {
      await mod.api.reportIssue({ ticket: randomUUID(), site: SITE, page: '', diagnosis: ['api-5xx'] });
    }
    // Taken over in the first round, looked at in the second.
    await service.settle();
    await service.settle();
  }
  const since = async () => (await mod.api.listIssues()).groups[0]?.spikingSince;
  const told = () => service.log.lines.filter(({ event }) => event === 'issues.spiking').length;
  const metric = async (name: string) =>
    new RegExp(`^${name} (\\d+)$`, 'm').exec(await (await fetch(`${service.url}/metrics`)).text())?.[1];

  it('begins above five in ten minutes, is told once, ends, and may begin again', async () => {
    await reports(5);
    expect(await since()).to.equal(null);
    await reports(1);
    expect(Date.parse((await since()) ?? '')).to.be.greaterThan(0);
    await reports(3);
    expect(told()).to.equal(1);
    expect(await metric('parley_issue_spikes_total')).to.equal('1');
    expect(await metric('parley_issue_groups_spiking')).to.equal('1');
    service.clock.move(11 * MINUTE_MS);
    await service.settle();
    expect(await since()).to.equal(null);
    expect(await metric('parley_issue_groups_spiking')).to.equal('0');
    await reports(6);
    expect(told()).to.equal(2);
  });

  it('is measured by the week where the week is busy', () => {
    expect([0, 1_260, 1_261, 10_080].map((inWeek) => spikeBound(inWeek))).to.deep.equal([
      5,
      5,
      (4 * 1_261) / 1_008,
      40,
    ]);
  });
});
