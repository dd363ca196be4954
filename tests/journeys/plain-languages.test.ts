import { threadIdFor } from '@parley/core/threads/thread-id';
import { expect } from 'chai';
import { attribute, formOf, openPlain, type PlainPage, sendForm } from '../harness/plain-page.ts';
import { type Service, SITE, startService } from '../harness/service.ts';

/** Longer than a program takes to write, in milliseconds. */
const A_WHILE = 10_000;
const DAY_MS = 86_400_000;
/** Words of pages in English, none of which is a name or a part of an address. */
const ENGLISH = /\b(the|and|your|comments?|reply|post|sort|newest|read|write|please|report|what)\b/i;

describe('The plain pages in the languages of their readers', () => {
  let service: Service;
  before(async () => {
    service = await startService();
  });
  after(() => service.stop());

  const open = (path: string, accepted?: string) =>
    openPlain(service.url + path, accepted === undefined ? {} : { headers: { 'accept-language': accepted } });
  const thread = (key: string) => `/t/${threadIdFor(SITE, key)}`;
  const rootOf = (page: PlainPage) => page.elements.find(({ tagName }) => tagName === 'html')!;

  function expectSpoken(page: PlainPage, tag: string): void {
    expect(attribute(rootOf(page), 'lang'), page.url).to.equal(tag);
    expect(attribute(rootOf(page), 'dir')).to.equal(tag === 'ar' ? 'rtl' : 'ltr');
    expect(page.headers.get('content-language')).to.equal(tag);
    if (tag !== 'en')
      expect(page.text.replaceAll(/[a-f0-9-]{36}|https?:\S+/g, ''), page.url).not.to.match(ENGLISH);
  }

  for (const [accepted, tag, heading, replied] of [
    ['de-AT,de;q=0.9,en;q=0.8', 'de', 'Kommentare', '2 Antworten'],
    ['ar-EG', 'ar', 'التعليقات', 'ردّان'],
    ['nl-BE, tlh;q=0.9', 'en', 'Comments', '2 replies'],
  ] as const) {
    it(`a browser that asks for “${accepted}” is answered in ${tag}: thread, parts, forms, trouble and help`, async () => {
      const key = `in ${tag}`;
      const alice = await service.guest('Alice');
      let parent = await alice.post(key, '2019?');
      const { thread: id, id: root } = parent;
      for (let depth = 0; depth < 3; depth += 1)
        parent = await alice.post(key, `2${depth}`, { parent: parent.id });
      await alice.post(key, '31', { parent: parent.id });
      await alice.post(key, '32', { parent: parent.id });
      const whole = await open(thread(key), accepted);
      expect(whole.text).to.contain(heading).and.to.contain('About');
      expect(whole.headers.get('vary')).to.match(/accept-language/i);
      const data = { url: `https://gazette.example/new-${tag}`, site: SITE };
      const pages = [
        whole,
        await open(`${thread(key)}?comment=${root}`, accepted),
        await open(`${thread(key)}?reply=${root}`, accepted),
        await open(`/t?${new URLSearchParams(data)}`, accepted),
        await open('/h', accepted),
        await open('/help', accepted),
        await open(`/t/${'a'.repeat(20)}`, accepted),
        await open(`/t/${id}?after=rubbish`, accepted),
        await open(`/h/${crypto.randomUUID()}`, accepted),
      ];
      for (const page of pages)
        expectSpoken(
          { ...page, text: page.text.replaceAll(/Alice|About in \w+|The Gazette|gazette/gi, '') },
          tag,
        );
      for (const page of pages)
        expect(page.source, 'links leave it to the browser').not.to.match(/\/[th][/?][^"]*lang=/);
      expect(whole.text).to.contain(replied);
    });
  }

  it('an address that asks for a language gets it, whatever the browser says, and so do all of its links', async () => {
    const { thread: id, id: comment } = await (await service.guest('Alice')).post('asked', '2019');
    const found = await open(`/t?site=${SITE}&key=asked&lang=ja-JP`, 'fr');
    expect(found.url).to.equal(`${service.url}/t/${id}?lang=ja`);
    expect(found.headers.get('vary') ?? '').not.to.match(/accept-language/i);
    expectSpoken({ ...found, text: '' }, 'ja');
    const own = found
      .links(/./)
      .concat(new URL(formOf(found).action, found.url).href)
      .filter((link) => link.startsWith(service.url));
    expect(own.length).to.be.greaterThan(5);
    for (const link of own) expect(new URL(link).searchParams.get('lang'), link).to.equal('ja');
    service.clock.move(A_WHILE);
    const posted = await sendForm(
      found,
      { name: 'Bob', body: '船は2019年に検査されました。' },
      { 'accept-language': 'fr' },
    );
    expect(posted.text).to.contain('コメントを投稿しました。');
    expect((await open(`${thread('asked')}?comment=${comment}&lang=nl`, 'fr')).text).to.contain(
      'Lire l’article',
    );
    const [line = ''] = posted.links('コメントがうまくいかないときはお知らせください。');
    const told = await sendForm(await openPlain(line), { message: '真っ白です。' });
    expect(told.text).to.contain('報告が届きました').and.to.contain('受領済み、確認待ちです。');
  });

  it('what is kept of a page in one language is given to nobody who reads another', async () => {
    const alice = await service.guest('Alice');
    await alice.post('kept', '2019');
    const etags = new Set<string | null>();
    const languages = ['de', 'ar', 'en', 'de', 'ja', 'ar', 'en'];
    for (const language of languages) {
      const page = await open(thread('kept'), language);
      expectSpoken({ ...page, text: '' }, language);
      etags.add(page.headers.get('etag'));
      const asked = await open(`${thread('kept')}?lang=${language}`, 'fr');
      expectSpoken({ ...asked, text: '' }, language);
      expect(asked.source.includes(`lang=${language}`), 'links of the one that was asked for').to.equal(true);
      expect((await open(thread('kept'), language)).source).not.to.match(/\/t\/[^"]*lang=/);
    }
    expect(etags.size).to.equal(4);
    const german = (await open(thread('kept'), 'de')).headers.get('etag')!;
    const status = async (accepted: string) =>
      (
        await fetch(service.url + thread('kept'), {
          headers: { 'if-none-match': german, 'accept-language': accepted },
        })
      ).status;
    expect([await status('de'), await status('ar')]).to.deep.equal([304, 200]);
  });

  it('what cannot be taken, and what waits, is told by its code', async () => {
    const alice = await service.guest('Alice');
    await alice.post('refused', '2019');
    const [page, another] = [await open(thread('refused'), 'de'), await open(thread('refused'), 'de')];
    const german = { 'accept-language': 'de' };
    const send = (values: Record<string, string>) => sendForm(page, { name: 'Bob', ...values }, german);
    expect((await send({ body: 'Das Schiff.' })).text).to.contain('schneller, als Menschen schreiben');
    service.clock.move(A_WHILE);
    expect((await send({ body: 'Go kill yourself.' })).text).to.contain(
      'Wörter, die diese Website nicht veröffentlicht',
    );
    expect((await send({ body: ' ' })).text).to.contain(
      'Ihr Kommentar: Ein Kommentar braucht Worte und hat höchstens 10.000 Zeichen.',
    );
    expect((await send({ body: 'x', website: 'y' })).text).to.contain('noch einmal auf „Absenden“');
    const foreign = await sendForm(
      page,
      { name: 'Bob', body: 'x' },
      { ...german, origin: 'https://evil.example' },
    );
    expect(foreign.text).to.contain('von einer anderen Seite');
    const held = await send({ body: 'What a moron.' });
    expectSpoken({ ...held, text: '' }, 'de');
    expect(held.text)
      .to.contain('Wartet auf die Moderation')
      .and.to.contain('Einige seiner Wörter sieht sich zuerst');
    await (await service.moderator()).api.updateThread(threadIdFor(SITE, 'refused'), { state: 'closed' });
    expect((await open(thread('refused'), 'de')).text).to.contain('Die Kommentare sind geschlossen.');
    const closed = await sendForm(another, { name: 'Bob', body: 'Zu spät.' }, german);
    expect(closed.status).to.equal(409);
    expect(closed.text)
      .to.contain('Die Kommentare wurden inzwischen geschlossen.')
      .and.not.to.contain('Ihr Text steht unten');
  });

  it('until when somebody’s comments are looked at first is told in a form that every language can say', async () => {
    const alice = await service.guest('Alice');
    const mod = await service.moderator();
    const { author } = await alice.post('sanctioned', 'Before.');
    const until = new Date(service.clock.now() + DAY_MS).toISOString();
    await mod.api.sanction(author!.id, { kind: 'premoderate', until, reason: 'Insults.' });
    const held = await alice.post('sanctioned', 'After.');
    expect(held.status).to.equal('held');
    expect(held).to.include({ reasonCode: 'sanctioned', reasonUntil: `${until.slice(0, 19)}.000Z` });
  });

  it('feeds speak the language that their address asks for, each kept by itself', async () => {
    const { thread: id } = await (await service.guest('Alice')).post('fed', '2019');
    const feed = async (path: string, accepted = '*') =>
      (await fetch(service.url + path, { headers: { 'accept-language': accepted } })).text();
    const path = `/v1/threads/${id}/feed.atom`;
    expect((await open(thread('fed'), 'de')).links('Feed dieser Kommentare')).to.deep.equal([
      `${service.url}${path}?lang=de`,
    ]);
    expect((await open(thread('fed'))).links('Feed of these comments')).to.deep.equal([service.url + path]);
    for (let time = 0; time < 2; time += 1) {
      expect(await feed(`${path}?lang=de`, 'fr')).to.contain('<title>Alice zu „About fed“</title>');
      expect(await feed(path)).to.contain('<title>Alice on “About fed”</title>');
      expect(await feed(path, 'fr')).to.contain('<title>Alice sur «\u00a0About fed\u00a0»</title>');
    }
    expect(await feed(`/v1/sites/${SITE}/feed.atom?lang=ar`)).to.contain('تعليقات على \u2068');
  });
});
