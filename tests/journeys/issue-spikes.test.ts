import { createHmac, randomUUID } from 'node:crypto';
import { spikeBound } from '@parley/core/issues/watch-spikes';
import { expect } from 'chai';
import { type FakeServices, say, startFakeServices } from '../harness/fake-services.ts';
import type { Person } from '../harness/people.ts';
import { type Service, SITE, startService } from '../harness/service.ts';

const MINUTE_MS = 60_000;

describe('A spike of issue reports', () => {
  let service: Service;
  let mod: Person;
  let fakes: FakeServices;
  before(async () => {
    fakes = await startFakeServices();
    service = await startService({ env: { OUTBOUND_TEST_ORIGIN: fakes.origin } });
    mod = await service.moderator();
  });
  after(async () => {
    await service.stop();
    await fakes.stop();
  });

  async function reports(count: number, diagnosis = 'api-5xx'): Promise<void> {
    for (let made = 0; made < count; made += 1) {
      const report = {
        ticket: randomUUID(),
        site: SITE,
        page: '',
        message: 'my own words',
        email: 'a@b.example',
      };
      await mod.api.reportIssue({ ...report, diagnosis: [diagnosis] });
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

  it('is told once to the address that the site names, signed, with nothing of a reader’s', async () => {
    const secret = 'a secret of the alerts';
    await service.configure({ alertUrl: `${fakes.origin}/alert`, alertSecret: secret });
    await reports(6, 'clock-skew');
    await reports(2, 'clock-skew');
    const [call, ...more] = fakes.calls;
    expect(more).to.deep.equal([]);
    const { path = '', headers = {}, body = '' } = call ?? {};
    expect(path).to.equal('/alert');
    const signed = `${headers['x-parley-timestamp']}.${body}`;
    expect(headers['x-parley-signature']).to.equal(
      `sha256=${createHmac('sha256', secret).update(signed).digest('hex')}`,
    );
    expect(JSON.parse(body)).to.deep.include({ event: 'issues.spiking', site: SITE });
    expect(JSON.parse(body).group).to.deep.include({ diagnosis: ['clock-skew'], count: 6, state: 'new' });
    expect(body).to.not.match(/own words|b\.example/);
  });

  it('is told in the log and goes on where the address does not answer', async () => {
    fakes.answer('/alert', say('no', 500));
    await reports(6, 'storage-blocked');
    const failed = service.log.lines.filter(({ event }) => event === 'alert.failed');
    expect(failed.map(({ fields }) => fields.why)).to.deep.equal(['answered 500']);
    expect(await since()).to.not.equal(null);
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
