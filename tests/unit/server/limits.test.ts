import { expect } from 'chai';
import type { HttpDeps } from '../../../services/server/src/http/deps.ts';
import { admitPost, createLimits } from '../../../services/server/src/http/limits.ts';

describe('limits on posts', () => {
  it('hold for a thread and for a site, whoever posts and wherever from', async () => {
    let posts = 0;
    const deps = { rateLimits: true, addressOf: () => `10.0.${posts >> 8}.${posts & 255}` };
    const limits = createLimits(deps as unknown as HttpDeps);
    /** Each by somebody else: how many are admitted until one is not. */
    const admittedTo = async (site: string, thread: () => string) => {
      for (let count = 0; count < 10_000; count += 1) {
        posts += 1;
        const response = { locals: { actor: { id: `reader-${posts}` } }, setHeader: () => {} };
        const request = { headers: {}, app: { get: () => false } };
        const call = { request, response: Object.assign(response, { req: request }) };
        const refused = await admitPost(limits, ['postsByReader', 'postsByAddress'], call as never, {
          site,
          thread: thread(),
        }).catch((error: unknown) => error);
        if (refused === undefined) continue;
        expect(refused).to.include({ code: 'rate-limited' });
        return count;
      }
      return null;
    };
    expect(await admittedTo('gazette', () => 'ferry')).to.equal(1_200);
    expect(await admittedTo('herald', () => `thread-${posts}`)).to.equal(6_000);
    expect(await admittedTo('gazette', () => 'bridge'), 'another thread').to.equal(1_200);
  });
});
