import type { Comment } from '@parley/contracts/objects';
import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import type { Person } from '../harness/people.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { SITE } from '../harness/service.ts';
import { staff } from '../harness/staff.ts';
import { waitFor } from '../harness/wait-for.ts';
import { openWindow, type Window } from '../harness/window.ts';

const HOUR_MS = 60 * 60_000;

onEveryCombination('Sanctions', (service, last) => {
  const urlOf = (node: number) => (service().nodes[node] as { url: string }).url;

  it('a ban works at once on every node, says why and until when, and ends by itself', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice', last);
    await alice.post('ban', 'Before.');
    const until = new Date(service().clock.now() + HOUR_MS).toISOString();
    const { sanction, removed } = await mod.api.sanction(alice.id, {
      kind: 'ban',
      until,
      reason: 'Insults in three threads.',
    });
    expect(sanction).to.deep.include({ kind: 'ban', until, isInForce: true, removal: null });
    expect(removed).to.equal(0);

    const refusal = await expectRefusal('banned', alice.post('ban', 'After.'));
    expect(refusal.message)
      .to.contain('Insults in three threads.')
      .and.to.contain(new Date(until).toUTCString());
    await expectRefusal('banned', alice.api.getMe());
    const { thread } = await alice.api.openThread({ site: SITE, key: 'ban' });
    expect(thread.counts.comments, 'what was written before stays, and reading needs no session').to.equal(1);

    service().clock.move(HOUR_MS + 1);
    expect((await alice.post('ban', 'An hour later.')).status).to.equal('published');
    expect((await mod.api.getAuthor(alice.id)).sanctions[0]).to.deep.include({
      isInForce: false,
      lifted: null,
    });
  });

  it('a ban cuts the sockets of its reader on every node; what everybody may read they may follow', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice', last);
    const bob = await service().guest('bob');
    const { thread } = await bob.post('cut', 'Before.');
    const place = { site: SITE, key: 'cut' };
    const tokens = [alice.token, bob.token, null];
    const windows = await Promise.all(tokens.map((token) => openWindow(urlOf(last), place, token)));
    const [hers, his, anonymous] = windows as [Window, Window, Window];
    await mod.api.sanction(alice.id, { kind: 'ban', reason: 'Insults.' });
    await waitFor(
      'her window to be refused with her token',
      () => hers.live.state().lastCloseReason === 'banned',
    );
    await waitFor('it to follow without', () => hers.live.state().status === 'live');
    await bob.post('cut', 'After.');
    for (const window of windows) expect(await window.settled(2)).to.have.length(2);
    expect(
      [his, anonymous].map(({ live }) => live.state().reconnects),
      'nobody else is cut',
    ).to.deep.equal([0, 0]);
    for (const window of windows) window.close();

    const { sanctions } = await mod.api.getAuthor(alice.id);
    await mod.api.liftSanction(alice.id, sanctions[0]?.id as string);
    const again = await waitFor('her token to be good again', async () => {
      const window = await openWindow(urlOf(last), place, alice.token);
      const { lastCloseReason } = window.live.state();
      window.close();
      return lastCloseReason === null && window.thread.id === thread;
    });
    expect(again).to.equal(true);
  });

  it('tells the reader of a premoderation, until when and why; of a mute it tells nothing', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice', last);
    expect((await alice.api.getMe()).sanctions).to.deep.equal([]);
    await mod.api.sanction(alice.id, { kind: 'mute', reason: 'A troll.' });
    expect((await alice.api.getMe()).sanctions).to.deep.equal([]);
    const until = new Date(service().clock.now() + HOUR_MS).toISOString();
    await mod.api.sanction(alice.id, { kind: 'premoderate', until, reason: 'Off topic.' });
    const words = `Your comments here are looked at by a moderator first, until ${new Date(until).toUTCString()}. The reason: Off topic.`;
    const told = [{ kind: 'premoderate', until, reason: 'Off topic.', words }];
    expect((await alice.api.getMe()).sanctions).to.deep.equal(told);
    await mod.api.sanction(alice.id, { kind: 'ban', reason: 'Insults.' });
    const { current, message } = await expectRefusal('banned', alice.api.getMe());
    expect(current).to.deep.equal({ kind: 'ban', until: null, reason: 'Insults.', words: message });
    expect(message).to.contain('until further notice').and.to.contain('Insults.');
  });

  it('is lifted at once, and stays in the author’s history', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice', last);
    const { sanction } = await mod.api.sanction(alice.id, { kind: 'ban', reason: 'Spam.' });
    await expectRefusal('banned', alice.post('lift', 'No.'));
    expect((await mod.api.listSanctions({ site: SITE })).sanctions.map(({ id }) => id)).to.include(
      sanction.id,
    );
    expect((await mod.api.liftSanction(alice.id, sanction.id)).lifted?.by.id).to.equal(mod.id);
    expect((await mod.api.liftSanction(alice.id, sanction.id)).isInForce, 'twice is once').to.equal(false);
    expect((await alice.post('lift', 'Yes.')).status).to.equal('published');
    expect((await mod.api.getAuthor(alice.id)).sanctions).to.have.length(1);
  });

  it('under premoderation everything is held, and the author is told so in plain words', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice', last);
    await mod.api.sanction(alice.id, { kind: 'premoderate', reason: 'Off topic again and again.' });
    const held = await alice.post('premoderated', 'A calm remark.');
    expect(held).to.include({ status: 'held' });
    expect(held.reason).to.contain('looked at by a moderator first, until further notice');
    const { item } = await mod.api.getItem(held.id);
    expect(item.reasons.map(({ reason }) => reason)).to.deep.equal(['sanctioned-author']);
  });

  it('a muted author sees their comments as any other; nobody else finds a trace of them', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice', last);
    const bob = await service().guest('bob');
    const root = await bob.post('mute', 'Good evening.');
    const before = await everythingPublic(urlOf(last), bob, 'mute', root);
    const window = await openWindow(urlOf(last), { site: SITE, key: 'mute' });
    await mod.api.sanction(alice.id, { kind: 'mute', reason: 'A troll.' });

    const muted = await alice.post('mute', 'Xylophone.', { parent: root.id });
    const own = await alice.post('mute', 'Xylophone once more.', { parent: muted.id });
    const edited = await alice.api.editComment(muted.id, 'Xylophone, edited.');
    for (const comment of [muted, own, edited]) {
      expect(comment).to.include({ status: 'published', mine: true });
      expect(comment).not.to.have.any.keys('reason', 'muted', 'appeal');
    }
    const mine = (await alice.api.getMine(muted.thread)).comments;
    expect(mine.map(({ status, source }) => [status, source])).to.have.deep.members([
      ['published', 'Xylophone, edited.'],
      ['published', 'Xylophone once more.'],
    ]);
    expect((await alice.api.getComment(muted.id)).comment).to.include({
      status: 'published',
      editedAt: edited.editedAt,
    });
    expect((await alice.api.getMe()).reader?.id, 'nothing tells').to.equal(alice.id);

    expect(await everythingPublic(urlOf(last), bob, 'mute', root)).to.equal(before);
    await expectRefusal('not-found', bob.api.getComment(muted.id));
    await expectRefusal('parent-gone', bob.post('mute', 'Hello?', { parent: muted.id }));
    await expectRefusal('not-found', bob.api.flag(muted.id, 'abuse'));
    const after = await bob.post('mute', 'Is anybody here?');
    expect(await window.settled(2)).to.deep.equal([root.id, after.id].sort());
    expect(JSON.stringify(window.changes)).not.to.contain('Xylophone').and.not.to.contain(muted.id);
    expect(window.count).to.equal(2);
    window.close();

    const { items } = await mod.api.listQueue({ site: SITE, state: 'closed', reason: 'muted-author' });
    expect(items.map(({ id }) => id)).to.have.members([muted.id, own.id]);
    expect(
      (await mod.api.listQueue({ site: SITE, reason: 'muted-author' })).items,
      'nobody waits',
    ).to.deep.equal([]);
  });

  it('under a mute an edit of what everybody saw leaves the page, and its author sees it there', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice', last);
    const comment = await alice.post('mute-edit', 'Harmless.');
    await mod.api.sanction(alice.id, { kind: 'mute', reason: 'A troll.' });
    expect(await alice.api.editComment(comment.id, 'Xylophone.')).to.include({ status: 'published' });
    const bob = await service().guest('bob');
    await expectRefusal('not-found', bob.api.getComment(comment.id));
    expect((await alice.api.getComment(comment.id)).comment.source).to.equal('Xylophone.');
  });

  it('takes down what the author wrote lately with it, and brings it back as one', async () => {
    const alice = await service().guest('alice', last);
    const bob = await service().guest('bob');
    const kept = await alice.post('remove', 'An old remark.');
    service().clock.move(30 * HOUR_MS);
    const mod = await service().moderator();
    const fresh = await alice.post('remove', 'A remark of today.');
    const held = await alice.post('remove', 'What an idiot.');
    await bob.post('remove', 'Somebody else.');
    const { sanction, removed, isMore } = await mod.api.sanction(alice.id, {
      kind: 'premoderate',
      reason: 'Spam.',
      removeDays: 1,
    });
    expect([removed, isMore]).to.deep.equal([2, false]);
    const count = async () => (await bob.api.readCounts(SITE, ['remove'])).counts.remove;
    expect(await count()).to.equal(2);
    expect((await mod.api.getAuthor(alice.id)).standing).to.deep.include({
      published: 1,
      held: 0,
      rejected: 2,
    });

    const { results } = await mod.api.undoBulk(sanction.removal as string);
    expect(results.map(({ outcome }) => outcome)).to.deep.equal(['done', 'done']);
    expect(await count()).to.equal(3);
    expect((await bob.api.getComment(fresh.id)).comment.status).to.equal('published');
    expect((await mod.api.getItem(held.id)).item.comment.status).to.equal('held');
    expect((await bob.api.getComment(kept.id)).comment.status).to.equal('published');
  });

  it('is for leads of the author’s site; everywhere for owners; nobody is sanctioned into the past', async () => {
    const owner = await service().moderator();
    const kim = await staff(service(), { name: 'Kim', role: 'moderator', sites: [SITE] });
    const lea = await staff(service(), { name: 'Lea', role: 'lead', sites: [SITE] });
    const stranger = await staff(service(), { name: 'Sam', role: 'lead', sites: ['elsewhere'] });
    const { id } = await service().guest('alice');
    const mute = { kind: 'mute', reason: 'A troll.' } as const;
    await expectRefusal('forbidden', kim.api.sanction(id, mute));
    await expectRefusal('not-found', stranger.api.sanction(id, mute));
    await expectRefusal('not-found', stranger.api.getAuthor(id));
    await expectRefusal('forbidden', lea.api.sanction(id, { ...mute, everywhere: true }));
    await expectRefusal('not-found', owner.api.sanction(kim.id, mute));
    const past = new Date(service().clock.now() - 1).toISOString();
    await expectRefusal('validation-failed', lea.api.sanction(id, { ...mute, until: past }));
    const { sanction } = await lea.api.sanction(id, mute);
    await expectRefusal('forbidden', kim.api.liftSanction(id, sanction.id));
    expect((await kim.api.getAuthor(id)).maySanction).to.equal(false);
    expect((await owner.api.liftSanction(id, sanction.id)).isInForce).to.equal(false);
  });
});

/** All that anybody can read about a thread: slices, changes, counts, permalink, feeds, the plain page. */
async function everythingPublic(url: string, who: Person, key: string, root: Comment): Promise<string> {
  const { thread } = root;
  const pages = await Promise.all(
    [`/v1/threads/${thread}/feed.atom`, `/v1/sites/${SITE}/feed.atom`].map(async (path) => {
      const response = await fetch(url + path);
      return `${response.status} ${await response.text()}`;
    }),
  );
  const plain = await (await fetch(`${url}/t/${thread}`)).text();
  const answers = await Promise.all([
    who.api.openThread({ site: SITE, key, sort: 'newest' }),
    who.api.openThread({ site: SITE, key, sort: 'discussed' }),
    who.api.listComments(thread, { parent: root.id }),
    who.api.listChanges(thread, 0),
    who.api.readCounts(SITE, [key]),
    who.api.getComment(root.id),
  ]);
  return JSON.stringify([answers, pages, (plain.match(/<article[\s\S]*<\/article>/) ?? [''])[0]]);
}
