import type { ListLog } from '@parley/contracts/log-objects';
import { LOG_LOOKED_AT_MAX } from '@parley/core/moderation/read-log';
import { verifyLog } from '@parley/core/moderation/verify-log';
import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { guest, type Person } from '../harness/people.ts';
import { aDecision, mod } from '../harness/records.ts';
import type { Node } from '../harness/service.ts';
import { anotherSite, staff } from '../harness/staff.ts';

onEveryCombination('The log of moderation', (service, last) => {
  let site: string;
  let kim: Person;
  let lea: Person;
  let alice: Person;
  let held: { id: string; thread: string }[];
  let between: string;

  before('two moderators decide, and a lead does more', async () => {
    site = await anotherSite(service());
    await configure(site);
    kim = await staff(service(), { name: 'Kim', role: 'moderator', sites: [site] });
    lea = await staff(service(), { name: 'Lea', role: 'lead', sites: [site] }, last);
    const { url } = service().nodes[0] as Node;
    alice = await guest(url, site, 'alice');
    const bob = await guest(url, site, 'bob');
    held = [await alice.post('ferry', 'An idiot.'), await bob.post('bridge', 'Another idiot.')];
    const [first, second] = held as unknown as [{ id: string }, { id: string }];
    await decide(kim, first.id, {
      action: 'reject',
      reason: 'It insults somebody.',
      note: 'Third TIME this week',
    });
    service().clock.move(60_000);
    between = new Date(service().clock.now()).toISOString();
    service().clock.move(60_000);
    await decide(lea, second.id, { action: 'approve' });
    await lea.api.updateThread(held[0]?.thread ?? '', { state: 'closed' });
    await lea.api.sanction(alice.id, { kind: 'mute', reason: 'A troll.' });
  });

  it('is searched by who, what, about whom and where, and by words of the note', async () => {
    const [first, second] = held as unknown as [
      { id: string; thread: string },
      { id: string; thread: string },
    ];
    const cases: [ListLog, string[]][] = [
      [{ actor: kim.id }, ['reject']],
      [{ actor: lea.id }, ['author-sanctioned', 'thread-updated', 'approve']],
      [{ kind: 'opened' }, ['opened', 'opened']],
      [{ kind: 'thread-updated' }, ['thread-updated']],
      [{ item: second.id }, ['approve', 'opened']],
      [{ thread: first.thread }, ['thread-updated', 'reject', 'opened']],
      [{ author: alice.id }, ['author-sanctioned', 'reject', 'opened']],
      [{ text: 'third time' }, ['reject']],
      [{ text: 'troll' }, ['author-sanctioned']],
      [{ text: 'WEEK tír' }, []],
      [{ text: 'week thïr' }, ['reject']],
      [{ text: '?!' }, []],
      [{ text: 'INSULTS', actor: lea.id }, []],
      [{ until: between }, ['reject', 'opened', 'opened']],
      [{ from: between }, ['author-sanctioned', 'thread-updated', 'approve']],
    ];
    for (const [query, kinds] of cases) {
      expect(await kindsOf(lea, query), JSON.stringify(query)).to.deep.equal(kinds);
    }
  });

  it('says whose comment on which page an entry is about', async () => {
    const { events } = await kim.api.listLog({ site, actor: kim.id });
    expect(events[0]?.about?.author).to.deep.equal({ id: alice.id, name: 'alice' });
    expect(events[0]?.about?.thread.title).to.equal('About ferry');
  });

  it('is nobody else’s to search', async () => {
    const sam = await staff(service(), { name: 'Sam', role: 'lead', sites: ['elsewhere'] });
    expect(await kindsOf(sam, { author: alice.id })).to.deep.equal([]);
    expect((await sam.api.listChains({ site })).chains).to.deep.equal([]);
    expect((await sam.api.listStaff()).staff.map(({ name }) => name)).to.not.include('Kim');
  });

  it('ends where the command says that it ends', async () => {
    const { store } = (service().nodes[0] as Node).running;
    const { sites } = await verifyLog({ store });
    const { chains } = await kim.api.listChains({ site });
    expect(chains).to.deep.equal(sites.filter((one) => one.site === site));
    expect(chains[0]?.events).to.equal(6);
  });

  it('names who works on it, with addresses for owners only', async () => {
    const { staff: seen } = await kim.api.listStaff();
    const known = seen.filter(({ name }) => ['Kim', 'Lea'].includes(name) && name !== '');
    expect(known.map(({ name, role, email }) => [name, role, email])).to.deep.include(['Lea', 'lead', null]);
    const owner = await service().moderator();
    const all = (await owner.api.listStaff()).staff;
    expect(all[0]?.role).to.equal('owner');
    expect(all.every(({ email }) => email?.includes('@'))).to.equal(true);
  });

  it('is searched in steps of a bounded cost, each of which says how far it looked', async function () {
    this.timeout(60_000);
    const { store } = (service().nodes[0] as Node).running;
    const id = held[1]?.id ?? '';
    const item = (await kim.api.getItem(id)).item;
    if (store.name !== 'sqlite') return;
    let version = item.version;
    for (let count = 0; count < LOG_LOOKED_AT_MAX / 2; count += 1) {
      for (const action of ['reopen', 'approve'] as const) {
        const decision = aDecision({ ...item, version, state: 'open' } as never, action, {
          by: mod,
          at: service().clock.now(),
        });
        await store.review.decide(decision);
        version += 1;
      }
    }
    for (const query of [
      { actor: kim.id },
      { text: 'insults' },
      { author: alice.id, kind: 'reject' as const },
    ]) {
      const found = await kim.api.listLog({ site, ...query });
      expect(
        found.events.map(({ kind }) => kind),
        'what is filed apart',
      ).to.deep.equal(['reject']);
      expect(found).to.deep.include({ next: null, searchedTo: null });
    }
    const first = await kim.api.listLog({ site, item: id, kind: 'opened' });
    expect(first).to.deep.include({ events: [], acts: [] });
    expect(first.searchedTo).to.be.a('string');
    const next = await kim.api.listLog({ site, item: id, kind: 'opened', after: first.next ?? '' });
    expect(next.events.map(({ kind }) => kind)).to.deep.equal(['opened']);
    expect(next).to.deep.include({ next: null, searchedTo: null });
  });

  async function kindsOf(who: Person, query: ListLog): Promise<string[]> {
    const { events, acts } = await who.api.listLog({ site, ...query });
    const all = [...events, ...acts].sort((a, b) => b.at.localeCompare(a.at) || (a.id < b.id ? 1 : -1));
    return all.map(({ kind }) => kind);
  }

  async function decide(
    who: Person,
    item: string,
    rest: { action: 'approve' | 'reject'; reason?: string; note?: string },
  ): Promise<void> {
    const { version } = (await who.api.getItem(item)).item;
    await who.api.decide([{ item, version, ...rest }]);
  }

  async function configure(id: string): Promise<void> {
    const { store } = (service().nodes[0] as Node).running;
    const found = (await store.sites.list()).find((one) => one.id === id);
    if (found === undefined) throw new Error('expected the site');
    const settings = { ...found.settings, suspectWords: ['idiot'] };
    await store.sites.put({ ...found, settings, settingsVersion: found.settingsVersion + 1 });
    for (const node of service().nodes) await node.running.sites.refresh();
  }
});
