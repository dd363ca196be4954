import { hashPassword, TooManyHashes, verifyPassword } from '@parley/core/identity/passwords';
import { expect } from 'chai';
import { cheapHash } from '../../harness/owner.ts';

describe('Passwords', () => {
  it('are recognized by their hash, which differs each time', async () => {
    const [one, two] = [await hashPassword('correct horse'), await hashPassword('correct horse')];
    expect(one).not.to.equal(two);
    expect(one).not.to.contain('correct');
    expect(await verifyPassword('correct horse', one)).to.equal(true);
    expect(await verifyPassword('correct horsf', one)).to.equal(false);
    expect(await verifyPassword('', 'rubbish')).to.equal(false);
  });

  it('are not hashed without end: a flood is refused', async () => {
    const hash = cheapHash('x');
    const outcomes = await Promise.allSettled(Array.from({ length: 30 }, () => verifyPassword('x', hash)));
    const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(refused.length).to.equal(8);
    for (const { reason } of refused) expect(reason).to.be.instanceOf(TooManyHashes);
  });
});
