import { randomUUID } from 'node:crypto';
import { createApiClient } from '@parley/contracts/client/api-client';
import { expect } from 'chai';
import { SignJWT } from 'jose';
import { onEveryCombination } from '../harness/combinations.ts';
import { page } from '../harness/people.ts';
import { SITE } from '../harness/service.ts';

const SECRET = 'the secret that this site keeps to itself';

onEveryCombination('Whoever wrote the page', (service, last) => {
  /** Signs Carla on as the site does when it renders a page. */
  async function carla(claims: object) {
    await service().configure({ ssoSecret: SECRET });
    const token = await new SignJWT({ name: 'Carla', ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject('carla')
      .setAudience(SITE)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode(SECRET));
    const baseUrl = service().url;
    const session = await createApiClient({ baseUrl }).beginSsoSession(SITE, token);
    const api = createApiClient({ baseUrl, token: () => session.token });
    return (key: string, body: string) =>
      api.postComment({ idempotencyKey: randomUUID(), site: SITE, thread: page(key), parent: null, body });
  }

  it('is marked as its author there, and nowhere else', async () => {
    const own = await (await carla({ author: true, staff: true }))('own page', 'I wrote this.');
    const other = await (await carla({ staff: true }))('other page', 'I did not write this.');
    expect(own.author).to.deep.include({ name: 'Carla', badge: 'staff', isPageAuthor: true });
    expect(other.author).not.to.have.property('isPageAuthor');
    expect((await (await carla({ author: 'true' }))('other page', 'Nor now.')).author).not.to.have.property(
      'isPageAuthor',
    );
    const reader = await service().guest('bob', last);
    const { comments } = await reader.api.openThread({ site: SITE, key: 'own page' });
    expect(comments.items[0]?.author?.isPageAuthor).to.equal(true);

    const read = async (path: string) => (await fetch(service().nodes[last]!.url + path)).text();
    const plain = await read(`/t/${own.thread}`);
    expect(plain).to.contain('<span class="badge">Author</span>');
    expect(plain).to.contain('"description":"Author of the article"');
    expect(await read(`/v1/threads/${own.thread}/feed.atom`)).to.contain('<category term="author"');
    expect(await read(`/t/${other.thread}`))
      .not.to.contain('>Author<')
      .and.not.to.contain('Author of the');
    expect(await read(`/v1/threads/${other.thread}/feed.atom`)).not.to.contain('<category');
  });
});
