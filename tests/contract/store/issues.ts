import type { IssueState } from '@parley/contracts/objects';
import type { ReviewCursor, Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { anIssueReport, aTriage, sortableId } from '../../harness/records.ts';
import { addReport, type GetStore, present } from './arrange.ts';

export function describeIssues(getStore: GetStore): void {
  describe('an issue report', () => {
    it('makes its group, and the next of its kind joins it', async () => {
      const store = getStore();
      const group = { id: `group-${sortableId()}`, title: 'The API answers 5xx' };
      const first = anIssueReport({ message: null, email: 'reader@example.org' });
      const made = await addReport(store, first, group);
      expect(made).to.deep.equal({
        isNew: true,
        group: {
          ...group,
          site: first.site,
          version: 1,
          state: 'new',
          diagnosis: first.diagnosis,
          count: 1,
          firstSeen: first.receivedAt,
          lastSeen: first.receivedAt,
          assignee: null,
          fixedIn: null,
          publicNote: null,
          mergedInto: null,
          last: null,
          tally: 1,
          spikingSince: null,
        },
      });
      const second = anIssueReport();
      const joined = await addReport(store, second, group);
      expect(joined.group).to.deep.include({ count: 2, lastSeen: second.receivedAt });
      expect(await store.issues.samples(group.id, 20)).to.deep.equal([second, first]);
      expect(await store.issues.samples(group.id, 1)).to.deep.equal([second]);
      expect(await store.issues.samples('unknown', 20)).to.deep.equal([]);
      expect(await store.issues.find(group.id)).to.deep.equal(joined.group);
      expect(await store.issues.findByTicket(first.ticket)).to.deep.equal(joined.group);
    });

    it('sent ten times at once is one report', async () => {
      const store = getStore();
      const group = { id: `group-${sortableId()}`, title: 'Storage is blocked' };
      const report = anIssueReport();
      const answers = await Promise.all(Array.from({ length: 10 }, () => addReport(store, report, group)));
      expect(answers.filter(({ isNew }) => isNew)).to.have.length(1);
      const again = await addReport(store, report, { ...group, id: `group-${sortableId()}` });
      expect(again).to.deep.include({ isNew: false });
      expect(again.group).to.deep.include({ id: group.id, count: 1 });
    });

    it('of twenty-five readers at once are all counted; the newest twenty are shown', async () => {
      const store = getStore();
      const group = { id: `group-${sortableId()}`, title: 'Everybody’s trouble' };
      const reports = Array.from({ length: 25 }, () => anIssueReport());
      await Promise.all(reports.map((report) => addReport(store, report, group)));
      const found = present(await store.issues.find(group.id), 'the group');
      expect(found.count).to.equal(25);
      expect(found.firstSeen).to.equal(reports[0]?.receivedAt);
      const samples = await store.issues.samples(group.id, 20);
      expect(samples.map(({ ticket }) => ticket)).to.deep.equal(
        reports
          .slice(5)
          .reverse()
          .map(({ ticket }) => ticket),
      );
      expect(await store.issues.findByTicket(reports[0]!.ticket)).to.deep.equal(found);
    });

    it('that is deleted is counted no more, and its group stays to know it again', async () => {
      const store = getStore();
      const group = { id: `group-${sortableId()}`, title: 'Deleted at wish' };
      const [first, second] = [anIssueReport(), anIssueReport()];
      await addReport(store, first, group);
      await addReport(store, second, group);
      await store.issues.act(aTriage(group.id, { set: { state: 'fixed', fixedIn: '1.0.0' } }), 1);
      expect(await store.issues.remove(first.ticket)).to.equal(true);
      expect(await store.issues.findByTicket(first.ticket)).to.equal(null);
      expect(await store.issues.find(group.id)).to.deep.include({ count: 1 });
      expect(await store.issues.samples(group.id, 20)).to.deep.equal([second]);
      expect(await store.issues.remove(first.ticket)).to.equal(false);
      await store.issues.remove(second.ticket);
      expect(await store.issues.samples(group.id, 20)).to.deep.equal([]);
      const emptied = { count: 0, state: 'fixed', lastSeen: second.receivedAt };
      expect(await store.issues.find(group.id)).to.deep.include(emptied);
      expect((await addReport(store, anIssueReport(), group)).group).to.deep.include({
        count: 1,
        state: 'fixed',
      });
    });

    it('that is old is purged, so many at a time; newer ones stay', async () => {
      const store = getStore();
      const group = { id: `group-${sortableId()}`, title: 'Long ago' };
      const old = [1, 2, 3].map((receivedAt) => anIssueReport({ receivedAt }));
      const fresh = anIssueReport();
      for (const report of [...old, fresh]) await addReport(store, report, group);
      expect(await store.issues.purge(3, 1)).to.equal(1);
      expect(await store.issues.purge(3, 10)).to.equal(1);
      expect(await store.issues.purge(3, 10)).to.equal(0);
      expect(await store.issues.find(group.id)).to.deep.include({ count: 2 });
      expect(await store.issues.samples(group.id, 20)).to.deep.equal([fresh, old[2]]);
    });

    it('that is unknown is not found', async () => {
      expect(await getStore().issues.findByTicket(anIssueReport().ticket)).to.equal(null);
      expect(await getStore().issues.find('unknown')).to.equal(null);
    });
  });

  describe('the list of issue reports', () => {
    it('has groups last seen first, by site and state, every one once', async () => {
      const store = getStore();
      const [north, south] = [`north-${sortableId().slice(-6)}`, `south-${sortableId().slice(-6)}`];
      const ids: Record<string, string[]> = { [north]: [], [south]: [] };
      for (let index = 0; index < 12; index += 1) {
        const site = index % 2 === 0 ? north : south;
        const id = `group-${sortableId()}`;
        await addReport(store, anIssueReport({ site }), { id, title: `Trouble ${index}` });
        if (index % 3 === 0) await store.issues.act(aTriage(id, { set: { state: 'triaged' } }), 1);
        ids[site]!.unshift(id);
      }
      expect(await listAll(store, { sites: [north], state: null })).to.deep.equal(ids[north]);
      const both = await listAll(store, { sites: [north, south], state: null });
      expect(both).to.have.members([...ids[north]!, ...ids[south]!]);
      expect(both).to.have.length(12);
      expect(await listAll(store, { sites: [north, south], state: 'triaged' })).to.have.length(4);
      expect(await listAll(store, { sites: [], state: null })).to.deep.equal([]);
      const anywhere = await listAll(store, { sites: null, state: null });
      expect(anywhere).to.include.members(both);
      expect(await listAll(store, { sites: null, state: 'triaged' })).to.not.include(ids[south]![0]);
    });
  });
}

async function listAll(store: Store, query: { sites: string[] | null; state: IssueState | null }) {
  const ids: string[] = [];
  let after: ReviewCursor | null = null;
  for (let count = 0; count < 200; count += 1) {
    const slice: Awaited<ReturnType<Store['issues']['list']>> = await store.issues.list({
      ...query,
      after,
      limit: 5,
    });
    ids.push(...slice.groups.map(({ id }) => id));
    after = slice.next;
    if (after === null) return ids;
  }
  throw new Error('the list of issues did not end');
}
