import { threadIdFor } from '@parley/core/threads/thread-id';
import { expect } from 'chai';
import { formOf, openPlain, sendForm } from '../harness/plain-page.ts';
import { describeWithMongo } from '../harness/servers.ts';
import { type Service, SITE, startService } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';
import { createWire, type Wire } from '../harness/wire.ts';

/** Longer than a program takes to write, in milliseconds. */
const A_WHILE = 10_000;
/** More than one address may post in a minute. */
const MANY = 70;

describeWithMongo('The plain page while the store is away', (mongo) => {
  let wire: Wire;
  let service: Service;
  before(async function start() {
    const { hostname, port } = new URL(mongo);
    wire = await createWire({ host: hostname, port: Number(port || 27017) });
    service = await startService({ store: { mongo: `mongodb://127.0.0.1:${wire.port}` } });
  });
  after(async function stop() {
    wire?.mend();
    await service?.stop();
    await wire?.close();
  });

  it('loses no word of the form, posts it once when the store is back, and still takes reports', async function () {
    this.timeout(60_000);
    const { thread } = await (await service.guest('alice')).post('away', 'Before.');
    const page = await openPlain(`${service.url}/t/${thread}`);
    service.clock.move(A_WHILE);
    wire.cut();
    const unposted = await sendForm(page, { name: 'Bob', body: 'During.' });
    expect(unposted.status).to.equal(503);
    expect(unposted.headers.get('retry-after')).to.match(/^\d+$/);
    expect(formOf(unposted).fields).to.include({
      name: 'Bob',
      body: 'During.',
      key: formOf(page).fields.key,
    });
    expect((await openPlain(`${service.url}/t/${thread}`)).text).to.contain('having issues with commenting');

    const [link = ''] = unposted.links(/having issues with commenting/);
    const form = await openPlain(link);
    const [help = ''] = form.links(/If commenting does not work/);
    expect((await openPlain(help)).text).to.contain('An extension that blocks');
    const reported = await sendForm(form, { message: 'I cannot post.' });
    expect(reported.status).to.equal(200);
    expect(reported.text).to.contain('Your report has arrived');

    wire.mend();
    const posted = await waitFor('the store to be back', async () => {
      const answer = await sendForm(unposted, {});
      return answer.status === 200 && answer;
    });
    await sendForm(page, { name: 'Bob', body: 'During.' });
    expect(posted.text).to.contain('Your comment is posted.');
    const { comments } = await (await service.guest('carol')).api.openThread({ site: SITE, key: 'away' });
    expect(comments.items.map(({ html }) => html)).to.deep.equal(['<p>During.</p>', '<p>Before.</p>']);
  });
});

describe('The plain page under limits', () => {
  let service: Service;
  before(async () => {
    service = await startService({ env: { RATE_LIMITS: 'on' } });
  });
  after(() => service.stop());

  it('whoever posts too much is told when to go on, keeps the text, and has what was taken', async () => {
    await (await service.guest('alice')).post('flood', 'The first.');
    const url = `${service.url}/t/${threadIdFor(SITE, 'flood')}`;
    const forms = await Promise.all(Array.from({ length: MANY }, () => openPlain(url)));
    service.clock.move(A_WHILE);
    const values = (index: number) => ({ name: 'Bob', body: `Number ${index}` });
    let refused = 0;
    let answer = await sendForm(forms[0]!, values(0));
    while (answer.status === 200 && refused < MANY - 1) {
      refused += 1;
      answer = await sendForm(forms[refused]!, values(refused));
    }
    expect(answer.status).to.equal(429);
    expect(Number(answer.headers.get('retry-after'))).to.be.within(1, 60);
    expect(formOf(answer).fields).to.include(values(refused));
    expect((await sendForm(forms[0]!, values(0))).text, 'taken already').to.contain(
      'Your comment is posted.',
    );
  });
});
