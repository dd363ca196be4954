import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { cheapHash } from '../harness/owner.ts';
import { moderator } from '../harness/people.ts';
import { aModerator } from '../harness/records.ts';
import { SITE } from '../harness/service.ts';
import { MODERATOR_WRITES } from './idempotency/moderator-writes.ts';
import { OTHER_WRITES, SSO_SECRET } from './idempotency/other-writes.ts';
import { READER_WRITES } from './idempotency/reader-writes.ts';
import type { Stage, Write, Writes } from './idempotency/stage.ts';

const AT_ONCE = 6;
const WRITES: Writes = { ...READER_WRITES, ...MODERATOR_WRITES, ...OTHER_WRITES };

onEveryCombination('The same request twice', (service, last) => {
  let people: Pick<Stage, 'alice' | 'bob' | 'mod' | 'other'>;
  let stages = 0;
  before(async () => {
    await service().configure({ ssoSecret: SSO_SECRET });
    const account = { email: 'second@gazette.example', password: 'another long enough password' };
    const passwordHash = cheapHash(account.password);
    const second = aModerator({ email: account.email, name: 'Second', sites: [SITE], passwordHash });
    await service().nodes[0]!.running.store.moderators.put(second);
    people = {
      alice: await service().guest('alice'),
      bob: await service().guest('bob', last),
      mod: await service().moderator(),
      other: await moderator(service().nodes[last]!.url, account),
    };
  });

  async function arrange(title: string): Promise<Write> {
    stages += 1;
    const stage: Stage = { ...people, service: service(), last, key: `${title} ${stages}` };
    const write = WRITES[title];
    if (write === undefined) throw new Error(`there is no write called ${title}`);
    return write(stage);
  }

  for (const title of Object.keys(WRITES)) {
    it(`${title}: one after the other is answered well, and changes nothing the second time`, async () => {
      const { send, effect } = await arrange(title);
      const first = await send(0);
      expect(first.status, JSON.stringify(first.body)).to.be.within(200, 204);
      const once = await effect();
      const second = await send(last);
      expect(second.status, JSON.stringify(second.body)).to.be.within(200, 204);
      expect(await effect()).to.deep.equal(once);
    });

    it(`${title}: several at once have the effect of one`, async () => {
      const alone = await arrange(title);
      await alone.send(0);
      const effectOfOne = await alone.effect();
      const { send, effect } = await arrange(title);
      const answers = await Promise.all(
        Array.from({ length: AT_ONCE }, (_, index) => send(index % (last + 1))),
      );
      for (const { status, body } of answers) expect(status, JSON.stringify(body)).to.be.within(200, 204);
      expect(await effect()).to.deep.equal(effectOfOne);
    });

    it(`${title}: late, after what somebody else has done, undoes nothing of it`, async () => {
      const { send, effect, between } = await arrange(title);
      await send(0);
      await between?.change();
      const before = await effect();
      const { status, body } = await send(last);
      const { answer } = between ?? { answer: status };
      if (typeof answer === 'number') expect(status, JSON.stringify(body)).to.equal(answer);
      else {
        expect(body.code, JSON.stringify(body)).to.equal(answer);
        if (status === 409 && answer !== 'conflict') expect(body).to.have.property('current');
      }
      expect(status).to.be.lessThan(500);
      expect(await effect()).to.deep.equal(before);
    });
  }
});
