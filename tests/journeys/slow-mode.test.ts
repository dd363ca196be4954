import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { SITE } from '../harness/service.ts';

onEveryCombination('Slow mode', (service, last) => {
  it('asks each reader of a thread to wait, says for how long, and spares moderators', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice', last);
    const bob = await service().guest('bob');
    const { thread } = await alice.post('slow', 'The first.');
    expect((await mod.api.updateThread(thread, { slowModeSeconds: 60 })).settings.slowModeSeconds).to.equal(
      60,
    );
    const opened = await bob.api.openThread({ site: SITE, key: 'slow' });
    expect(opened.thread.settings.slowModeSeconds, 'readers know beforehand').to.equal(60);

    const idempotencyKey = 'slow-key-1';
    const refusal = await expectRefusal(
      'rate-limited',
      alice.post('slow', 'The second.', { idempotencyKey }),
    );
    expect(refusal.retryAfter).to.be.within(1, 60);
    expect((await bob.post('slow', 'My first.')).status).to.equal('published');
    expect((await alice.post('quick', 'Elsewhere it is as ever.')).status).to.equal('published');
    for (const body of ['One word.', 'And another.']) await mod.post('slow', body);

    service().clock.move(61_000);
    expect((await alice.post('slow', 'The second.', { idempotencyKey })).status).to.equal('published');
    expect((await alice.post('slow', 'The second.', { idempotencyKey })).status, 'a retry').to.equal(
      'published',
    );
    const ended = await mod.api.updateThread(thread, { slowModeSeconds: 0 });
    expect(ended.settings).not.to.have.property('slowModeSeconds');
    expect((await alice.post('slow', 'The third.')).status).to.equal('published');
  });
});
