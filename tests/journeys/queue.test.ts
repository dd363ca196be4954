import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { SITE } from '../harness/service.ts';

onEveryCombination('The queue', (service) => {
  it('is narrowed by status, thread, author, reason and age, and told in numbers', async () => {
    const mod = await service().moderator();
    const [alice, bob] = [await service().guest('alice'), await service().guest('bob')];
    const insult = await alice.post('narrow', 'What an idiot.');
    service().clock.move(60_000);
    const between = new Date(service().clock.now()).toISOString();
    const calm = await alice.post('narrow', 'A calm remark.');
    await bob.api.flag(calm.id, 'spam');
    const other = await bob.post('elsewhere', 'Another idiot.');

    const ids = async (query: Parameters<typeof mod.api.listQueue>[0]) =>
      (await mod.api.listQueue({ site: SITE, sort: 'oldest', ...query })).items.map(({ id }) => id);
    expect(await ids({ status: 'held' })).to.deep.equal([insult.id, other.id]);
    expect(await ids({ status: 'published' })).to.deep.equal([calm.id]);
    expect(await ids({ thread: insult.thread })).to.deep.equal([insult.id, calm.id]);
    expect(await ids({ thread: insult.thread, status: 'held' })).to.deep.equal([insult.id]);
    expect(await ids({ author: alice.id })).to.deep.equal([insult.id, calm.id]);
    expect(await ids({ author: alice.id, sort: 'latest' })).to.deep.equal([calm.id, insult.id]);
    expect(await ids({ author: alice.id, reason: 'flag:spam' })).to.deep.equal([calm.id]);
    expect(await ids({ author: 'nobody' })).to.deep.equal([]);
    expect(await ids({ openedBefore: between })).to.deep.equal([insult.id]);
    const { counts } = await mod.api.listQueue({ site: SITE });
    expect(counts).to.deep.equal({ open: 3, held: 2, flagged: 1, escalated: 0 });

    const first = await mod.api.listQueue({ author: alice.id, sort: 'oldest', limit: 1 });
    const second = await mod.api.listQueue({
      author: alice.id,
      sort: 'oldest',
      limit: 1,
      after: first.next ?? '',
    });
    expect([...first.items, ...second.items].map(({ id }) => id)).to.deep.equal([insult.id, calm.id]);
    expect(second.next).to.equal(null);
  });

  it('shows what was decided by when it was, the last first', async () => {
    const mod = await service().moderator();
    const alice = await service().guest('alice');
    const held = [];
    for (const word of ['One', 'Two', 'Three']) held.push(await alice.post('decided', `${word} idiot.`));
    const [one, two, three] = held.map(({ id }) => id);
    for (const item of [two, one, three]) {
      service().clock.move(1_000);
      await mod.api.decide([{ item: item ?? '', version: 1, action: 'approve' }]);
    }
    const { items } = await mod.api.listQueue({ state: 'closed', sort: 'latest', thread: held[0]!.thread });
    expect(items.map(({ id }) => id)).to.deep.equal([three, one, two]);
  });

  it('says what a score is the sum of, and hears less of those who were wrong', async () => {
    const mod = await service().moderator();
    const [alice, bob, cry] = await Promise.all(['alice', 'bob', 'cry'].map((name) => service().guest(name)));
    for (const word of ['first', 'second', 'third']) {
      const fine = await alice!.post('weighed', `A fine ${word} remark.`);
      await cry!.api.flag(fine.id, 'abuse');
      await mod.api.decide([{ item: fine.id, version: 1, action: 'approve' }]);
    }
    const { id } = await alice!.post('weighed', 'Some words about the ferry.');
    await bob!.post('weighed', 'I see.', { parent: id });
    await bob!.api.flag(id, 'abuse');
    await cry!.api.flag(id, 'abuse');

    const { item, score, flags } = await mod.api.getItem(id);
    const sumOf = (parts: { points: number }[] = []) => parts.reduce((sum, { points }) => sum + points, 0);
    expect(flags.map(({ reader, weight, parts }) => [reader.name, weight, sumOf(parts)])).to.deep.equal([
      ['bob', 27, 27],
      ['cry', 4, 4],
    ]);
    expect(flags[1]?.parts).to.deep.equal([
      { part: 'reason', points: 20, detail: 'abuse' },
      { part: 'standing', points: 0, detail: 'new here, 0 published comments' },
      { part: 'reach', points: 2, detail: '1 reply, 0 votes' },
      { part: 'age', points: 5, detail: 'written within the last hour' },
      { part: 'accuracy', points: -23, detail: '0 of their last 3 decided reports were right' },
    ]);
    expect(score).to.have.length(1);
    expect(score[0]?.points).to.equal(item.score);
    expect(sumOf(score[0]?.parts)).to.equal(item.score);

    const { results } = await mod.api.decide([{ item: id, version: item.version, action: 'reject' }]);
    const decided = await mod.api.getItem(id);
    expect(decided.flags.map(({ outcome }) => outcome)).to.deep.equal(['agreed', 'agreed']);
    await mod.api.undo(results[0]?.event?.id ?? '');
    const undone = await mod.api.getItem(id);
    expect(undone.flags.map(({ outcome }) => outcome)).to.deep.equal([null, null]);
    expect([undone.score, undone.flags.map(({ weight }) => weight)], 'what was weighed stays').to.deep.equal([
      score,
      [27, 4],
    ]);
  });
});
