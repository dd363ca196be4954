import { ApiError, createApiClient } from '@parley/contracts/client/api-client';
import { expect } from 'chai';
import { type Service, SITE, startService } from '../harness/service.ts';

const TEXT =
  '> the ferry\n\n**Never** late :ferry: :smile: <b>x</b>\n\n![a](https://x.example/p.png)\n\n```\n:cat:\n```';

describe('A preview', () => {
  let service: Service;
  before(async () => {
    service = await startService();
  });
  after(() => service.stop());

  it('is to the letter what the comment will be, and needs no session', async () => {
    const anybody = createApiClient({ baseUrl: service.url });
    const { html } = await anybody.preview(SITE, TEXT);
    const alice = await service.guest('Alice');
    const comment = await alice.post('previews', TEXT);
    expect(html).to.equal(comment.html);
    expect(html).to.contain('😄').and.to.contain('<code>:cat:').and.not.to.contain('<img');
  });

  it('is refused to empty texts, to texts that no comment may have, and to pages of others', async () => {
    const ask = (body: unknown, headers: Record<string, string> = {}) =>
      fetch(`${service.url}/v1/preview`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      });
    expect((await ask({ site: SITE, body: ' ' })).status).to.equal(400);
    expect((await ask({ site: SITE, body: 'x'.repeat(10_001) })).status).to.equal(400);
    expect((await ask({ site: SITE, body: 'x', more: 1 })).status).to.equal(400);
    expect((await ask({ site: SITE, body: 'x' }, { origin: 'https://other.example' })).status).to.equal(403);
  });

  it('is limited, and says when to ask again', async () => {
    const limited = await startService({ env: { RATE_LIMITS: 'on' } });
    try {
      const { preview } = createApiClient({ baseUrl: limited.url });
      let refusal: unknown = null;
      for (let asked = 0; asked < 130 && refusal === null; asked++)
        await preview(SITE, 'words').catch((error: unknown) => {
          refusal = error;
        });
      expect(refusal).to.be.instanceOf(ApiError).and.to.include({ code: 'rate-limited' });
      expect((refusal as ApiError).retryAfter).to.be.greaterThan(0);
    } finally {
      await limited.stop();
    }
  });
});
