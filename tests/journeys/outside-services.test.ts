import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { type FakeAnswer, type FakeServices, say, startFakeServices } from '../harness/fake-services.ts';
import type { Person } from '../harness/people.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { describeWith } from '../harness/servers.ts';
import { type Service, SITE, startService } from '../harness/service.ts';

const CHECK = '/1.1/comment-check';
const KEY = 'abcdef123456';
const SECRET = 'hush-hush-hush';

for (const [title, needs] of [
  ['SQLite', []],
  ['MongoDB', ['mongo']],
] as const) {
  describeWith([...needs], `Outside services (${title})`, ({ mongo }) => {
    let fakes: FakeServices;
    let service: Service;
    let alice: Person;
    let mod: Person;
    before(async function start() {
      fakes = await startFakeServices();
      service = await startService({
        ...(title === 'MongoDB' ? { store: { mongo } } : {}),
        env: { OUTBOUND_TEST_ORIGIN: fakes.origin },
      });
      alice = await service.guest('Alice');
      mod = await service.moderator();
    });
    after(async function stop() {
      await service?.stop();
      await fakes?.stop();
    });
    beforeEach(() => fakes.answer(CHECK, say('false')));

    const akismet = () => service.configure({ akismetKey: KEY, classifierUrl: null, classifierSecret: null });
    const classifier = () =>
      service.configure({
        akismetKey: null,
        classifierUrl: `${fakes.origin}/classify`,
        classifierSecret: SECRET,
      });
    const reasonsOf = async (id: string) =>
      (await mod.api.getItem(id)).item.reasons.map(({ reason, detail }) => [reason, detail]);

    it('Akismet is told what it goes by; what it takes for spam is held, the blatant refused', async () => {
      await akismet();
      expect((await alice.post('akismet', 'A fine day.')).status).to.equal('published');
      const [asked = ''] = fakes.bodiesOf(CHECK).slice(-1);
      expect(Object.fromEntries(new URLSearchParams(asked))).to.deep.include({
        api_key: KEY,
        blog: 'https://gazette.example',
        user_ip: '127.0.0.1',
        comment_type: 'comment',
        comment_author: 'Alice',
        comment_content: 'A fine day.',
        permalink: 'https://gazette.example/akismet',
      });
      fakes.answer(CHECK, say('true'));
      const held = await alice.post('akismet', 'A finer day at the harbour.');
      expect(held).to.include({ status: 'held', reason: 'It is looked at by a moderator first.' });
      expect(await reasonsOf(held.id)).to.deep.equal([['akismet', 'Akismet takes it for spam']]);
      fakes.answer(CHECK, say('true', 200, { 'X-akismet-pro-tip': 'discard' }));
      await expectRefusal('comment-refused', alice.post('akismet', 'Followers by the thousand.'));
    });

    it('a classifier is asked by signed requests, and says why', async () => {
      await classifier();
      fakes.answer('/classify', say('{ "verdict": "publish" }'));
      expect((await alice.post('classifier', 'Nothing to see.')).status).to.equal('published');
      const { headers, body } = fakes.calls.at(-1) as FakeServices['calls'][number];
      const timestamp = headers['x-parley-timestamp'] as string;
      const signature = createHmac('sha256', SECRET).update(`${timestamp}.${body}`).digest('hex');
      expect(headers['x-parley-signature']).to.equal(`sha256=${signature}`);
      expect(Number(timestamp)).to.be.closeTo(service.clock.now() / 1000, 5);
      expect(JSON.parse(body)).to.deep.include({
        site: SITE,
        comment: { source: 'Nothing to see.', isReply: false },
      });
      fakes.answer('/classify', say('{ "verdict": "hold", "reason": "Heated\\u202e words" }'));
      const held = await alice.post('classifier', 'Words, heated.');
      expect(await reasonsOf(held.id)).to.deep.equal([['classifier', 'Heated words']]);
      fakes.answer('/classify', say('{ "verdict": "reject", "reason": "Secret of ours" }'));
      const refusal = await expectRefusal('comment-refused', alice.post('classifier', 'The worst of words.'));
      expect(refusal.message).not.to.contain('Secret of ours');
    });

    it('one that fails in whatever way holds the comment, and nothing it says is shown', async function failing() {
      await classifier();
      const ways: Record<string, FakeAnswer> = {
        fails: say('Traceback', 500),
        lies: say('{ "verdict": "publish" }', 201),
        'answers garbage': say('<html>publish</html>'),
        'answers another shape': say('{ "verdict": ["publish"] }'),
        'leads elsewhere': say('', 302, { location: 'http://127.0.0.1:1/' }),
        'answers without end': say('x'.repeat(600_000)),
        'breaks off': (response) => response.writeHead(200, { 'content-length': '100' }).end().destroy(),
        'never answers': () => {},
      };
      for (const [way, answer] of Object.entries(ways)) {
        // Each way by itself, not by the breaker.
        service.clock.move(31_000);
        fakes.answer('/classify', say('{ "verdict": "publish" }'));
        expect((await alice.post('failing', `Before it ${way}.`)).status, way).to.equal('published');
        fakes.answer('/classify', answer);
        const held = await alice.post('failing', `While it ${way}, whatever comes of it.`);
        expect(held.status, way).to.equal('held');
        expect(await reasonsOf(held.id), way).to.deep.equal([
          ['service-unavailable', 'The classifier gave no answer'],
        ]);
        expect(held.reason).to.equal('It is looked at by a moderator first.');
      }
    });

    it('one that fails again and again is left alone for a while, and then tried by one', async () => {
      await akismet();
      service.clock.move(31_000);
      fakes.answer(CHECK, say('', 500));
      const count = () => fakes.bodiesOf(CHECK).length;
      const before = count();
      const posts = async (from: number, to: number) => {
        for (let index = from; index < to; index += 1) {
          expect((await alice.post('breaker', `Remark number ${index} of many.`)).status).to.equal('held');
        }
      };
      await posts(0, 8);
      expect(count() - before, 'asked five times').to.equal(5);
      service.clock.move(31_000);
      fakes.answer(CHECK, say('false'));
      expect((await alice.post('breaker', 'All is well again.')).status).to.equal('published');
      expect((await alice.post('breaker', 'As it should be, today.')).status).to.equal('published');
    });

    it('Akismet is told once what moderators made of its opinion, in its own words', async () => {
      await akismet();
      fakes.answer(CHECK, say('true'));
      const wronged = await alice.post('feedback', 'I was taken for a robot.');
      const guilty = await alice.post('feedback', 'I sell followers, cheap ones.');
      const withdrawn = await alice.post('feedback', 'Never mind what I said.');
      fakes.answer(CHECK, say('false'));
      const missed = await alice.post('feedback', 'Missed by the machine, alas.');
      const asked = new Map(
        fakes.bodiesOf(CHECK).map((body) => [new URLSearchParams(body).get('comment_content'), body]),
      );
      await alice.api.deleteComment(withdrawn.id);
      const version = async (id: string) => (await mod.api.getItem(id)).item.version;
      await mod.api.decide([{ item: wronged.id, version: await version(wronged.id), action: 'approve' }]);
      await mod.api.decide([{ item: guilty.id, version: await version(guilty.id), action: 'spam' }]);
      await mod.api.decide([{ item: missed.id, version: 0, action: 'spam' }]);
      await service.settle();
      await service.settle();
      expect(fakes.bodiesOf('/1.1/submit-ham')).to.deep.equal([asked.get('I was taken for a robot.')]);
      expect(fakes.bodiesOf('/1.1/submit-spam')).to.deep.equal([asked.get('Missed by the machine, alas.')]);
      expect(JSON.stringify(service.log.lines)).not.to.contain('robot').and.not.to.contain(KEY);
    });

    it('an edit is asked about like a new comment, and its opinion is that of its own body', async () => {
      await akismet();
      service.clock.move(31_000);
      const first = await alice.post('edits', 'A kettle is for sale, nearly new.');
      fakes.answer(CHECK, say('true'));
      const edited = await alice.api.editComment(first.id, 'Followers are for sale, by the hundred.');
      expect(edited).to.include({ status: 'held', reason: 'It is looked at by a moderator first.' });
      const { item } = await mod.api.getItem(first.id);
      expect(item.reasons).to.deep.equal([
        {
          ...{ reason: 'akismet', source: 'screening', detail: 'Akismet takes it for spam' },
          ...{ weight: 35, revision: 2 },
        },
      ]);
      const [asked = ''] = fakes.bodiesOf(CHECK).slice(-1);
      expect(Object.fromEntries(new URLSearchParams(asked))).to.deep.include({
        ...{ user_ip: '127.0.0.1', comment_type: 'comment', comment_author: 'Alice' },
        ...{ comment_content: 'Followers are for sale, by the hundred.', recheck_reason: 'edit' },
      });
      expect(await alice.api.editComment(first.id, 'Followers are for sale, by the hundred.')).to.include({
        status: 'held',
      });
      expect(fakes.bodiesOf(CHECK).at(-1), 'the same again asks nobody').to.equal(asked);

      const told = fakes.bodiesOf('/1.1/submit-ham').length;
      await mod.api.decide([{ item: first.id, version: item.version, action: 'approve' }]);
      await service.settle();
      expect(fakes.bodiesOf('/1.1/submit-ham').slice(told)).to.deep.equal([asked]);

      fakes.answer(CHECK, say('true', 200, { 'X-akismet-pro-tip': 'discard' }));
      const worse = alice.api.editComment(first.id, 'Followers by the thousand, and more.');
      await expectRefusal('comment-refused', worse);
      fakes.answer(CHECK, say('', 500));
      const unheard = await alice.api.editComment(first.id, 'A kettle, and a pan as well.');
      expect(unheard.status, 'a service that fails holds an edit too').to.equal('held');
    });

    it('a classifier hears of edits, and of nothing that is written under a mute', async () => {
      await classifier();
      service.clock.move(31_000);
      fakes.answer('/classify', say('{ "verdict": "publish" }'));
      const { id } = await alice.post('edits', 'The bridge is old, they say.');
      fakes.answer('/classify', say('{ "verdict": "hold", "reason": "Worse than before" }'));
      expect((await alice.api.editComment(id, 'The bridge is a scandal, they say.')).status).to.equal('held');
      expect(JSON.parse(fakes.calls.at(-1)?.body ?? '')).to.deep.include({
        page: { url: 'https://gazette.example/edits', title: 'About edits' },
        comment: { source: 'The bridge is a scandal, they say.', isReply: false },
      });
      expect(await reasonsOf(id)).to.deep.equal([['classifier', 'Worse than before']]);

      const dave = await service.guest('Dave');
      fakes.answer('/classify', say('{ "verdict": "publish" }'));
      const muted = await dave.post('edits', 'Nobody hears me anyway.');
      await mod.api.sanction(dave.id, { kind: 'mute', reason: 'Insults.' });
      const calls = fakes.calls.length;
      await dave.api.editComment(muted.id, 'Nobody hears me at all.');
      expect(fakes.calls.length).to.equal(calls);
    });
  });
}
