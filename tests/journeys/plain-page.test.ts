import { threadIdFor } from '@parley/core/threads/thread-id';
import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { attribute, openPlain, type PlainPage } from '../harness/plain-page.ts';
import { SITE } from '../harness/service.ts';

const HOSTILE = '</script><script>alert(1)</script><img src=x onerror=alert(2)>"\'&]]><!--';

onEveryCombination('The plain page of a thread', (service, last) => {
  const urlOf = (path: string) => service().nodes[last]!.url + path;
  const open = (key: string, query = '') => openPlain(urlOf(`/t/${threadIdFor(SITE, key)}${query}`));

  it('holds every comment of a thread of any breadth and depth, for who follows its links', async function () {
    this.timeout(60_000);
    const alice = await service().guest('alice');
    const posted: string[] = [];
    const say = async (words: string, parent?: string) => {
      const { id } = await alice.post('large', words, parent === undefined ? {} : { parent });
      posted.push(id);
      return id;
    };
    for (let root = 0; root < 23; root += 1) await say(`Root ${root}`);
    for (let reply = 0; reply < 24; reply += 1) await say(`Reply ${reply}`, posted[0]);
    let deepest = posted[1]!;
    for (let depth = 1; depth < 12; depth += 1) deepest = await say(`Depth ${depth}`, deepest);

    const { seen, pages } = await readWhole(await open('large'));
    expect([...seen.keys()]).to.have.members(posted);
    expect(pages).to.be.greaterThan(4);
    const first = await open('large');
    expect(first.comments().length, 'a page is bounded').to.be.below(posted.length);
    expect((await open('large', '?sort=oldest')).text)
      .to.match(/21 more replies/)
      .and.to.contain('Comments 58');
  });

  it('opens a comment with what it answers and what answers it, and says where the rest is', async () => {
    const alice = await service().guest('alice');
    const root = await alice.post('context', 'The root.');
    const middle = await alice.post('context', 'The middle.', { parent: root.id });
    const leaf = await alice.post('context', 'The leaf.', { parent: middle.id });
    await alice.post('context', 'Something else.');
    const page = await open('context', `?comment=${middle.id}`);
    expect(page.comments().map(({ words }) => words)).to.deep.equal([
      'The root.',
      'The middle.',
      'The leaf.',
    ]);
    const target = page.elements.filter((one) => attribute(one, 'class') === 'comment target');
    expect(target.map((one) => attribute(one, 'id'))).to.deep.equal([`comment-${middle.id}`]);
    expect(page.links('Show all comments')[0]).to.equal(urlOf(`/t/${root.thread}#comments`));
    expect((await open('context')).source).to.contain(
      `/t/${root.thread}?comment=${leaf.id}#comment-${leaf.id}`,
    );
  });

  it('names the article as the place to be read at, and describes each comment to search engines', async () => {
    const alice = await service().guest('alice');
    const root = await alice.post('described', 'It **is** so.\n\nReally & truly.');
    await alice.post('described', 'Is it?', { parent: root.id });
    const page = await open('described');
    const canonical = page.elements.find((one) => attribute(one, 'rel') === 'canonical');
    expect(attribute(canonical!, 'href')).to.equal('https://gazette.example/described');
    expect(page.links('Read the article')).to.deep.equal(['https://gazette.example/described']);
    expect(page.data).to.deep.include({
      '@type': 'Article',
      '@id': 'https://gazette.example/described',
      headline: 'About described',
      commentCount: 2,
    });
    const [first] = page.data!.comment as [Record<string, unknown>];
    expect(first).to.deep.include({
      '@type': 'Comment',
      text: 'It is so.\nReally & truly.',
      author: { '@type': 'Person', name: 'alice' },
      dateCreated: root.createdAt,
    });
    expect((first.comment as Record<string, unknown>[])[0]).to.include({ text: 'Is it?' });
  });

  it('shows nothing held, rejected or deleted, and no sign of a thread that has only such', async () => {
    const alice = await service().guest('alice');
    const mod = await service().moderator();
    const only = await alice.post('all-held', 'Visit my casino.');
    const nowhere = await open('never-heard-of');
    const held = await open('all-held');
    expect(held.status).to.equal(404);
    const words = (page: PlainPage) => page.text.replace(/\s+/g, ' ');
    expect(words(held)).to.equal(words(nowhere));
    expect((await open('all-held', `?comment=${only.id}`)).status).to.equal(404);

    const root = await alice.post('removals', 'Words to be deleted.');
    await alice.post('removals', 'A reply that stays.', { parent: root.id });
    const bad = await alice.post('removals', 'Words to be rejected.');
    await alice.post('removals', 'What a moron.');
    await (await service().guest('bob')).api.flag(bad.id, 'abuse');
    const { items } = await mod.api.listQueue({ limit: 100 });
    const item = items.find(({ id }) => id === bad.id)!;
    await mod.api.decide([{ item: item.id, version: item.version, action: 'reject' }]);
    await alice.api.deleteComment(root.id);
    for (const query of ['', `?comment=${root.id}`, '?sort=oldest', '?sort=top']) {
      const page = await open('removals', query);
      expect(page.source).to.contain('A reply that stays.').and.to.contain('Deleted by its author');
      expect(page.source).not.to.match(/to be deleted|to be rejected|moron/);
      expect(JSON.stringify(page.data)).to.contain('"creativeWorkStatus":"Deleted"');
    }
    expect((await open('removals', `?comment=${bad.id}`)).status).to.equal(404);
  });

  it('is sent again only when the thread has changed', async () => {
    const alice = await service().guest('alice');
    const { thread } = await alice.post('cached', 'First.');
    const first = await open('cached');
    const etag = first.headers.get('etag')!;
    expect(first.headers.get('cache-control')).to.equal('private, no-cache');
    const again = () => fetch(urlOf(`/t/${thread}`), { headers: { 'if-none-match': etag } });
    const unchanged = await again();
    expect(unchanged.status).to.equal(304);
    expect(await unchanged.text()).to.equal('');
    await alice.post('cached', 'An idiot says nothing that counts.');
    expect((await again()).status, 'what is held changes nothing').to.equal(304);
    await alice.post('cached', 'Second.');
    const changed = await again();
    expect(changed.status).to.equal(200);
    expect(await changed.text()).to.contain('Second.');
  });

  it('has no form where guests may not write, and none under a closed thread', async () => {
    const alice = await service().guest('alice');
    const mod = await service().moderator();
    const { thread } = await alice.post('closing', 'Before.');
    await service().configure({ guests: false });
    const members = await open('closing');
    expect(members.text).to.contain('asks readers to sign in');
    expect(members.source).not.to.contain('<form');
    await service().configure({ guests: true });
    expect((await open('closing')).source).to.contain('<form');
    await mod.api.updateThread(thread, { state: 'closed' });
    const closed = await open('closing');
    expect(closed.text).to.contain('Comments are closed').and.to.contain('Before.');
    expect(closed.source).not.to.contain('<form');
  });

  it('is found by site and address, by the page that the link stands on, and invites where nobody wrote', async () => {
    const alice = await service().guest('alice');
    const key = 'https://gazette.example/found';
    const { thread } = await alice.post(key, 'Here.');
    const query = (values: Record<string, string>) => `/t?${new URLSearchParams({ site: SITE, ...values })}`;
    for (const [path, headers] of [
      [query({ key }), {}],
      [query({ url: `${key}?from=mail#top` }), {}],
      [query({}), { referer: `${key}?x=1` }],
    ] as const) {
      expect((await openPlain(urlOf(path), { headers })).url).to.equal(urlOf(`/t/${thread}`));
    }
    const empty = await openPlain(urlOf(query({ url: 'https://gazette.example/new', title: 'A title' })));
    expect(empty.status).to.equal(200);
    expect(empty.text).to.contain('Nobody has commented yet').and.not.to.contain('A title');
    expect((await openPlain(urlOf(query({})))).status).to.equal(400);
    expect((await openPlain(urlOf('/t?site=nowhere&key=x'))).status).to.equal(404);
  });

  it('tells what is wrong as a page that people can read', async () => {
    for (const [path, status] of [
      ['/t/nonsense', 400],
      [`/t/${'a'.repeat(20)}`, 404],
      [`/t/${threadIdFor(SITE, 'large')}?after=rubbish`, 400],
      [`/t/${threadIdFor(SITE, 'large')}?sort=sideways`, 400],
    ] as const) {
      const page = await openPlain(urlOf(path));
      expect(page.status, path).to.equal(status);
      expect(page.headers.get('content-type')).to.contain('text/html');
      expect(page.headers.get('cache-control')).to.equal('no-store');
      expect(page.links(/having issues with commenting/)).to.have.length(1);
    }
  });

  it('holds hostile names, titles and words without being broken out of', async () => {
    const mallory = await service().guest(HOSTILE.slice(0, 60));
    await mallory.api.postComment({
      idempotencyKey: 'a-key-of-mallory',
      site: SITE,
      thread: { key: 'hostile', url: 'https://gazette.example/"><script>', title: `${HOSTILE}\u202e` },
      parent: null,
      body: `${HOSTILE}\n\n\`\`\`\n${HOSTILE}\n\`\`\``,
    });
    const page = await open('hostile');
    const scripts = page.elements.filter(({ tagName }) => tagName === 'script');
    expect(scripts.map((one) => attribute(one, 'type'))).to.deep.equal(['application/ld+json']);
    expect(page.elements.filter(({ tagName }) => tagName === 'img' || tagName === 'iframe')).to.deep.equal(
      [],
    );
    const handlers = page.elements.flatMap(({ attrs }) => attrs.filter(({ name }) => name.startsWith('on')));
    expect(handlers).to.deep.equal([]);
    expect(page.data).to.include({ headline: HOSTILE });
    const [comment] = page.data!.comment as [Record<string, unknown>];
    expect(comment.text).to.contain(HOSTILE);
    expect(page.text).to.contain(HOSTILE);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).to.contain("default-src 'none'").and.not.to.contain('unsafe');
  });

  it('links to no page that is not the site’s own, whoever says so first', async () => {
    const mallory = await service().guest('mallory');
    const claims = [
      'https://evil.example/phish',
      'https://gazette.example.evil.example/',
      'https://gazette.example@evil.example/',
      'http://gazette.example/',
      'https://gazette.example:444/',
    ];
    for (const [index, url] of claims.entries()) {
      const key = `claim-${index}`;
      const { thread } = await mallory.api.postComment({
        idempotencyKey: `key-of-${key}`,
        site: SITE,
        thread: { key, url, title: 'Free money' },
        parent: null,
        body: `Look here, ${index}.`,
      });
      const page = await open(key);
      expect(page.status).to.equal(200);
      expect(page.source, url).not.to.contain('evil.example').and.not.to.contain(url);
      expect(page.links('Read the article'), url).to.deep.equal([]);
      const feed = await (await fetch(urlOf(`/v1/threads/${thread}/feed.atom`))).text();
      expect(feed, url).not.to.contain(url).and.not.to.contain('evil.example');
      const { url: kept } = (await mallory.api.openThread({ site: SITE, key })).thread;
      expect(kept).to.equal('');
    }
    const kept = await mallory.post('believed', 'Ours.');
    await service().configure({ origins: ['https://other.example'] });
    expect((await open('believed')).source, 'no longer the site’s own').not.to.contain(
      'gazette.example/believed',
    );
    await service().configure({ origins: ['https://gazette.example'] });
    expect((await open('believed')).source).to.contain('gazette.example/believed');
    expect(kept.status).to.equal('published');
  });
});

/** Follows everything that leads to more of the thread, once, and notes the comments on the way. */
async function readWhole(first: PlainPage): Promise<{ seen: Map<string, string>; pages: number }> {
  const seen = new Map<string, string>();
  const known = new Set<string>();
  const queue = [first];
  for (let page = queue.pop(); page !== undefined; page = queue.pop()) {
    expect(page.status, page.url).to.equal(200);
    for (const { id, words } of page.comments()) seen.set(id, words);
    for (const link of page.links(/^More |more repl|Continue this branch/)) {
      if (known.has(link)) continue;
      known.add(link);
      queue.push(await openPlain(link));
    }
  }
  return { seen, pages: known.size + 1 };
}
