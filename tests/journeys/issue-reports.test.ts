import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { expectRefusal } from '../harness/refusals.ts';
import { type Service, SITE, startService } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';

describe('Issue reports', () => {
  let service: Service;
  beforeEach(async () => {
    service = await startService();
  });
  afterEach(() => service.stop({ expectErrors: true }));

  const report = (ticket = randomUUID()) => ({
    ticket,
    site: SITE,
    page: 'https://gazette.example/ferry',
    message: 'The button does nothing.',
    email: 'reader@example.org',
    diagnosis: ['api-5xx'],
    diagnostics: { build: 'test' },
  });

  it('a report is taken without a session and reaches the console once, however often it is sent', async () => {
    const mod = await service.moderator();
    const sent = report();
    for (let time = 0; time < 3; time += 1) {
      const response = await fetch(`${service.url}/h`, { method: 'POST', body: JSON.stringify(sent) });
      expect(response.status).to.equal(202);
      expect(await response.json()).to.deep.equal({ ticket: sent.ticket });
      await service.settle();
    }
    const { groups } = await mod.api.listIssues();
    expect(groups).to.have.length(1);
    expect(groups[0]).to.deep.include({ count: 1, state: 'new', diagnosis: ['api-5xx'] });
    expect(groups[0]?.samples[0]).to.include({ message: 'The button does nothing.' });
    expect(await mod.api.getTicket(sent.ticket)).to.deep.equal({ state: 'new' });
  });

  it('a report is taken while the store is closed, and imported when it is back', async () => {
    const [node] = service.nodes;
    await node!.running.store.close();
    const sent = report();
    const response = await fetch(`${service.url}/h`, { method: 'POST', body: JSON.stringify(sent) });
    expect(response.status).to.equal(202);
    const ticket = await fetch(`${service.url}/h/${sent.ticket}`);
    expect(await ticket.json()).to.deep.equal({ state: 'received' });
    await node!.restart();
    const mod = await service.moderator();
    await waitFor(
      'the report in the console',
      async () => (await mod.api.listIssues()).groups[0]?.count === 1,
    );
  });

  it('reports with the same diagnosis make one group, others another', async () => {
    const mod = await service.moderator();
    await mod.api.reportIssue(report());
    await mod.api.reportIssue(report());
    await mod.api.reportIssue({ ...report(), diagnosis: ['offline'] });
    await service.settle();
    const { groups } = await mod.api.listIssues();
    expect(groups.map((group) => [group.title, group.count]).toSorted()).to.deep.equal([
      ['api-5xx', 2],
      ['offline', 1],
    ]);
  });

  it('triage has a version: the second of two is told', async () => {
    const mod = await service.moderator();
    await mod.api.reportIssue(report());
    await service.settle();
    const [group] = (await mod.api.listIssues()).groups;
    const triaged = await mod.api.updateIssueGroup(group!.id, {
      version: group!.version,
      state: 'fixed',
      fixedIn: '0.2.0',
      publicNote: 'Mended.',
    });
    expect(triaged).to.include({ state: 'fixed', fixedIn: '0.2.0' });
    const refusal = await expectRefusal(
      'conflict',
      mod.api.updateIssueGroup(group!.id, { version: group!.version, state: 'wontfix' }),
    );
    expect(refusal.current).to.include({ state: 'fixed' });
    expect(await mod.api.getTicket(group!.samples[0]!.ticket)).to.deep.equal({
      state: 'fixed',
      publicNote: 'Mended.',
    });
  });

  it('what is no report is refused with words', async () => {
    for (const body of [
      '',
      '{',
      '[]',
      '{"ticket":"x"}',
      JSON.stringify({ ...report(), email: 'no address' }),
    ]) {
      const response = await fetch(`${service.url}/h`, { method: 'POST', body });
      expect(response.status, body).to.equal(400);
    }
    expect((await fetch(`${service.url}/h/${randomUUID()}`)).status).to.equal(404);
  });
});
