import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import { createProxy } from '../faults/proxy.ts';
import { describeWithMongo } from '../harness/servers.ts';
import { type Service, SITE, startService } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';

/** What the intake saves up for; more are asked to come back. */
const SAVED_UP = 1_000;
const SENT = 1_100;
/** Connections of this test at a time. */
const AT_ONCE = 50;

/** A service whose store can be taken away and given back. */
type Stage = {
  service: Service;
  takeStore(): Promise<void>;
  giveStore(): Promise<void>;
  close(): Promise<void>;
};

describe('A burst of issue reports (SQLite)', () => {
  describeBurst(async () => {
    const service = await startService();
    const [node] = service.nodes;
    return {
      service,
      takeStore: () => node!.running.store.close(),
      giveStore: () => node!.restart(),
      close: () => service.stop({ expectErrors: true }),
    };
  });
});

describeWithMongo('A burst of issue reports (MongoDB)', (mongo) => {
  describeBurst(async () => {
    const { hostname, port } = new URL(mongo);
    const proxy = await createProxy(() => [{ host: hostname, port: Number(port || 27017) }]);
    const service = await startService({ store: { mongo: `mongodb://127.0.0.1:${proxy.port}` } });
    return {
      service,
      takeStore: async () => proxy.cut(),
      giveStore: async () => proxy.mend(),
      async close() {
        await service.stop({ expectErrors: true });
        await proxy.close();
      },
    };
  });
});

function describeBurst(start: () => Promise<Stage>): void {
  let stage: Stage;
  before(async function begin() {
    stage = await start();
  });
  after(async function end() {
    await stage?.close();
  });

  it('is answered in whole while the store is away, and taken over once when it is back', async function sent() {
    this.timeout(90_000);
    const { service } = stage;
    await stage.takeStore();
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

    await stage.giveStore();
    await waitFor(
      'the spool to be empty',
      async () => {
        await service.settle();
        return (await readdir(spool)).length === 0;
      },
      60_000,
    );
    const { store } = service.nodes[0]!.running;
    const { groups } = await store.issues.list({ sites: [SITE], state: null, after: null, limit: 10 });
    expect(groups.map(({ count }) => count)).to.deep.equal([accepted.length]);
    const taken = service.log.lines.filter(({ event }) => event === 'issues.imported');
    expect(taken.reduce((sum, { fields }) => sum + Number(fields.count), 0)).to.equal(accepted.length);
  });
}
