import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { createSha256 } from '../../../services/widget/src/on-demand/sha256.ts';
import { solveCaptcha } from '../../../services/widget/src/on-demand/solve-captcha.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const challengeOf = (number: number, maxnumber = 5_000) => {
  const salt = 'a1b2c3d4e5f60718293a?expires=1780315200&';
  return {
    algorithm: 'SHA-256',
    salt,
    challenge: sha256(`${salt}${number}`),
    signature: 'signed',
    maxnumber,
  };
};

describe('The widget’s proof of work', () => {
  it('hashes as the standard says, over one block and several', () => {
    for (const length of [0, 1, 54, 55, 56, 63, 64, 65, 118, 119, 120, 200]) {
      const salt = 'x'.repeat(length);
      expect(createSha256(salt, sha256(`${salt}7`))(7), `${length} characters`).to.equal(true);
      expect(createSha256(salt, sha256(`${salt}7`))(8)).to.equal(false);
    }
  });

  it('finds the number, the first and the last among them', async () => {
    for (const number of [0, 1, 1_234, 5_000]) {
      const solution = JSON.parse(atob((await solveCaptcha(challengeOf(number))) ?? ''));
      const { maxnumber: _maxnumber, ...asked } = challengeOf(number);
      expect(solution).to.deep.equal({ ...asked, number });
    }
  });

  it('says so when there is none', async () => {
    expect(await solveCaptcha(challengeOf(5_001))).to.equal(null);
  });

  it('gives way to the page whenever a turn is over', async () => {
    let time = 0;
    const turns: number[] = [];
    const rest = async () => {
      turns.push(time);
      time += 100;
    };
    await solveCaptcha(challengeOf(4_999), { now: () => (time += 1), rest });
    expect(turns.length).to.be.greaterThan(2);
    const longest = Math.max(...turns.map((at, index) => at - ((turns[index - 1] ?? -100) + 100)));
    expect(longest).to.be.lessThan(20);
  });
});
