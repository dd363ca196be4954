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
  const delivered = (outcome: string) => metric(`parley_outbox_total\\{kind="alert",outcome="${outcome}"\\}`);
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
    service.clock.move(11 * MINUTE_MS);
    await service.settle();
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
    expect(JSON.parse(body).id).to.equal(headers['idempotency-key']);
    expect(body).to.not.match(/own words|b\.example/);
    expect(await delivered('sent')).to.equal('1');
  });

  it('is told in the log and goes on where the address does not answer', async () => {
    fakes.calls.length = 0;
    fakes.answer('/alert', say('no', 500));
    await reports(6, 'storage-blocked');
    const failed = service.log.lines.filter(({ event }) => event === 'message.undelivered');
    expect(failed.map(({ fields }) => fields.why)).to.deep.equal(['OutsideFailed: answered 500']);
    expect(await delivered('again')).to.equal('1');
    expect(await since()).to.not.equal(null);
  });

  it('is told again where that failed, later and later, as the same alert, until it is taken', async () => {
    service.clock.move(9_000);
    await service.settle();
    expect(fakes.calls, 'too soon').to.have.length(1);
    service.clock.move(1_000);
    await service.settle();
    expect(fakes.calls).to.have.length(2);
    fakes.answer('/alert', say('', 204));
    service.clock.move(MINUTE_MS);
    await service.settle();
    await service.settle();
    expect(fakes.calls).to.have.length(3);
    expect(new Set(fakes.calls.map(({ body }) => body)).size).to.equal(1);
    const keys = fakes.calls.map(({ headers }) => headers['idempotency-key']);
    expect(new Set(keys).size).to.equal(1);
    const times = fakes.calls.map(({ headers }) => Number(headers['x-parley-timestamp']));
    expect(times[2]! - times[0]!, 'each is signed anew').to.be.at.least(70);
    expect([await delivered('again'), await delivered('sent')]).to.deep.equal(['2', '2']);
  });

  it('is told six times at most, and then counted as one that could not be told', async () => {
    fakes.calls.length = 0;
    fakes.answer('/alert', say('no', 503));
    await reports(6, 'script-error');
    for (const minutes of [1, 1, 5, 15, 60, 60]) {
      service.clock.move(minutes * MINUTE_MS);
      await service.settle();
    }
    expect(fakes.calls).to.have.length(6);
    expect(await delivered('failed')).to.equal('1');
  });

  it('is told all the same when the process died before it could be put down', async () => {
    fakes.calls.length = 0;
    fakes.answer('/alert', say(''));
    const { outbox } = service.nodes[0]!.running.store;
    const { put } = outbox;
    outbox.put = () => Promise.reject(new Error('dead'));
    await reports(6, 'offline');
    expect(await since()).to.not.equal(null);
    expect(fakes.calls).to.deep.equal([]);
    outbox.put = put;
    await service.settle();
    await service.settle();
    expect(fakes.calls).to.have.length(1);
    const [group] = (await mod.api.listIssues()).groups;
    expect((await mod.api.getIssueGroup(group!.id)).answers, 'it is no answer to a reader').to.deep.equal([]);
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
