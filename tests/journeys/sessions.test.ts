import { createApiClient } from '@parley/contracts/client/api-client';
import { expect } from 'chai';
import { SignJWT } from 'jose';
import { expectRefusal } from '../harness/refusals.ts';
import { OWNER, type Service, SITE, startService } from '../harness/service.ts';

describe('Sessions', () => {
  let service: Service;
  before(async () => {
    service = await startService();
  });
  after(() => service.stop());

  it('a guest is who they say until they sign out', async () => {
    const alice = await service.guest('  Alice \u202e of   Hull ');
    const { reader } = await alice.api.getMe();
    expect(reader).to.include({ id: alice.id, name: 'Alice of Hull', badge: 'guest' });
    await alice.api.endSession();
    await expectRefusal('session-expired', alice.api.getMe());
    await expectRefusal('session-expired', alice.post('any', 'words'));
  });

  it('two guests of one name are two readers', async () => {
    const [one, two] = [await service.guest('alice'), await service.guest('alice')];
    expect(one.id).not.to.equal(two.id);
  });

  it('a name without anything visible is no name', async () => {
    await expectRefusal('validation-failed', service.guest('\u202e\u200b'));
    await expectRefusal('validation-failed', service.guest('...'));
  });

  it('a session ends by the clock', async () => {
    const alice = await service.guest('alice');
    const days = 181 * 24 * 60 * 60_000;
    service.clock.move(days);
    try {
      await expectRefusal('session-expired', alice.api.getMe());
    } finally {
      service.clock.move(-days);
    }
  });

  it('an ended session still reads', async () => {
    const api = createApiClient({ baseUrl: service.url, token: () => 'a-token-that-nobody-was-given' });
    const alice = await service.guest('alice');
    const posted = await alice.post('readable', 'For everybody.');
    expect((await api.getComment(posted.id)).comment.id).to.equal(posted.id);
  });

  it('the site signs its own readers on; a token of another kind is refused', async () => {
    const ssoSecret = 'the secret that this site keeps to itself';
    await service.configure({ ssoSecret });
    const api = createApiClient({ baseUrl: service.url });
    const sign = (
      claims: Record<string, unknown>,
      { alg = 'HS256', secret = ssoSecret, audience = SITE, at = Date.now() } = {},
    ) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg })
        .setAudience(audience)
        .setIssuedAt(Math.floor(at / 1000))
        .setExpirationTime(Math.floor(at / 1000) + 600)
        .sign(new TextEncoder().encode(secret));

    const first = await api.beginSsoSession(SITE, await sign({ sub: 'u-1', name: 'Carla' }));
    expect(first.reader).to.include({ name: 'Carla', badge: 'member' });
    const again = await api.beginSsoSession(SITE, await sign({ sub: 'u-1', name: 'Carla B.', staff: true }));
    expect(again.reader).to.include({ id: first.reader.id, name: 'Carla B.', badge: 'staff' });

    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"sub":"u-1","name":"x"}').toString('base64url')}.`;
    const hour = 3_600_000;
    for (const token of [
      none,
      'rubbish',
      await sign({ sub: 'u-1', name: 'x' }, { secret: 'another secret of sufficient length' }),
      await sign({ sub: 'u-1', name: 'x' }, { alg: 'HS512' }),
      await sign({ sub: 'u-1', name: 'x' }, { audience: 'elsewhere' }),
      await sign({ sub: 'u-1', name: 'x' }, { at: Date.now() - 2 * hour }),
      await sign({ name: 'x' }),
    ]) {
      await expectRefusal('sign-in-refused', api.beginSsoSession(SITE, token));
    }
  });

  it('a moderator’s password is refused in the same words as an unknown address', async () => {
    const api = createApiClient({ baseUrl: service.url });
    const wrong = await expectRefusal('sign-in-refused', api.beginModeratorSession(OWNER.email, 'wrong'));
    const unknown = await expectRefusal(
      'sign-in-refused',
      api.beginModeratorSession('nobody@gazette.example', 'wrong'),
    );
    expect(wrong.message).to.equal(unknown.message);
  });

  it('the console’s cookie counts only beside the console’s own header', async () => {
    const headers = { 'content-type': 'application/json', 'x-parley-console': '1' };
    const signIn = await fetch(`${service.url}/v1/sessions/moderator`, {
      method: 'POST',
      headers,
      body: JSON.stringify(OWNER),
    });
    const cookie = signIn.headers.get('set-cookie') ?? '';
    expect(cookie)
      .to.match(/HttpOnly/)
      .and.to.match(/SameSite=Strict/);
    const pair = cookie.split(';')[0] ?? '';
    const read = (extra: Record<string, string>) =>
      fetch(`${service.url}/v1/moderation/queue`, { headers: { cookie: pair, ...extra } });
    expect((await read({ 'x-parley-console': '1' })).status).to.equal(200);
    expect((await read({})).status).to.equal(401);
    expect((await read({ 'x-parley-console': '1', origin: 'https://evil.example' })).status).to.equal(403);
  });
});

describe('A moderator’s account', () => {
  it('waits after ten failed attempts, whatever password comes', async function lockout() {
    const service = await startService();
    const api = createApiClient({ baseUrl: service.url });
    for (let attempt = 0; attempt < 10; attempt += 1) {
      await expectRefusal('sign-in-refused', api.beginModeratorSession(OWNER.email, 'wrong'));
    }
    const refusal = await expectRefusal(
      'rate-limited',
      api.beginModeratorSession(OWNER.email, OWNER.password),
    );
    expect(refusal.retryAfter).to.be.within(1, 15 * 60);
    service.clock.move(16 * 60_000);
    expect((await api.beginModeratorSession(OWNER.email, OWNER.password)).token).to.be.a('string');
    await service.stop();
  });
});
