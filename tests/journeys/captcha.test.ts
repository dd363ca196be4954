import { randomUUID } from 'node:crypto';
import type { Problem } from '@parley/contracts/problems';
import type { PostCommentInput } from '@parley/contracts/requests';
import type { SiteSettings } from '@parley/core/ports/records';
import { threadIdFor } from '@parley/core/threads/thread-id';
import { expect } from 'chai';
import { type Challenge, solveCaptcha } from '../../services/widget/src/on-demand/solve-captcha.ts';
import { onEveryCombination } from '../harness/combinations.ts';
import { type Person, page } from '../harness/people.ts';
import { openPlain, sendForm } from '../harness/plain-page.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { SITE } from '../harness/service.ts';

const LINK = 'See https://ferries.example for the timetable.';
const MINUTE_MS = 60_000;

onEveryCombination('The proof that no program writes', (service, last) => {
  const ask = (captcha: SiteSettings['captcha']) => service().configure({ captcha });
  const guest = () => service().guest('alice', last);

  /** A post with a key of its own, to be sent as often as a test likes. */
  function draft(who: Person, body: string, set: Partial<PostCommentInput> = {}) {
    const request = {
      idempotencyKey: randomUUID(),
      site: SITE,
      thread: page('captcha'),
      parent: null,
      body,
      ...set,
    };
    return (more: Partial<PostCommentInput> = {}) => who.api.postComment({ ...request, ...more });
  }
  async function challengeOf(post: Promise<unknown>): Promise<Challenge> {
    const { current, status } = await expectRefusal('captcha-required', post);
    expect(status).to.equal(428);
    return (current as { challenge: Challenge }).challenge;
  }
  async function solved(post: Promise<unknown>): Promise<string> {
    return (await solveCaptcha(await challengeOf(post))) as string;
  }

  it('is asked of nobody where the site asks for none', async () => {
    await ask('off');
    expect((await draft(await guest(), LINK)()).status).to.equal('published');
  });

  it('where it is asked of nobody, what a new guest wrote faster than people do is held, and no trap is let go', async () => {
    await ask('off');
    const [mia, mod] = [await guest(), await service().moderator()];
    const fast = await draft(mia, 'Quick as a flash.', { composedMs: 300 })();
    expect(fast).to.include({ status: 'held', reasonCode: 'new-author' });
    expect((await mod.api.getItem(fast.id)).item.reasons[0]).to.include({
      reason: 'compose-time',
      detail: 'written in 300 ms, by somebody new',
    });
    await expectRefusal('comment-refused', draft(mia, 'Seen by programs.', { trap: 'x' })());
    for (const text of ['Slow and steady.', 'The ferry is late.', 'A bridge would help.']) {
      expect((await draft(mia, text, { composedMs: 2_000 })()).status).to.equal('published');
    }
    const known = await draft(mia, 'Quick again, and known by now.', { composedMs: 300 })();
    expect(known.status).to.equal('published');
  });

  it('is asked of new guests who write as programs do; solved, the same key goes through once', async () => {
    await ask('on-suspicion');
    const alice = await guest();
    expect((await draft(alice, 'Good evening.')()).status).to.equal('published');
    const send = draft(alice, LINK);
    const captcha = await solved(send());
    const answers = await Promise.all([send({ captcha }), send({ captcha }), send({ captcha })]);
    expect(new Set(answers.map(({ id }) => id)).size).to.equal(1);
    expect(answers[0]?.status).to.equal('published');
    expect((await send()).id, 'a retry is not asked again').to.equal(answers[0]?.id);
    for (const [body, set] of [
      ['A crypto giveaway!', {}],
      ['Too fast.', { composedMs: 300 }],
    ] as const) {
      await challengeOf(draft(await guest(), body, set)());
    }
    expect((await draft(await guest(), 'In good time.', { composedMs: 9_000 })()).status).to.equal(
      'published',
    );
    await expectRefusal('comment-refused', draft(await guest(), 'Buy!', { trap: 'https://spam.example' })());
  });

  it('counts once: not for another comment, not when it is over, not when it is made up', async () => {
    await ask('on-suspicion');
    const alice = await guest();
    const [first, second] = [draft(alice, `${LINK} One.`), draft(alice, `${LINK} Something else entirely.`)];
    const captcha = await solved(first());
    expect((await first({ captcha })).status).to.equal('published');
    const again = await challengeOf(second({ captcha }));
    const { number: _number, ...parts } = JSON.parse(atob(captcha));
    for (const wrong of [
      { ...parts, number: 1 },
      { ...again, number: 'x' },
      { ...parts, number: _number, salt: parts.salt.replace(/expires=\d+/, 'expires=9999999999') },
      {},
    ]) {
      await challengeOf(second({ captcha: btoa(JSON.stringify(wrong)) }));
    }
    await challengeOf(second({ captcha: 'not base64' }));
    const late = (await solveCaptcha(again)) as string;
    service().clock.move(21 * MINUTE_MS);
    await challengeOf(second({ captcha: late }));
    expect((await second({ captcha: await solved(second()) })).status).to.equal('published');
  });

  it('may be asked of all guests; never of moderators', async () => {
    await ask('all-guests');
    const send = draft(await guest(), 'Good morning.');
    expect((await send({ captcha: await solved(send()) })).status).to.equal('published');
    const mod = await service().moderator(last);
    expect((await draft(mod, LINK)()).status).to.equal('published');
  });

  it('is not asked on a plain page: there the comment is held, and its author told why', async () => {
    await ask('all-guests');
    const url = service().nodes[last]?.url as string;
    const plain = await openPlain(`${url}/t/${threadIdFor(SITE, 'captcha')}`);
    service().clock.move(MINUTE_MS);
    const sent = await sendForm(plain, { name: 'Bob', body: 'Written without a script.' });
    expect(sent.text).to.contain('cannot show that no program writes');
    const mod = await service().moderator();
    const { items } = await mod.api.listQueue({ site: SITE, reason: 'unproven' });
    expect(items.map(({ comment }) => comment.source)).to.deep.equal(['Written without a script.']);
  });

  it('is told as a problem that any client can read', async () => {
    await ask('all-guests');
    const alice = await guest();
    const response = await fetch(`${service().nodes[last]?.url}/v1/comments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${alice.token}` },
      body: JSON.stringify({
        idempotencyKey: randomUUID(),
        site: SITE,
        thread: page('captcha'),
        body: 'Hello.',
      }),
    });
    const problem = (await response.json()) as Problem & { current: { challenge: Challenge } };
    expect(response.headers.get('content-type')).to.contain('application/problem+json');
    expect(problem).to.include({ code: 'captcha-required', status: 428 });
    expect(problem.current.challenge).to.have.all.keys(
      'algorithm',
      'challenge',
      'salt',
      'signature',
      'maxnumber',
    );
  });
});
