import { randomUUID } from 'node:crypto';
import type { IssueGroup } from '@parley/contracts/objects';
import { expect } from 'chai';
import type { Person } from '../harness/people.ts';
import { expectRefusal } from '../harness/refusals.ts';
import { type Service, SITE, startService } from '../harness/service.ts';
import { anotherSite, staff } from '../harness/staff.ts';

describe('Triage of issue reports', () => {
  let service: Service;
  let mod: Person;
  let kim: Person;
  let lea: Person;
  before(async () => {
    service = await startService();
    mod = await service.moderator();
    kim = await staff(service, { name: 'Kim', role: 'moderator', sites: [SITE] });
    lea = await staff(service, { name: 'Lea', role: 'lead', sites: [SITE] });
  });
  after(() => service.stop());

  async function reported(diagnosis: string = randomUUID(), site: string = SITE) {
    const ticket = randomUUID();
    await mod.api.reportIssue({
      ticket,
      site,
      page: 'https://gazette.example/ferry',
      diagnosis: [diagnosis],
    });
    await service.settle();
    const { groups } = await mod.api.listIssues();
    return { ticket, group: groups.find((group) => group.diagnosis[0] === diagnosis) as IssueGroup };
  }

  it('every act is in the log with who did it, what it was before and what after', async () => {
    const { group } = await reported();
    const { id } = group;
    const detail = await kim.api.getIssueGroup(id);
    expect(detail.mayBecome).to.include('triaged').and.not.include('new');
    const person = detail.assignable.find(({ name }) => name === 'Lea');
    await kim.api.updateIssueGroup(id, { version: 1, state: 'investigating', assignee: person!.id });
    await lea.api.updateIssueGroup(id, { version: 2, note: 'Only behind the office proxy.' });
    const fixed = await lea.api.updateIssueGroup(id, { version: 3, state: 'fixed', fixedIn: '0.3.0' });
    expect(fixed).to.deep.include({ state: 'fixed', fixedIn: '0.3.0', version: 4, assignee: person });
    expect(fixed.last).to.include({ by: 'Lea', kind: 'changed' });
    expect(fixed.events.map(({ actor, kind, version }) => [version, actor.name, kind])).to.deep.equal([
      [4, 'Lea', 'changed'],
      [3, 'Lea', 'noted'],
      [2, 'Kim', 'changed'],
    ]);
    expect(fixed.events[1]?.note).to.equal('Only behind the office proxy.');
    expect(fixed.events[0]?.before).to.include({ state: 'investigating', fixedIn: null });
    expect(fixed.mayBecome).to.deep.equal(['triaged', 'investigating', 'closed']);
    expect(JSON.stringify(await lea.api.getTicket(group.samples[0]!.ticket))).to.not.include('proxy');
  });

  it('the second of two is told who was first; a note of somebody else stands in nobody’s way', async () => {
    const { group } = await reported();
    await kim.api.updateIssueGroup(group.id, { version: 1, state: 'triaged' });
    const refusal = await expectRefusal(
      'conflict',
      lea.api.updateIssueGroup(group.id, { version: 1, state: 'wontfix' }),
    );
    expect(refusal.message).to.match(/^Kim was faster/);
    expect(refusal.current).to.include({ state: 'triaged', version: 2 });
    expect((await lea.api.updateIssueGroup(group.id, { version: 1, state: 'triaged' })).version).to.equal(2);
    await kim.api.updateIssueGroup(group.id, { version: 2, note: 'Looks like the proxy.' });
    const done = await lea.api.updateIssueGroup(group.id, { version: 2, state: 'wontfix' });
    expect(done).to.include({ state: 'wontfix', version: 4 });
  });

  it('states follow one another as the table says, and nobody outside the site is put in charge', async () => {
    const { group } = await reported();
    await kim.api.updateIssueGroup(group.id, { version: 1, state: 'closed' });
    const refusal = await expectRefusal(
      'validation-failed',
      kim.api.updateIssueGroup(group.id, { version: 2, state: 'fixed' }),
    );
    expect(refusal.errors[0]?.detail).to.equal('must be one of triaged, investigating');
    const elsewhere = await anotherSite(service);
    const sam = await staff(service, { name: 'Sam', role: 'moderator', sites: [elsewhere] });
    const { assignable } = await kim.api.getIssueGroup(group.id);
    expect(assignable.map(({ name }) => name))
      .to.include('Lea')
      .and.not.include('Sam');
    await expectRefusal(
      'validation-failed',
      kim.api.updateIssueGroup(group.id, { version: 2, assignee: sam.id }),
    );
    await expectRefusal('validation-failed', kim.api.updateIssueGroup(group.id, { version: 2 }));
  });

  it('an act is taken back unless a later one changed the same', async () => {
    const { group } = await reported();
    const { id } = group;
    const first = (await kim.api.updateIssueGroup(id, { version: 1, state: 'triaged' })).events[0]!;
    const second = await kim.api.updateIssueGroup(id, { version: 2, publicNote: 'We know.' });
    expect(second.undoable).to.have.length(2);
    expect((await lea.api.getIssueGroup(id)).undoable).to.have.length(2);
    const undone = await kim.api.undoIssueEvent(id, first.id);
    expect(undone).to.include({ state: 'new', publicNote: 'We know.', version: 4 });
    expect(undone.events[0]).to.include({ kind: 'undo', reverses: first.id });
    expect((await kim.api.undoIssueEvent(id, first.id)).version).to.equal(4);
    const third = (await lea.api.updateIssueGroup(id, { version: 4, publicNote: 'Mended.' })).events[0]!;
    const noted = second.events[0]!;
    const refusal = await expectRefusal('conflict', kim.api.undoIssueEvent(id, noted.id));
    expect(refusal.message).to.match(/^Lea was faster/);
    await expectRefusal('forbidden', kim.api.undoIssueEvent(id, third.id));
    await expectRefusal('conflict', lea.api.undoIssueEvent(id, undone.events[0]!.id));
    await expectRefusal('not-found', lea.api.undoIssueEvent(id, 'unknown'));
  });

  it('merging has tickets speak of the target, and splitting gives all of it back', async () => {
    const [from, into] = [await reported(), await reported()];
    const note = 'It is the proxy.';
    await kim.api.updateIssueGroup(into.group.id, { version: 1, state: 'investigating', publicNote: note });
    const merged = await kim.api.mergeIssueGroup(from.group.id, { version: 1, into: into.group.id });
    expect(merged).to.include({ id: into.group.id, count: 2 });
    expect(merged.merged.map(({ id }) => id)).to.deep.equal([from.group.id]);
    expect(await kim.api.mergeIssueGroup(from.group.id, { version: 1, into: into.group.id })).to.include({
      id: into.group.id,
      count: 2,
    });
    expect(await kim.api.getTicket(from.ticket)).to.deep.equal({ state: 'investigating', publicNote: note });
    const late = await reported(from.group.diagnosis[0]);
    expect(late.group).to.equal(undefined);
    expect(await kim.api.getTicket(late.ticket)).to.include({ state: 'investigating' });
    expect((await kim.api.getIssueGroup(into.group.id)).summary.reports).to.equal(3);
    await expectRefusal('conflict', kim.api.updateIssueGroup(from.group.id, { version: 2, state: 'closed' }));
    await expectRefusal(
      'conflict',
      kim.api.mergeIssueGroup(into.group.id, { version: 2, into: from.group.id }),
    );

    const split = await lea.api.splitIssueGroup(from.group.id, 2);
    expect(split).to.include({ id: from.group.id, count: 2, state: 'new', mergedInto: null });
    expect(await kim.api.getTicket(late.ticket)).to.deep.equal({ state: 'new' });
    expect((await kim.api.getIssueGroup(into.group.id)).count).to.equal(1);
    expect((await lea.api.splitIssueGroup(from.group.id, 2)).version).to.equal(3);
    const again = await lea.api.undoIssueEvent(from.group.id, split.events[0]!.id);
    expect(again.mergedInto).to.equal(into.group.id);
    expect((await kim.api.getIssueGroup(into.group.id)).count).to.equal(3);
  });

  it('groups of different sites are not merged, and nobody learns of another site’s', async () => {
    const site = await anotherSite(service);
    const other = await reported(randomUUID(), site);
    const { group } = await reported();
    await expectRefusal('not-found', kim.api.mergeIssueGroup(group.id, { version: 1, into: other.group.id }));
    await expectRefusal(
      'validation-failed',
      mod.api.mergeIssueGroup(group.id, { version: 1, into: other.group.id }),
    );
    await expectRefusal(
      'validation-failed',
      mod.api.mergeIssueGroup(group.id, { version: 1, into: group.id }),
    );
  });

  it('a report of a site that is none of ours is triaged by owners, in a log of its own', async () => {
    const { group } = await reported(randomUUID(), 'gazette/9');
    await expectRefusal('not-found', lea.api.getIssueGroup(group.id));
    const done = await mod.api.updateIssueGroup(group.id, { version: 1, state: 'user-side' });
    expect(done.state).to.equal('user-side');
    const chain = await service.nodes[0]!.running.store.audit.chain('-', 0, 10);
    expect(chain.map(({ event }) => event?.id)).to.deep.equal([done.events[0]!.id]);
  });
});
