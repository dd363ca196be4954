import { randomUUID } from 'node:crypto';
import type { Comment } from '@parley/contracts/objects';
import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { page } from '../harness/people.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { SITE } from '../harness/service.ts';

onEveryCombination('Posting', (service, last, on) => {
  it('a comment posted on one node is read on another', async () => {
    const alice = await service().guest('alice');
    const bob = await service().guest('bob', last);
    const posted = await alice.post('ferry', 'She has **never** been late.');
    expect(posted).to.include({ status: 'published', mine: true, source: 'She has **never** been late.' });
    expect(posted.html).to.equal('<p>She has <strong>never</strong> been late.</p>');

    const { thread, comments } = await bob.api.openThread({ site: SITE, key: 'ferry' });
    expect(thread.counts.comments).to.equal(1);
    expect(thread.head).to.equal(1);
    expect(thread.title).to.equal('About ferry');
    const [read] = comments.items as [Comment];
    expect(read.id).to.equal(posted.id);
    expect(read.author?.name).to.equal('alice');
    expect(read).not.to.have.any.keys('mine', 'source', 'reason');
  });

  it('an unknown page has an empty thread, and reading it stores nothing', async () => {
    const bob = await service().guest('bob', last);
    const { thread, comments } = await bob.api.openThread({ site: SITE, key: 'silence', title: 'Silence' });
    expect(thread).to.include({ head: 0, state: 'open', title: 'Silence' });
    expect(comments).to.deep.include({ items: [], next: null });
    expect(await service().nodes[0]!.running.store.threads.find(thread.id)).to.equal(null);
    expect(await bob.api.listChanges(thread.id, 0)).to.deep.equal({ head: 0, changes: [] });
  });

  it('the same key makes one comment, however often and wherever it is sent', async () => {
    const alice = await service().guest('alice');
    const idempotencyKey = randomUUID();
    const body = { idempotencyKey, site: SITE, thread: page('once'), parent: null, body: 'Only once.' };
    const answers = await Promise.all(Array.from({ length: 12 }, () => alice.api.postComment(body)));
    expect(new Set(answers.map((answer) => answer.id)).size).to.equal(1);

    const again = await fetch(`${service().nodes[last]!.url}/v1/comments`, {
      method: 'POST',
      headers: { authorization: `Bearer ${alice.token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(again.status).to.equal(200);
    expect(again.headers.get('idempotent-replayed')).to.equal('true');
    const { thread } = await alice.api.openThread({ site: SITE, key: 'once' });
    expect(thread.counts.comments).to.equal(1);
    expect(thread.head).to.equal(1);
  });

  it('a key used for other words, or by somebody else, is a mismatch', async () => {
    const alice = await service().guest('alice');
    const bob = await service().guest('bob');
    const idempotencyKey = randomUUID();
    await alice.post('mismatch', 'First words.', { idempotencyKey });
    await expectRefusal('idempotency-mismatch', alice.post('mismatch', 'Other words.', { idempotencyKey }));
    await expectRefusal('idempotency-mismatch', bob.post('mismatch', 'First words.', { idempotencyKey }));
  });

  it('a replay is answered even when the thread is closed meanwhile', async () => {
    const alice = await service().guest('alice');
    const mod = await service().moderator();
    const idempotencyKey = randomUUID();
    const posted = await alice.post('closing', 'Just in time.', { idempotencyKey });
    await mod.api.updateThread(posted.thread, { state: 'closed' });
    expect((await alice.post('closing', 'Just in time.', { idempotencyKey })).id).to.equal(posted.id);
    await expectRefusal('thread-closed', alice.post('closing', 'Too late.'));
  });

  it('the most discussed roots are those with the longest branches, and say how long they are', async () => {
    const alice = await service().guest('alice');
    const bob = await service().guest('bob', last);
    const deep = await alice.post('discussed', 'Deep.');
    const wide = await alice.post('discussed', 'Wide.');
    for (const body of ['Yes.', 'No.']) await bob.post('discussed', body, { parent: wide.id });
    let parent = deep.id;
    for (const body of ['One.', 'Two.', 'Three.']) {
      parent = (await bob.post('discussed', body, { parent })).id;
    }
    const read = async () => {
      const { comments } = await bob.api.openThread({ site: SITE, key: 'discussed', sort: 'discussed' });
      return comments.items.map(({ id, branchCount, replyCount }) => [id, branchCount, replyCount]);
    };
    expect(await read()).to.deep.equal([
      [deep.id, 3, 1],
      [wide.id, 2, 2],
    ]);
    await bob.api.deleteComment(parent);
    await service().settle();
    expect(await read(), 'equally discussed: the newer first').to.deep.equal([
      [wide.id, 2, 2],
      [deep.id, 2, 1],
    ]);
    const { changes = [] } = await alice.api.listChanges(deep.thread, 0);
    expect(changes.at(-1)?.branchCounts).to.deep.equal({ [deep.id]: 2 });
  });

  const MANY = on === 'SQLite alone' ? 1000 : 240;
  it(`${MANY} replies are paged through, each exactly once, in every order`, async function many() {
    this.timeout(120_000);
    const alice = await service().guest('alice');
    const root = await alice.post('long', 'What do you think?');
    const ids = new Set<string>();
    for (let batch = 0; batch < MANY / 20; batch += 1) {
      const posted = await Promise.all(
        Array.from({ length: 20 }, (_, index) =>
          alice.post('long', `Answer ${batch} ${index}`, { parent: root.id }),
        ),
      );
      for (const comment of posted) ids.add(comment.id);
    }
    expect(ids.size).to.equal(MANY);
    for (const sort of ['oldest', 'newest', 'top', 'discussed'] as const) {
      const seen: string[] = [];
      let after: string | undefined;
      do {
        const slice = await alice.api.listComments(root.thread, {
          parent: root.id,
          sort,
          limit: 100,
          ...(after ? { after } : {}),
        });
        seen.push(...slice.items.map((comment) => comment.id));
        after = slice.next ?? undefined;
      } while (after !== undefined);
      expect(seen, sort).to.have.length(MANY);
      expect(new Set(seen), sort).to.deep.equal(ids);
      if (sort === 'oldest') expect(seen).to.deep.equal([...seen].sort());
    }
    const { comments } = await alice.api.openThread({ site: SITE, key: 'long' });
    const [read] = comments.items as [Comment];
    expect(read.replyCount).to.equal(MANY);
    expect(read.replies?.items).to.have.length(3);
    const following = await alice.api.listComments(root.thread, {
      parent: root.id,
      after: read.replies!.next!,
      limit: 2,
    });
    const inOrder = [...ids].sort();
    expect(read.replies!.items.map((comment) => comment.id)).to.deep.equal(inOrder.slice(0, 3));
    expect(following.items.map((comment) => comment.id)).to.deep.equal(inOrder.slice(3, 5));
  });

  it('the head is the ETag: nothing new answers 304, a new comment answers anew', async () => {
    const alice = await service().guest('alice');
    await alice.post('etag', 'One.');
    const address = `${service().url}/v1/threads?site=${SITE}&key=etag`;
    const first = await fetch(address);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).to.match(/^".+"$/);
    expect((await fetch(address, { headers: { 'if-none-match': etag } })).status).to.equal(304);
    await alice.post('etag', 'Two.');
    const anew = await fetch(address, { headers: { 'if-none-match': etag } });
    expect(anew.status).to.equal(200);
    expect(anew.headers.get('etag')).not.to.equal(etag);
  });

  it('an edit within the window is seen by all; after it, it is refused', async () => {
    const alice = await service().guest('alice');
    const bob = await service().guest('bob', last);
    const posted = await alice.post('edits', 'A tpyo.');
    const edited = await alice.api.editComment(posted.id, 'A typo.');
    expect(edited.editedAt).to.be.a('string');
    expect((await bob.api.getComment(posted.id)).comment).to.include({
      html: '<p>A typo.</p>',
      status: 'published',
    });
    await expectRefusal('forbidden', bob.api.editComment(posted.id, 'Mine now.'));
    service().clock.move(16 * 60_000);
    try {
      await expectRefusal('edit-window-closed', alice.api.editComment(posted.id, 'Later.'));
    } finally {
      service().clock.move(-16 * 60_000);
    }
  });

  it('a deleted comment is gone, or a tombstone where it has replies', async () => {
    const alice = await service().guest('alice');
    const bob = await service().guest('bob', last);
    const lonely = await alice.post('deletions', 'Nobody answers this.');
    const answered = await alice.post('deletions', 'Somebody answers this.');
    const reply = await bob.post('deletions', 'Here I am.', { parent: answered.id });
    await alice.api.deleteComment(lonely.id);
    await alice.api.deleteComment(answered.id);
    await alice.api.deleteComment(answered.id).catch(() => {});

    const { thread, comments } = await bob.api.openThread({ site: SITE, key: 'deletions' });
    expect(comments.items.map((comment) => comment.id)).to.deep.equal([answered.id]);
    expect(comments.items[0]).to.include({ status: 'deleted', author: null, html: null, replyCount: 1 });
    expect(thread.counts.comments).to.equal(1);
    await expectRefusal('not-found', bob.api.getComment(lonely.id));
    await expectRefusal('parent-gone', bob.post('deletions', 'And you?', { parent: answered.id }));

    await bob.api.deleteComment(reply.id);
    const after = await bob.api.openThread({ site: SITE, key: 'deletions' });
    expect(after.comments.items).to.deep.equal([]);
    expect(after.thread.counts.comments).to.equal(0);
  });

  it('votes are counted once a reader, taken back, and shown to all', async () => {
    const alice = await service().guest('alice');
    const bob = await service().guest('bob', last);
    const posted = await alice.post('votes', 'Vote for me.');
    await bob.api.vote(posted.id, 1);
    expect((await bob.api.vote(posted.id, 1)).votes).to.deep.equal({ up: 1, down: 0 });
    await service().settle();
    const { comments } = await alice.api.openThread({ site: SITE, key: 'votes' });
    expect(comments.items[0]?.votes).to.deep.equal({ up: 1, down: 0 });
    expect((await bob.api.getMine(posted.thread)).votes).to.deep.equal({ [posted.id]: 1 });
    expect((await bob.api.vote(posted.id, 0)).votes).to.deep.equal({ up: 0, down: 0 });
    await expectRefusal('forbidden', alice.api.vote(posted.id, 1));
  });

  it('the log tells every change without a hole, and counters equal a recount', async () => {
    const alice = await service().guest('alice');
    const bob = await service().guest('bob', last);
    const root = await alice.post('log', 'Root.');
    const replies = await Promise.all(
      Array.from({ length: 30 }, (_, index) => bob.post('log', `Reply ${index}`, { parent: root.id })),
    );
    await Promise.all(replies.slice(0, 10).map((reply) => bob.api.deleteComment(reply.id)));
    await Promise.all(
      replies.slice(10, 15).map((reply, index) => bob.api.editComment(reply.id, `Edited ${index}`)),
    );
    const { head, changes = [] } = await alice.api.listChanges(root.thread, 0);
    expect(changes.map((change) => change.seq)).to.deep.equal(
      Array.from({ length: head }, (_, index) => index + 1),
    );
    expect(head).to.equal(1 + 30 + 10 + 5);
    expect(await service().nodes[0]!.running.store.relay.reconcile(root.thread)).to.deep.equal([]);
    const { counts } = await alice.api.readCounts(SITE, ['log', 'nowhere']);
    expect(counts).to.deep.equal({ log: 21, nowhere: 0 });
  });

  it('the same words again, and replies nested too deep, are refused with words', async () => {
    const alice = await service().guest('alice');
    await alice.post('again', 'I have said this.');
    await expectRefusal('duplicate-comment', alice.post('again', 'I have said THIS!'));
    await service().configure({ maxDepth: 2 });
    try {
      const root = await alice.post('deep', 'Zero.');
      const one = await alice.post('deep', 'One.', { parent: root.id });
      const two = await alice.post('deep', 'Two.', { parent: one.id });
      await expectRefusal('too-deep', alice.post('deep', 'Three.', { parent: two.id }));
    } finally {
      await service().configure({ maxDepth: 100 });
    }
  });
});
