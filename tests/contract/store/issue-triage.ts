import { foldIssue } from '@parley/core/issues/fold-issue';
import { verifyLog } from '@parley/core/moderation/verify-log';
import type { IssueGroupRecord, IssueReportRecord } from '@parley/core/ports/issue-records';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { anIssueReport, aSite, aTriage, sortableId } from '../../harness/records.ts';
import { addReport, type GetStore, present } from './arrange.ts';

export function describeIssueTriage(getStore: GetStore): void {
  describe('triage of issue reports', () => {
    it('sets what an act sets, numbers it, and says what it found and left', async () => {
      const store = getStore();
      const { id } = await aGroup(store);
      const kim = { id: 'kim', name: 'Kim' };
      const first = aTriage(id, {
        set: { state: 'fixed', fixedIn: '1.2.0', assignee: kim },
        note: 'At last.',
      });
      const done = await store.issues.act(first, 1);
      if (done.outcome !== 'done') throw new Error(done.outcome);
      expect(done.group).to.deep.include({ version: 2, state: 'fixed', fixedIn: '1.2.0', assignee: kim });
      expect(done.group.last).to.deep.equal({ by: 'Mia', kind: 'changed', at: first.at });
      expect(done.event).to.deep.include({ id: first.id, version: 2, note: 'At last.' });
      expect(done.event.before).to.include({ state: 'new', fixedIn: null, assignee: null });
      expect(done.event.after).to.deep.include({ state: 'fixed', fixedIn: '1.2.0', assignee: kim });
      await store.issues.act(aTriage(id, { set: { state: 'closed', assignee: null } }), 2);
      expect(await store.issues.find(id)).to.include({ version: 3, state: 'closed', fixedIn: '1.2.0' });
      const events = await store.issues.events(id, 10);
      expect(events.map(({ version }) => version)).to.deep.equal([3, 2]);
      expect(events[1]).to.deep.equal(done.event);
      expect(await store.issues.events(id, 1)).to.have.length(1);
    });

    it('has one winner a version, and tells the others who it was', async () => {
      const store = getStore();
      const { id } = await aGroup(store);
      const states = ['triaged', 'investigating', 'fixed', 'wontfix', 'user-side'] as const;
      const results = await Promise.all(
        states.map((state) =>
          store.issues.act(aTriage(id, { set: { state }, actor: { ...mia, name: state } }), 1),
        ),
      );
      const winners = results.filter(({ outcome }) => outcome === 'done');
      expect(winners).to.have.length(1);
      const { state, version } = present(await store.issues.find(id), 'the group');
      expect(version).to.equal(2);
      const lost = results.flatMap((result) => (result.outcome === 'conflict' ? [result] : []));
      expect(lost).to.have.length(4);
      for (const { event, group } of lost) {
        expect(event?.actor.name).to.equal(state);
        expect(group).to.include({ state, version: 2 });
      }
      expect(await store.issues.act(aTriage('unknown'), 1)).to.deep.equal({ outcome: 'not-found' });
    });

    it('with the same act again is one event; without a version it goes to the end of the log', async () => {
      const store = getStore();
      const { id } = await aGroup(store);
      const act = aTriage(id, { kind: 'answered', set: {} });
      const other = aTriage(id, { kind: 'noted', set: {} });
      await Promise.all([act, act, other, act].map((one) => store.issues.act(one, null)));
      expect((await store.issues.events(id, 10)).map((event) => event.id)).to.have.members([
        act.id,
        other.id,
      ]);
      expect(await store.issues.find(id)).to.include({ version: 3, state: 'new' });
    });

    it('is not thrown out by reports that arrive meanwhile', async () => {
      const store = getStore();
      const group = await aGroup(store);
      await addReport(store, anIssueReport(), group);
      const done = await store.issues.act(aTriage(group.id), 1);
      expect(done.outcome === 'done' && done.group).to.deep.include({ state: 'triaged', count: 2 });
    });

    it('is a fold of its log, which is part of the log of its site', async () => {
      const store = getStore();
      const site = aSite();
      await store.sites.put(site);
      const group = await aGroup(store, { site: site.id });
      const act = (set: object) => store.issues.act(aTriage(group.id, { site: site.id, ...set }), null);
      await act({ set: { state: 'investigating', publicNote: 'We look into it.' } });
      await act({ kind: 'noted', set: {}, note: 'Seen on phones only.' });
      await act({ set: { publicNote: null, state: 'wontfix' } });
      const found = present(await store.issues.find(group.id), 'the group');
      const folded = foldIssue((await store.issues.events(group.id, 10)).reverse());
      expect(found).to.deep.include(folded);
      const { sites, findings } = await verifyLog({ store });
      expect(findings.filter((finding) => finding.site === site.id)).to.deep.equal([]);
      expect(sites.find((one) => one.site === site.id)?.events).to.equal(3);
    });
  });

  describe('a merge of issue groups', () => {
    it('has the target count and show the reports of both, and those that come later', async () => {
      const store = getStore();
      const [from, into] = [await aGroup(store), await aGroup(store)];
      const [early] = (await store.issues.samples(from.id, 1)) as [IssueReportRecord];
      const tally = present(await store.issues.find(into.id), 'the target').tally;
      await merge(store, from.id, into.id);
      expect(await store.issues.find(into.id)).to.deep.include({ count: 2, firstSeen: early.receivedAt });
      const late = anIssueReport();
      const { group: shown } = await addReport(store, late, from);
      expect(shown).to.deep.include({ id: into.id, count: 3, lastSeen: late.receivedAt });
      expect(shown.tally).to.be.greaterThan(tally);
      const samples = await store.issues.samples(into.id, 20);
      expect(samples.map(({ ticket }) => ticket)).to.include.members([early.ticket, late.ticket]);
      for (const { ticket } of [early, late]) {
        expect(await store.issues.findByTicket(ticket)).to.deep.include({ id: into.id, count: 3 });
      }
      expect(await store.issues.facts(into.id, 10)).to.have.length(3);
      expect((await store.issues.listMerged(into.id, 10)).map(({ id }) => id)).to.deep.equal([from.id]);
      const listed = await store.issues.list({ sites: null, state: null, after: null, limit: 50 });
      expect(listed.groups.map(({ id }) => id))
        .to.include(into.id)
        .and.not.include(from.id);
    });

    it('is taken back whole: each has its own again, what came meanwhile too', async () => {
      const store = getStore();
      const [from, into] = [await aGroup(store), await aGroup(store)];
      await merge(store, from.id, into.id);
      const late = anIssueReport();
      await addReport(store, late, from);
      await store.issues.act(aTriage(from.id, { kind: 'split', set: { mergedInto: null } }), 2);
      expect(await store.issues.find(from.id)).to.deep.include({ count: 2, mergedInto: null, version: 3 });
      expect(await store.issues.find(into.id)).to.deep.include({ count: 1, version: 1 });
      expect(await store.issues.findByTicket(late.ticket)).to.deep.include({ id: from.id });
      expect(await store.issues.listMerged(into.id, 10)).to.deep.equal([]);
    });

    it('reaches through groups that were merged before, and forgets with each report', async () => {
      const store = getStore();
      const [a, b, c] = [await aGroup(store), await aGroup(store), await aGroup(store)];
      await merge(store, a.id, b.id);
      await merge(store, b.id, c.id);
      const report = anIssueReport();
      expect((await addReport(store, report, a)).group).to.deep.include({ id: c.id, count: 4 });
      expect(await store.issues.remove(report.ticket)).to.equal(true);
      expect(await store.issues.find(c.id)).to.deep.include({ count: 3 });
      await store.issues.act(aTriage(b.id, { kind: 'split', set: { mergedInto: null } }), 2);
      expect(await store.issues.find(b.id)).to.deep.include({ count: 2 });
      expect(await store.issues.find(c.id)).to.deep.include({ count: 1 });
    });

    it('never goes round in a circle, even when two are merged into each other at once', async () => {
      const store = getStore();
      const [a, b] = [await aGroup(store), await aGroup(store)];
      await merge(store, a.id, b.id);
      const back = aTriage(b.id, { kind: 'merged', set: { mergedInto: a.id } });
      expect(await store.issues.act(back, 1)).to.include({ outcome: 'conflict', event: null });
      const [c, d] = [await aGroup(store), await aGroup(store)];
      await Promise.all([
        store.issues.act(aTriage(c.id, { kind: 'merged', set: { mergedInto: d.id } }), 1),
        store.issues.act(aTriage(d.id, { kind: 'merged', set: { mergedInto: c.id } }), 1),
      ]);
      const ends = await Promise.all([c, d].map(({ id }) => store.issues.find(id)));
      expect(ends.filter((group) => group?.mergedInto === null)).to.not.have.length(0);
      const shown = ends.filter((group) => group?.mergedInto === null);
      expect(shown.reduce((sum, group) => sum + (group?.count ?? 0), 0)).to.equal(2);
    });

    it('at the moment of a report loses none', async () => {
      const store = getStore();
      const [from, into] = [await aGroup(store), await aGroup(store)];
      const reports = Array.from({ length: 6 }, () => anIssueReport());
      const adding = reports.map((report) => addReport(store, report, from));
      await Promise.all([merge(store, from.id, into.id), ...adding]);
      expect(await store.issues.find(into.id)).to.deep.include({ count: 8 });
    });
  });

  describe('a spike of issue reports', () => {
    it('is counted with what is merged, and told of once', async () => {
      const store = getStore();
      const [from, group] = [await aGroup(store), await aGroup(store)];
      await merge(store, from.id, group.id);
      const early = anIssueReport();
      await addReport(store, early, group);
      await addReport(store, anIssueReport(), from);
      expect(await store.issues.countSince(group.id, since(early))).to.equal(2);
      expect(await store.issues.countSince(group.id, 0)).to.equal(4);
      const lively = await store.issues.listLively(since(early), 50);
      expect(lively).to.deep.include({ id: group.id, spikingSince: null });
      expect(lively.map(({ id }) => id)).to.not.include(from.id);
      const told = await Promise.all([1, 2, 3].map(() => store.issues.setSpike(group.id, null, 5)));
      expect(told.filter((one) => one !== null)).to.have.length(1);
      expect(await store.issues.find(group.id)).to.include({ spikingSince: 5, version: 1 });
      const late = since(early) + 1_000_000;
      expect(await store.issues.listLively(late, 50)).to.deep.include({ id: group.id, spikingSince: 5 });
      expect(await store.issues.setSpike(group.id, 5, null)).to.include({ spikingSince: null });
      expect((await store.issues.listLively(late, 50)).map(({ id }) => id)).to.not.include(group.id);
    });
  });

  describe('the facts of issue reports', () => {
    it('are the newest, with whom and what they came from', async () => {
      const store = getStore();
      const group = await aGroup(store);
      const report = anIssueReport({
        reader: 'a0b1',
        page: 'https://gazette.example/ferry',
        diagnostics: { version: '1.2.0', browser: 'Firefox 140 on Linux' },
      });
      await addReport(store, report, group);
      expect((await store.issues.findReport(report.ticket))?.reader).to.equal('a0b1');
      expect(await store.issues.facts(group.id, 1)).to.deep.equal([
        {
          receivedAt: report.receivedAt,
          reader: 'a0b1',
          version: '1.2.0',
          browser: 'Firefox 140 on Linux',
          origin: 'https://gazette.example',
        },
      ]);
    });
  });
}

const since = (report: { receivedAt: number }) => report.receivedAt;

const mia = { id: 'mia', name: 'Mia', kind: 'moderator' } as const;

async function aGroup(store: Store, set: Parameters<typeof anIssueReport>[0] = {}) {
  const group = { id: `group-${sortableId()}`, title: 'Trouble' };
  await addReport(store, anIssueReport(set), group);
  return group;
}

async function merge(store: Store, from: string, into: string): Promise<IssueGroupRecord> {
  const result = await store.issues.act(aTriage(from, { kind: 'merged', set: { mergedInto: into } }), 1);
  if (result.outcome !== 'done') throw new Error(result.outcome);
  return result.group;
}
