import type { DecisionResult, ReviewItem } from '@parley/contracts/objects';
import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import type { Person } from '../harness/people.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { SITE } from '../harness/service.ts';
import { staff } from '../harness/staff.ts';
import { openWindow } from '../harness/window.ts';

onEveryCombination('Undo', (service, last) => {
  it('brings a rejected comment back to every open window, counted again, as an event of its own', async () => {
    const mod = await service().moderator();
    const { id } = await (await service().guest('alice')).post('undo-live', 'A calm remark.');
    const window = await openWindow((service().nodes[last] as { url: string }).url, {
      site: SITE,
      key: 'undo-live',
    });
    const rejected = await decideOne(mod, { item: id, version: 0, action: 'reject' });
    expect(rejected.outcome).to.equal('done');
    expect(await window.settled(2)).to.deep.equal([]);

    const undone = await mod.api.undo(eventOf(rejected));
    expect(undone).to.include({ outcome: 'done' });
    expect(undone.event).to.deep.include({ kind: 'undo', reverses: eventOf(rejected) });
    expect(undone.item).to.deep.include({ state: 'open', decision: null });
    expect(await window.settled(3)).to.deep.equal([id]);
    expect(window.count).to.equal(1);
    window.close();

    const again = await mod.api.undo(eventOf(rejected));
    expect([again.outcome, again.event?.id]).to.deep.equal(['already', undone.event?.id]);
    const detail = await mod.api.getItem(id);
    expect(detail.events.map(({ kind }) => kind)).to.deep.equal(['opened', 'reject', 'undo']);
    expect(detail.undoable).to.deep.equal([]);
  });

  it('takes an approved comment off the page again, and tells its author that it waits', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice');
    const { id, thread } = await alice.post('undo-approve', 'What an idiot.');
    const approved = await decideOne(mod, { item: id, version: 1, action: 'approve' });
    await mod.api.undo(eventOf(approved));
    const bob = await service().guest('bob', last);
    await expectRefusal('not-found', bob.api.getComment(id));
    expect((await bob.api.readCounts(SITE, ['undo-approve'])).counts).to.deep.equal({ 'undo-approve': 0 });
    const [mine] = (await alice.api.getMine(thread)).comments;
    expect(mine).to.include({ id, status: 'held', reason: 'A moderator looks at it again.' });
  });

  it('is refused when a later decision changed the same thing, and names who made it', async () => {
    const mod = await service().moderator();
    const lea = await staff(service(), { name: 'Lea', role: 'lead', sites: [SITE] });
    const { id } = await (await service().guest('alice')).post('undo-late', 'What an idiot.');
    const approved = await decideOne(mod, { item: id, version: 1, action: 'approve' });
    await decideOne(lea, { item: id, version: 2, action: 'reopen' });
    const rejected = await decideOne(lea, { item: id, version: 3, action: 'reject' });
    const refusal = await expectRefusal('conflict', mod.api.undo(eventOf(approved)));
    expect((refusal.current as DecisionResult).event?.id).to.equal(eventOf(rejected));
    expect(refusal.message).to.contain('Lea');
    expect((await mod.api.getItem(id)).item).to.include({ state: 'closed', version: 4 });
  });

  it('is not hindered by flags, nor by what was taken back itself', async () => {
    const mod = await service().moderator();
    const { id } = await (await service().guest('alice')).post('undo-flags', 'What an idiot.');
    const approved = await decideOne(mod, { item: id, version: 1, action: 'approve' });
    await (await service().guest('bob', last)).api.flag(id, 'abuse');
    const reopened = await decideOne(mod, { item: id, version: 3, action: 'reopen' });
    await mod.api.undo(eventOf(reopened));
    expect((await mod.api.undo(eventOf(approved))).item).to.include({ state: 'open' });
  });

  it('of what others decided is for leads, and nobody undoes what they cannot see', async () => {
    const owner = await service().moderator();
    const kim = await staff(service(), { name: 'Kim', role: 'moderator', sites: [SITE] });
    const lea = await staff(service(), { name: 'Lea', role: 'lead', sites: [SITE] });
    const stranger = await staff(service(), { name: 'Sam', role: 'lead', sites: ['elsewhere'] });
    const { id } = await (await service().guest('alice')).post('undo-rights', 'What an idiot.');
    const decided = await decideOne(owner, { item: id, version: 1, action: 'reject' });
    await expectRefusal('forbidden', kim.api.undo(eventOf(decided)));
    await expectRefusal('not-found', stranger.api.undo(eventOf(decided)));
    expect((await kim.api.getItem(id)).undoable).to.deep.equal([]);
    expect((await lea.api.getItem(id)).undoable).to.deep.equal([eventOf(decided)]);
    expect((await lea.api.undo(eventOf(decided))).outcome).to.equal('done');
  });

  it('of a bulk takes back all that nobody has touched since, with a result for each', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice');
    const comments = await Promise.all(
      [1, 2, 3].map((n) => alice.post('undo-bulk', `What an idiot, number ${n}.`)),
    );
    const { results, bulk } = await mod.api.decide([
      ...comments.map(({ id }) => ({ item: id, version: 1, action: 'approve' as const })),
      { item: `${'a'.repeat(20)}${'0'.repeat(26)}`, version: 1, action: 'approve' },
    ]);
    expect(results.map(({ outcome }) => outcome)).to.deep.equal(['done', 'done', 'done', 'not-found']);
    expect(new Set(results.map(({ event }) => event?.bulk))).to.deep.equal(new Set([bulk, undefined]));
    const touched = results[1]?.item as ReviewItem;
    await decideOne(mod, { item: touched.id, version: touched.version, action: 'reopen' });

    const undone = await mod.api.undoBulk(bulk as string);
    const outcomes = new Map(undone.results.map(({ id, outcome }) => [id, outcome]));
    expect(comments.map(({ id }) => outcomes.get(id))).to.deep.equal(['done', 'conflict', 'done']);
    const { counts } = await alice.api.readCounts(SITE, ['undo-bulk']);
    expect(counts).to.deep.equal({ 'undo-bulk': 1 });
    const again = await mod.api.undoBulk(bulk as string);
    expect(again.results.map(({ outcome }) => outcome).sort()).to.deep.equal([
      'already',
      'already',
      'conflict',
    ]);
  });
});

async function decideOne(who: Person, decision: Parameters<Person['api']['decide']>[0][number]) {
  const { results } = await who.api.decide([decision]);
  return results[0] as DecisionResult;
}

function eventOf({ event }: DecisionResult): string {
  if (event === undefined) throw new Error('nothing was decided');
  return event.id;
}
