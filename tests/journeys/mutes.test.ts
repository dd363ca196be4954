import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { SITE } from '../harness/service.ts';

onEveryCombination('Mutes', (service, last) => {
  it('follow the reader to every page and node, and are told to nobody else', async () => {
    const [alice, bob] = [await service().guest('alice'), await service().guest('bob', last)];
    const { thread } = await alice.post('mutes', 'Loud words.');
    const other = await alice.post('mutes elsewhere', 'Loud words.');
    await bob.api.mute(alice.id);
    await bob.api.mute(alice.id);
    for (const page of [thread, other.thread]) {
      expect((await bob.api.getMine(page)).muted).to.deep.equal([alice.id]);
      expect((await alice.api.getMine(page)).muted).to.deep.equal([]);
    }
    const shared = JSON.stringify(await bob.api.openThread({ site: SITE, key: 'mutes' }));
    expect(shared, 'the slice is the same for everybody').not.to.contain('muted');
    await bob.api.mute(alice.id, false);
    await bob.api.mute(alice.id, false);
    expect((await bob.api.getMine(thread)).muted).to.deep.equal([]);
    await expectRefusal('forbidden', bob.api.mute(bob.id));
    await expectRefusal('validation-failed', bob.api.mute('$where'));
  });
});
