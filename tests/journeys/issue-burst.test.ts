import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Service, SITE, startService } from '../harness/service.ts';

/** What the intake saves up for; more are asked to come back. */
const SAVED_UP = 1_000;
const SENT = 1_100;
/** Connections of this test at a time. */
const AT_ONCE = 50;

describe('A burst of issue reports', () => {
  let service: Service;
  before(async function start() {
    this.timeout(30_000);
    service = await startService();
  });
  after(() => service.stop({ expectErrors: true }));

  it('is answered in whole while the store is away, and taken over once when it is back', async function sent() {
    this.timeout(60_000);
    const [node] = service.nodes;
    await node!.running.store.close();
    // However long this machine takes, it is one moment: nothing is saved up meanwhile.
    const moment = service.clock.now();
    service.clock.now = () => moment;
    const tickets = Array.from({ length: SENT }, () => randomUUID());
    const answers = new Map<string, Response>();
    const queue = [...tickets];
    const send = async () => {
      for (let ticket = queue.pop(); ticket !== undefined; ticket = queue.pop()) {
        const body = JSON.stringify({ ticket, site: SITE, page: '', diagnosis: ['api-5xx'] });
        answers.set(ticket, await fetch(`${service.url}/h`, { method: 'POST', body }));
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, send));

    const accepted = tickets.filter((ticket) => answers.get(ticket)?.status === 202);
    const refused = tickets.filter((ticket) => answers.get(ticket)?.status === 429);
    expect([accepted.length, refused.length]).to.deep.equal([SAVED_UP, SENT - SAVED_UP]);
    for (const ticket of refused) {
      const answer = answers.get(ticket)!;
      expect(await answer.json()).to.deep.include({ code: 'rate-limited', retryAfter: 5 });
      expect(answer.headers.get('retry-after')).to.equal('5');
    }
    const spool = join(service.folder, 'spool-0');
    expect(await readdir(spool)).to.have.length(accepted.length);

    await node!.restart();
    await service.settle();
    expect(await readdir(spool)).to.deep.equal([]);
    const { store } = node!.running;
    const { groups } = await store.issues.list({ sites: [SITE], state: null, after: null, limit: 10 });
    expect(groups.map(({ count }) => count)).to.deep.equal([accepted.length]);
    const taken = service.log.lines.filter(({ event }) => event === 'issues.imported');
    expect(taken.reduce((sum, { fields }) => sum + Number(fields.count), 0)).to.equal(accepted.length);
  });
});
