import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { expectRefusal } from '../harness/refusals.ts';
import { describeWith } from '../harness/servers.ts';
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
    const shown = async (samples?: number) => {
      const list = await mod.api.listIssues(samples === undefined ? {} : { samples });
      return list.groups.map((group) => group.samples.length).toSorted();
    };
    expect(await shown(), 'one tells what it is about').to.deep.equal([1, 1]);
    expect([await shown(0), await shown(20)]).to.deep.equal([
      [0, 0],
      [1, 2],
    ]);
    await expectRefusal('validation-failed', shown(21));
    const { samples } = await mod.api.getIssueGroup(groups.find(({ count }) => count === 2)!.id);
    expect(samples).to.have.length(2);
  });

  it('a report lies beside what this server answered to the same requests, and nobody else can say so', async () => {
    const mod = await service.moderator();
    const refused = await fetch(`${service.url}/v1/comments`, { method: 'POST', body: '{' });
    const requestId = refused.headers.get('x-request-id');
    const calls = [
      { method: 'POST', route: '/v1/comments', status: 0, ms: 12, requestId },
      { method: 'GET', route: '/v1/me', status: 200, ms: 3, requestId: randomUUID() },
      'not a call',
    ];
    const diagnostics = { calls, served: [{ requestId: 'made up' }] };
    await mod.api.reportIssue({ ...report(), diagnostics });
    await service.settle();
    const [group] = (await mod.api.listIssues()).groups;
    expect(group?.title).to.equal('api-5xx · POST /v1/comments without an answer');
    const served = group?.samples[0]?.diagnostics.served as Record<string, unknown>[];
    expect(served).to.have.length(1);
    expect(served[0]).to.include({ requestId, method: 'POST', status: 401, code: 'not-signed-in' });
  });

  it('what was fixed is new again when it comes back from a version with the fix', async () => {
    const mod = await service.moderator();
    const from = (version: string) => ({ ...report(), diagnostics: { version } });
    const state = async () => (await mod.api.listIssues()).groups[0]?.state;
    await mod.api.reportIssue(from('1.2.0'));
    await service.settle();
    const [group] = (await mod.api.listIssues()).groups;
    await mod.api.updateIssueGroup(group!.id, { version: group!.version, state: 'fixed', fixedIn: '1.3.0' });
    await mod.api.reportIssue(from('1.2.9'));
    await service.settle();
    expect(await state()).to.equal('fixed');
    await mod.api.reportIssue(from('1.10.0'));
    await service.settle();
    expect(await state()).to.equal('new');
  });

  it('whoever has the ticket can have the report deleted, before and after it was imported', async () => {
    const mod = await service.moderator();
    const forget = async (ticket: string) =>
      (await fetch(`${service.url}/h/${ticket}`, { method: 'DELETE' })).status;
    const sent = report();
    await mod.api.reportIssue(sent);
    await service.settle();
    expect(await forget(sent.ticket)).to.equal(204);
    expect(await forget(sent.ticket)).to.equal(404);
    expect((await fetch(`${service.url}/h/${sent.ticket}`)).status).to.equal(404);
    expect((await mod.api.listIssues()).groups[0]).to.deep.include({ count: 0, samples: [] });
  });

  it('readers find help on a page that needs nothing, with the way to a report', async () => {
    const page = await fetch(`${service.url}/help`);
    expect(page.status).to.equal(200);
    expect(page.headers.get('content-security-policy')).to.include("default-src 'none'");
    expect(await page.text()).to.match(/If commenting does not work.*href="\/h"/s);
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

describeWith(['mongo', 'redis'], 'Issue reports where the roles are split', ({ mongo, redis }) => {
  let service: Service;
  before(async function start() {
    const roles = ['http,realtime', 'http', 'worker'];
    service = await startService({ nodes: roles.length, roles, store: { mongo }, bus: { redis } });
  });
  after(() => service.stop());

  it('lie beside what every process answered to the reader’s calls, whoever took the report', async () => {
    const [first, second] = service.nodes;
    const refused = async (url: string) => {
      const answer = await fetch(`${url}/v1/comments`, { method: 'POST', body: '{' });
      return answer.headers.get('x-request-id') as string;
    };
    const ids = [await refused(first!.url), await refused(second!.url), await refused(first!.url)];
    const calls = [...ids, randomUUID()].map((requestId) => ({
      ...{ method: 'POST', route: '/v1/comments', status: 401, ms: 12 },
      requestId,
    }));
    const sent = { ticket: randomUUID(), site: SITE, page: '', diagnosis: ['split'], diagnostics: { calls } };
    const taken = await fetch(`${second!.url}/h`, { method: 'POST', body: JSON.stringify(sent) });
    expect(taken.status).to.equal(202);
    await service.settle();
    const mod = await service.moderator();
    const [group] = (await mod.api.listIssues()).groups;
    const { samples } = await mod.api.getIssueGroup(group!.id);
    const served = samples[0]?.diagnostics.served as { requestId: string; status: number }[];
    expect(served.map(({ requestId, status }) => [requestId, status])).to.deep.equal(
      ids.map((requestId) => [requestId, 401]),
    );
  });
});
