import { FEED_LENGTH } from '@parley/contracts/limits';
import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { SITE } from '../harness/service.ts';

onEveryCombination('Feeds', (service, last) => {
  const get = (path: string, headers: Record<string, string> = {}) =>
    fetch(service().nodes[last]!.url + path, { headers });
  const threadFeed = (thread: string) => `/v1/threads/${thread}/feed.atom`;
  const siteFeed = `/v1/sites/${SITE}/feed.atom`;
  const titles = (feed: string) =>
    [...feed.matchAll(/<entry>.*?<title>(.*?)<\/title>/gs)].map(([, title]) => title);

  it('a thread’s feed has its comments, replies too, newest first, linked to where they stand', async () => {
    const alice = await service().guest('alice');
    const bob = await service().guest('bob <b>');
    const root = await alice.post('fed', 'Plain *words* & more.');
    const reply = await bob.post('fed', 'An answer.', { parent: root.id });
    const response = await get(threadFeed(root.thread));
    expect(response.headers.get('content-type')).to.equal('application/atom+xml; charset=utf-8');
    const feed = await response.text();
    expect(titles(feed)).to.deep.equal(['bob &lt;b&gt; on “About fed”', 'alice on “About fed”']);
    expect(feed).to.contain(`href="https://gazette.example/fed#comment-${reply.id}"`);
    expect(feed).to.contain('&lt;p&gt;Plain &lt;em&gt;words&lt;/em&gt; &amp;amp; more.&lt;/p&gt;');
    expect(feed).to.contain(`<updated>${reply.createdAt}</updated>`);
    expect(feed).to.contain(`<thr:in-reply-to ref="urn:parley:comment:${root.id}"/>`);
  });

  it('a site’s feed has the latest of all its threads, and those of no other site', async () => {
    const alice = await service().guest('alice');
    await alice.post('one', 'In the first thread.');
    await alice.post('two', 'In the second thread.');
    const { store, sites } = service().nodes[0]!.running;
    const [own] = await store.sites.list();
    await store.sites.put({ ...own!, id: 'rival', name: 'The Rival', origins: ['https://rival.example'] });
    for (const node of service().nodes) await node.running.sites.refresh();
    expect(await sites.find('rival')).not.to.equal(null);
    const feed = await (await get(siteFeed)).text();
    expect(titles(feed).slice(0, 2)).to.deep.equal(['alice on “About two”', 'alice on “About one”']);
    const rival = await (await get('/v1/sites/rival/feed.atom')).text();
    expect(rival).to.contain('Comments on The Rival').and.not.to.contain('<entry>');
    expect((await get('/v1/sites/nobody/feed.atom')).status).to.equal(404);
  });

  it('nothing held, rejected or deleted is in any feed, and what is removed leaves it', async () => {
    const alice = await service().guest('alice');
    const mod = await service().moderator();
    const { thread } = await alice.post('clean', 'What stays.');
    await alice.post('clean', 'A casino of a comment.');
    const gone = await alice.post('clean', 'To be deleted.');
    const bad = await alice.post('clean', 'To be rejected.');
    await (await service().guest('bob')).api.flag(bad.id, 'spam');
    for (const path of [threadFeed(thread), siteFeed]) {
      expect(await (await get(path)).text())
        .to.contain('To be deleted')
        .and.to.contain('To be rejected');
    }
    await alice.api.deleteComment(gone.id);
    const { items } = await mod.api.listQueue({ limit: 100 });
    const item = items.find(({ id }) => id === bad.id)!;
    await mod.api.decide([{ item: item.id, version: item.version, action: 'reject' }]);
    for (const path of [threadFeed(thread), siteFeed]) {
      const feed = await (await get(path)).text();
      expect(feed, path)
        .to.contain('What stays.')
        .and.not.to.match(/casino|deleted|rejected/);
    }
  });

  it('a feed is sent again only when it has changed', async () => {
    const alice = await service().guest('alice');
    const { thread } = await alice.post('polled', 'First.');
    for (const path of [threadFeed(thread), siteFeed]) {
      const etag = (await get(path)).headers.get('etag')!;
      expect((await get(path, { 'if-none-match': etag })).status).to.equal(304);
      await alice.post('polled', `An idiot’s, which is held from ${path}.`);
      expect((await get(path, { 'if-none-match': `"x", ${etag}` })).status).to.equal(304);
      await alice.post('polled', `Another, for ${path}.`);
      const changed = await get(path, { 'if-none-match': etag });
      expect(changed.status).to.equal(200);
      expect(await changed.text()).to.contain('Another, for');
    }
  });

  it('one can subscribe before the first comment, and cannot tell whether one is held', async () => {
    const alice = await service().guest('alice');
    const held = await alice.post('waiting', 'Only my casino.');
    const [nothing, hidden] = await Promise.all([
      get(threadFeed('a'.repeat(20))).then((response) => response.text()),
      get(threadFeed(held.thread)).then((response) => response.text()),
    ]);
    expect(hidden.replaceAll(held.thread, 'a'.repeat(20))).to.equal(nothing);
    expect(nothing).to.contain('<feed').and.not.to.contain('<entry>');
  });

  it('a feed is bounded', async function () {
    this.timeout(60_000);
    const alice = await service().guest('alice');
    let thread = '';
    for (let count = 0; count <= FEED_LENGTH; count += 1) {
      ({ thread } = await alice.post('busy', `Comment ${count}.`));
    }
    for (const path of [threadFeed(thread), siteFeed]) {
      const feed = await (await get(path)).text();
      expect(titles(feed)).to.have.length(FEED_LENGTH);
      expect(feed).to.contain(`Comment ${FEED_LENGTH}.`).and.not.to.contain('Comment 0.');
    }
  });
});
