import type { Comment } from '@parley/contracts/objects';
import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import type { Person } from '../harness/people.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { SITE } from '../harness/service.ts';

/** Everything one person can learn about a thread by REST, as text to be searched. */
async function everythingSeenBy(
  who: Person,
  comment: Pick<Comment, 'id' | 'thread'>,
  key: string,
): Promise<string> {
  const answers = await Promise.allSettled([
    who.api.openThread({ site: SITE, key }),
    who.api.openThread({ site: SITE, key, sort: 'oldest', limit: 100 }),
    who.api.listComments(comment.thread, { sort: 'top' }),
    who.api.listChanges(comment.thread, 0),
    who.api.getMine(comment.thread),
    who.api.getComment(comment.id),
    who.api.listComments(comment.thread, { parent: comment.id }),
  ]);
  return JSON.stringify(
    answers.map((answer) => (answer.status === 'fulfilled' ? answer.value : String(answer.reason))),
  );
}

onEveryCombination('Holding', (service, last) => {
  it('a held comment is invisible to other readers, takes no number and is not counted', async () => {
    const alice = await service().guest('alice');
    const bob = await service().guest('bob', last);
    await bob.post('quiet', 'Good evening.');
    const held = await alice.post('quiet', 'What an idiot he is.');
    expect(held).to.include({ status: 'held', mine: true });
    expect(held).to.include({ reasonCode: 'suspect-words' });
    expect(held.reason).to.be.a('string');

    const seen = await everythingSeenBy(bob, held, 'quiet');
    expect(seen).not.to.contain('idiot').and.not.to.contain('held"').and.not.to.contain(held.id);
    const { thread } = await bob.api.openThread({ site: SITE, key: 'quiet' });
    expect(thread).to.deep.include({ head: 1, counts: { comments: 1 } });
    await expectRefusal('not-found', bob.api.getComment(held.id));
    await expectRefusal('parent-gone', bob.post('quiet', 'I see you.', { parent: held.id }));
    await expectRefusal('not-found', bob.api.vote(held.id, 1));
    await expectRefusal('not-found', bob.api.flag(held.id, 'abuse'));
    await expectRefusal('not-found', bob.api.editComment(held.id, 'Mine'));
    await expectRefusal('not-found', bob.api.deleteComment(held.id));

    const mine = await alice.api.getMine(held.thread);
    expect(mine.comments.map((comment) => comment.source)).to.deep.equal(['What an idiot he is.']);
    expect((await alice.api.getComment(held.id)).comment.status).to.equal('held');
  });

  it('a thread whose only comment is held looks like one without comments', async () => {
    const alice = await service().guest('alice');
    const held = await alice.post('only-held', 'Visit my casino.');
    const bob = await service().guest('bob', last);
    const { thread, comments } = await bob.api.openThread({ site: SITE, key: 'only-held' });
    expect(thread.head).to.equal(0);
    expect(comments.items).to.deep.equal([]);
    expect(held.status).to.equal('held');
  });

  it('an approved comment appears, with the next number', async () => {
    const alice = await service().guest('alice');
    const mod = await service().moderator(last);
    const held = await alice.post('approved', 'You moron.');
    const item = await findItem(mod, held.id);
    expect(item.reasons.map((reason) => reason.reason)).to.deep.equal(['suspect-word']);
    const { results } = await mod.api.decide([{ item: item.id, version: item.version, action: 'approve' }]);
    expect(results[0]).to.include({ outcome: 'done' });
    const { head, changes = [] } = await alice.api.listChanges(held.thread, 0);
    expect(head).to.equal(1);
    expect(changes[0]).to.deep.include({ seq: 1, kind: 'published', counts: { comments: 1 } });
    expect((await alice.api.getMine(held.thread)).comments).to.deep.equal([]);
  });

  it('a rejected comment leaves every page; its author is told why', async () => {
    const alice = await service().guest('alice');
    const bob = await service().guest('bob', last);
    const mod = await service().moderator();
    const posted = await alice.post('rejected', 'Something that is unkind.');
    await bob.api.flag(posted.id, 'abuse', 'Please look.');
    const item = await findItem(mod, posted.id);
    expect(item.flags).to.deep.equal({ abuse: 1 });
    const decision = {
      item: item.id,
      version: item.version,
      action: 'reject',
      reason: 'Unkind to others.',
    } as const;
    await mod.api.decide([decision]);
    expect(await everythingSeenBy(bob, posted, 'rejected')).not.to.contain('unkind');
    const mine = await alice.api.getMine(posted.thread);
    expect(mine.comments[0]).to.include({ status: 'rejected', reason: 'Unkind to others.' });
    expect((await bob.api.getMine(posted.thread)).flagged).to.deep.equal([posted.id]);
  });

  it('an edit with a suspect word takes the comment off the page until a moderator has looked', async () => {
    const alice = await service().guest('alice');
    const bob = await service().guest('bob', last);
    const mod = await service().moderator();
    const posted = await alice.post('edit-held', 'A fine day.');
    const reply = await bob.post('edit-held', 'It is.', { parent: posted.id });
    const edited = await alice.api.editComment(posted.id, 'A fine day, moron.');
    expect(edited.status).to.equal('held');
    const seen = await everythingSeenBy(bob, posted, 'edit-held');
    expect(seen).not.to.contain('moron').and.not.to.contain('fine day');
    expect((await bob.api.getComment(reply.id)).ancestors[0]).to.include({ html: null, author: null });
    const { thread } = await bob.api.openThread({ site: SITE, key: 'edit-held' });
    expect(thread.counts.comments).to.equal(1);

    const item = await findItem(mod, posted.id);
    await mod.api.decide([{ item: item.id, version: item.version, action: 'approve' }]);
    const { comments } = await bob.api.openThread({ site: SITE, key: 'edit-held' });
    expect(comments.items[0]).to.include({ status: 'published', html: '<p>A fine day, moron.</p>' });
    expect(await service().nodes[0]!.running.store.relay.reconcile(posted.thread)).to.deep.equal([]);
  });

  it('of two moderators one wins; the other is told who and what', async () => {
    const alice = await service().guest('alice');
    const [ana, ben] = [await service().moderator(), await service().moderator(last)];
    const held = await alice.post('race', 'Scum of the sea.');
    const { id, version } = await findItem(ana, held.id);
    const calls = [
      ana.api.decide([{ item: id, version, action: 'approve' }]),
      ben.api.decide([{ item: id, version, action: 'reject' }]),
    ];
    const outcomes = await Promise.allSettled(calls);
    const losers = outcomes.filter((outcome) => outcome.status === 'rejected');
    expect(losers).to.have.length(1);
    expect(losers[0]?.reason).to.include({ code: 'conflict', status: 409 });
    expect(losers[0]?.reason.current.event.actor.name).to.be.a('string');
    const detail = await ana.api.getItem(id);
    expect(
      detail.events.filter((event) => event.kind === 'approve' || event.kind === 'reject'),
    ).to.have.length(1);
    expect(detail.item.state).to.equal('closed');
  });

  it('readers get nothing of the moderators’ rooms', async () => {
    const alice = await service().guest('alice');
    await expectRefusal('not-found', alice.api.listQueue());
    await expectRefusal('not-found', alice.api.listIssues());
    await expectRefusal('not-found', alice.api.listLog());
  });
});

async function findItem(mod: Person, id: string) {
  const { items } = await mod.api.listQueue({ limit: 100 });
  const item = items.find((one) => one.id === id);
  expect(item, 'the item is in the queue').not.to.equal(undefined);
  return item!;
}
