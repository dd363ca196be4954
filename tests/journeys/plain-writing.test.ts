import { threadIdFor } from '@parley/core/threads/thread-id';
import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { formOf, openPlain, type PlainPage, sendForm } from '../harness/plain-page.ts';
import { SITE } from '../harness/service.ts';

/** Longer than a program takes, in milliseconds. */
const A_WHILE = 10_000;

onEveryCombination('Writing without a script', (service, last) => {
  const open = (path: string) => openPlain(service().nodes[last]!.url + path);
  const thread = (key: string) => `/t/${threadIdFor(SITE, key)}`;

  /** Opens the form of a thread that has a comment, and lets the time pass that writing takes. */
  async function openForm(key: string): Promise<PlainPage> {
    await (await service().guest('alice')).post(key, `The first about ${key}.`);
    const page = await open(thread(key));
    service().clock.move(A_WHILE);
    return page;
  }
  async function wordsOf(key: string): Promise<string[]> {
    const { comments } = await (await service().guest('reader')).api.openThread({ site: SITE, key });
    return comments.items.map(({ html }) => html ?? '');
  }

  it('a guest posts with a name; the same form sent again, at once or later, is one comment', async () => {
    const page = await openForm('once');
    const values = { name: 'Bob', body: 'Line one.\r\n\r\nLine two.' };
    const sent = await Promise.all([sendForm(page, values), sendForm(page, values)]);
    sent.push(await sendForm(page, values));
    const urls = new Set(sent.map(({ url }) => url));
    expect(urls.size, 'each was led to the same comment').to.equal(1);
    expect(sent[0]!.status).to.equal(200);
    expect(sent[0]!.text).to.contain('Your comment is posted.');
    expect(sent[0]!.comments().map(({ words }) => words)).to.deep.equal(['Line one.\nLine two.']);
    expect(await wordsOf('once')).to.deep.equal([
      '<p>Line one.</p>\n<p>Line two.</p>',
      '<p>The first about once.</p>',
    ]);
  });

  it('what is written in the form of a comment is a reply to it', async () => {
    const page = await openForm('reply');
    const [link = ''] = page.links('Reply');
    const replying = await openPlain(link);
    expect(replying.headers.get('cache-control')).to.equal('private, no-cache');
    expect(replying.text).to.contain('Reply to alice').and.to.contain('The first about reply.');
    service().clock.move(A_WHILE);
    const posted = await sendForm(replying, { name: 'Bob', body: 'I beg to differ.' });
    expect(posted.comments().map(({ words }) => words)).to.deep.equal([
      'The first about reply.',
      'I beg to differ.',
    ]);
  });

  it('each reader’s form has a key of its own, and a used one asks before it makes another comment', async () => {
    const page = await openForm('keys');
    const other = await open(thread('keys'));
    expect(formOf(page).fields.key).not.to.equal(formOf(other).fields.key);
    await sendForm(page, { name: 'Bob', body: 'Mine.' });
    const again = await sendForm(page, { name: 'Bob', body: 'Mine, mended.' });
    expect(again.status).to.equal(422);
    expect(formOf(again).fields).to.include({ name: 'Bob', body: 'Mine, mended.' });
    expect(await wordsOf('keys')).to.have.length(2);
    expect((await sendForm(again, {})).text).to.contain('Your comment is posted.');
    expect(await wordsOf('keys')).to.have.length(3);
  });

  it('a held comment is told honestly to its author, and to nobody else', async () => {
    const page = await openForm('held');
    const held = await sendForm(page, { name: 'Bob', body: 'What an idiot.' });
    expect(held.status).to.equal(200);
    expect(held.headers.get('cache-control')).to.equal('no-store');
    expect(held.text).to.contain('Awaiting a moderator').and.to.contain('What an idiot.');
    const others = await open(thread('held'));
    expect(others.source).not.to.match(/idiot|Awaiting/);
    const forged = held.url.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
    expect((await openPlain(forged)).source).not.to.contain('idiot');

    const mod = await service().moderator();
    const { items } = await mod.api.listQueue({ limit: 100 });
    const item = items.find(({ comment }) => comment.source === 'What an idiot.')!;
    expect(item.comment.author).to.include({ name: 'Bob', badge: 'guest' });
    await mod.api.decide([
      { item: item.id, version: item.version, action: 'reject', reason: 'Not a kind word.' },
    ]);
    const rejected = await openPlain(held.url);
    expect(rejected.text).to.contain('Not published').and.to.contain('Not a kind word.');
  });

  it('the first comment of a page is posted from its empty page, with the page’s address', async () => {
    const address = 'https://gazette.example/brand-new';
    const query = new URLSearchParams({ site: SITE, url: address, title: 'Brand new' });
    const [empty, second] = [await open(`/t?${query}`), await open(`/t?${query}`)];
    service().clock.move(A_WHILE);
    const posted = await sendForm(empty, { name: 'Bob', body: 'Before all others.' });
    expect(posted.text).to.contain('Your comment is posted.').and.to.contain('Brand new');
    expect(posted.links('Read the article')).to.deep.equal([address]);
    expect(await wordsOf(address)).to.deep.equal(['<p>Before all others.</p>']);
    const elsewhere = await sendForm(second, { name: 'Bob', body: 'Elsewhere.', page: 'another' });
    expect(elsewhere.text, 'a thread that is there needs no telling').to.contain('Your comment is posted.');
    expect(await wordsOf(address)).to.have.length(2);
    expect(await wordsOf('another')).to.deep.equal([]);
  });

  it('what cannot be taken comes back with every word in it and what to do', async () => {
    const page = await openForm('faulty');
    const words = '\n<b>"quoted"</b> & kept';
    const cases: [Record<string, string>, number, RegExp][] = [
      [{ name: ' ', body: words }, 400, /Your name: A name needs a letter/],
      [{ name: 'Bob', body: '  ' }, 400, /Your comment: A comment needs words/],
      [{ name: 'Bob', body: words, website: 'https://spam.example' }, 422, /press “Post” once more/i],
      [
        { name: 'Bob', body: words, key: `1.${'x'.repeat(30)}.${'0'.repeat(64)}` },
        400,
        /press “Post” once more/i,
      ],
      [
        { name: 'Bob', body: words, parent: `${threadIdFor(SITE, 'faulty')}${'0'.repeat(26)}` },
        409,
        /comment you reply to is gone/,
      ],
      [{ name: 'Bob', body: 'Go kill yourself.' }, 422, /words that this site does not publish/],
      [{ name: 'Bob', body: words, extra: 'x' }, 400, /Not posted yet/],
    ];
    for (const [values, status, told] of cases) {
      const answer = await sendForm(page, values);
      expect(answer.status, JSON.stringify(values)).to.equal(status);
      expect(answer.text)
        .to.match(told)
        .and.to.match(/What you wrote is kept|Your text is kept/);
      expect(formOf(answer).fields).to.include({ name: values.name, body: values.body, website: '' });
    }
    const quick = await sendForm(await open(thread('faulty')), { name: 'Bob', body: words });
    expect(quick.text).to.contain('faster than people write');
    expect(await wordsOf('faulty')).to.have.length(1);
    const mended = await sendForm(await sendForm(page, cases[3]![0]), {});
    expect(mended.text, 'a mended form is taken at once').to.contain('Your comment is posted.');
  });

  it('a closed thread and a site without guests take nothing, and lose nothing', async () => {
    const page = await openForm('shut');
    await service().configure({ guests: false });
    const refused = await sendForm(page, { name: 'Bob', body: 'Let me in.' });
    expect(refused.status).to.equal(403);
    await service().configure({ guests: true });
    await (await service().moderator()).api.updateThread(threadIdFor(SITE, 'shut'), { state: 'closed' });
    const late = await sendForm(page, { name: 'Bob', body: 'Let me in.' });
    expect(late.status).to.equal(409);
    expect(formOf(late).fields).to.include({ name: 'Bob', body: 'Let me in.' });
    expect(await wordsOf('shut')).to.have.length(1);
  });

  it('with premoderation the form says so beforehand, and the comment waits', async () => {
    await service().configure({ premoderation: 'all' });
    const query = new URLSearchParams({ site: SITE, url: 'https://gazette.example/premoderated' });
    const page = await open(`/t?${query}`);
    expect(page.text).to.contain('Every comment here is looked at before it appears');
    service().clock.move(A_WHILE);
    const held = await sendForm(page, { name: 'Bob', body: 'A fine day.' });
    await service().configure({ premoderation: 'off' });
    expect(held.text).to.contain('Awaiting a moderator');
    const nothing = await open(new URL(held.url).pathname);
    expect(nothing.status, 'for others the thread is not there').to.equal(404);
  });

  it('the form of another site’s page is refused', async () => {
    const page = await openForm('foreign');
    const values = { name: 'Bob', body: 'From elsewhere.' };
    const foreign: Record<string, string>[] = [
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: 'https://gazette.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ];
    for (const headers of foreign) {
      const answer = await sendForm(page, values, headers);
      expect(answer.status, JSON.stringify(headers)).to.equal(403);
    }
    expect(await wordsOf('foreign')).to.have.length(1);
    expect((await sendForm(page, values, { 'sec-fetch-site': 'same-origin' })).status).to.equal(200);
  });

  it('a report of trouble goes the same way as all others, and its number leads to what became of it', async () => {
    const page = await openForm('trouble');
    const [link = ''] = page.links(/having issues with commenting/);
    const form = await openPlain(link);
    expect(formOf(form).fields).to.include({ site: SITE, page: 'https://gazette.example/trouble' });
    const faulty = await sendForm(form, { message: 'Nothing happens.', email: 'not an address' });
    expect(faulty.status).to.equal(400);
    expect(formOf(faulty).fields).to.include({ message: 'Nothing happens.', email: 'not an address' });
    const sent = await sendForm(faulty, { email: '' });
    expect(sent.status).to.equal(200);
    expect(sent.text).to.contain('Your report has arrived').and.to.contain(formOf(form).fields.ticket);
    await sendForm(faulty, { email: '' });
    await service().settle();
    const { groups } = await (await service().moderator()).api.listIssues();
    const samples = groups.flatMap((group) => group.samples);
    const mine = samples.filter(({ ticket }) => ticket === formOf(form).fields.ticket);
    expect(mine).to.have.length(1);
    expect(mine[0]).to.include({
      message: 'Nothing happens.',
      page: 'https://gazette.example/trouble',
      email: null,
    });
    const program = await fetch(sent.url);
    expect(await program.json()).to.deep.equal({ state: 'new' });
  });
});
