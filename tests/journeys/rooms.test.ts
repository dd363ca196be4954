import { randomUUID } from 'node:crypto';
import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { SITE } from '../harness/service.ts';
import { staff } from '../harness/staff.ts';

onEveryCombination('Threads and authors', (service, last) => {
  before('some write', async () => {
    await service().configure({ suspectWords: ['idiot'] });
    const [alice, bob] = [await service().guest('Älice'), await service().guest('bob', last)];
    await alice.post('ferry', 'Good evening.');
    service().clock.move(1_000);
    await bob.post('bridge', 'The bridge.');
    service().clock.move(1_000);
    await bob.post('ferry', 'An idiot.');
    service().clock.move(1_000);
    await alice.post('ferry', 'Again.');
  });

  it('are found: threads by activity, by when they began, by words, by key and by address', async () => {
    const kim = await staff(service(), { name: 'Kim', role: 'moderator', sites: [SITE] });
    const keys = async (query: Parameters<typeof kim.api.listThreads>[0]) =>
      (await kim.api.listThreads({ site: SITE, ...query })).threads.map(({ key }) => key);
    expect(await keys({})).to.deep.equal(['ferry', 'bridge']);
    expect(await keys({ order: 'newest' })).to.deep.equal(['bridge', 'ferry']);
    expect(await keys({ q: 'BOUT FE' })).to.deep.equal(['ferry']);
    expect(await keys({ q: 'bridge' })).to.deep.equal(['bridge']);
    expect(await keys({ q: 'https://gazette.example/ferry' })).to.deep.equal(['ferry']);
    expect(await keys({ q: 'nothing like it' })).to.deep.equal([]);
    expect(await keys({ state: 'closed' })).to.deep.equal([]);
    const [ferry] = (await kim.api.listThreads({ q: 'ferry' })).threads;
    expect(ferry).to.deep.include({ waiting: 1, counts: { comments: 2 } });
    expect(ferry?.own).to.deep.equal({ premoderation: null, slowModeSeconds: 0 });
  });

  it('threads are changed by one of two moderators; the other is told who, and sees it as it is', async () => {
    const kim = await staff(service(), { name: 'Kim', role: 'moderator', sites: [SITE] });
    const owner = await service().moderator(last);
    const { id } = (await kim.api.listThreads({ q: 'ferry' })).threads[0]!;
    const seen = { state: 'open', premoderation: null, slowModeSeconds: 0 } as const;
    await kim.api.updateThread(id, { slowModeSeconds: 30, seen });
    const lost = await expectRefusal('conflict', owner.api.updateThread(id, { state: 'closed', seen }));
    expect(lost.message).to.contain('Kim');
    expect(lost.current).to.deep.include({
      changed: { by: { id: kim.id, name: 'Kim' }, at: (await owner.api.getThread(id)).changed?.at },
    });
    const same = await owner.api.updateThread(id, { slowModeSeconds: 30, seen });
    expect(same.settings.slowModeSeconds).to.equal(30);
    const { thread, latest, pinned } = await owner.api.getThread(id);
    expect(thread).to.deep.include({ state: 'open', own: { premoderation: null, slowModeSeconds: 30 } });
    expect([latest.length, pinned.length]).to.deep.equal([2, 0]);
  });

  it('authors are found by their name with what they did and what holds for them', async () => {
    const lea = await staff(service(), { name: 'Lea', role: 'lead', sites: [SITE] });
    const { authors } = await lea.api.listAuthors({ q: 'alI' });
    expect(authors.map(({ name }) => name)).to.deep.equal(['Älice']);
    expect(authors[0]?.standing).to.deep.equal({ published: 2, held: 0, rejected: 0 });
    const id = authors[0]?.id ?? '';
    await lea.api.sanction(id, { kind: 'mute', reason: 'A troll.' });
    const again = await lea.api.listAuthors({ q: id });
    expect(again.authors.map(({ sanctions }) => sanctions)).to.deep.equal([['mute']]);
    const sam = await staff(service(), { name: 'Sam', role: 'lead', sites: ['elsewhere'] });
    expect((await sam.api.listAuthors({ q: id })).authors).to.deep.equal([]);
    expect((await sam.api.listThreads({ q: 'ferry' })).threads).to.deep.equal([]);
  });

  it('authors are noted about, for the moderators of their site and nobody else', async () => {
    const [kim, lea, sam] = await Promise.all([
      staff(service(), { name: 'Kim', role: 'moderator', sites: [SITE] }),
      staff(service(), { name: 'Lea', role: 'lead', sites: [SITE] }),
      staff(service(), { name: 'Sam', role: 'moderator', sites: [SITE] }),
    ]);
    const { id } = await service().guest('carol', last);
    const note = await kim.api.addNote(id, { key: randomUUID(), text: ' Writes from two accounts. ' });
    expect(note).to.deep.include({ text: 'Writes from two accounts.', mayRemove: true });
    expect(note.by.name).to.equal('Kim');
    const seen = await sam.api.getAuthor(id);
    expect(seen.notes).to.deep.equal({ notes: [{ ...note, mayRemove: false }], next: null });
    await expectRefusal('forbidden', sam.api.removeNote(id, note.id));
    await expectRefusal('not-found', sam.api.removeNote(kim.id, note.id));
    await expectRefusal('validation-failed', kim.api.addNote(id, { key: randomUUID(), text: '  ' }));
    const key = randomUUID();
    const other = await sam.api.addNote(id, { key, text: 'Calm again.' });
    await expectRefusal('idempotency-mismatch', sam.api.addNote(id, { key, text: 'Angry again.' }));
    await lea.api.removeNote(id, note.id);
    await lea.api.removeNote(id, note.id);
    expect((await kim.api.listNotes(id)).notes.map((one) => one.id)).to.deep.equal([other.id]);

    const { acts } = await lea.api.listLog({ site: SITE, author: id });
    expect(acts.map(({ kind, actor }) => [kind, actor.name])).to.deep.equal([
      ['note-removed', 'Lea'],
      ['note-added', 'Sam'],
      ['note-added', 'Kim'],
    ]);
    expect(JSON.stringify(acts), 'the log cannot forget')
      .not.to.contain('accounts')
      .and.not.to.contain('Calm');
    expect(JSON.stringify(service().log.lines)).not.to.contain('two accounts');
  });
});
