import { threadFacet } from '@parley/core/moderation/facets';
import type { Store } from '@parley/core/ports/store';
import {
  aDecision,
  aFlag,
  aNote,
  anAct,
  anIssueReport,
  aReader,
  aSanction,
  aTriage,
  flaggedBy,
  nextMoment,
} from '../../harness/records.ts';
import { freshThread, post, postHeld } from './arrange.ts';

/** Calls every method of a store that asks its database something, with and without a cursor. */
export async function useEverything(store: Store): Promise<void> {
  const thread = await freshThread(store);
  const root = await post(store, thread);
  const reply = await post(store, thread, { parent: root });
  const { item, comment: held } = await postHeld(store, thread);
  const flag = aFlag(reply);
  const reader = aReader({ externalId: 'u-1' });
  const report = anIssueReport();

  await store.threads.update(thread.id, { state: 'closed' }, anAct());
  await store.threads.heads([thread.id]);
  for (const state of [null, 'closed' as const]) {
    for (const after of [null, { key: 1, id: 'x' }]) {
      await store.threads.list({ sites: [thread.site], state, after, limit: 10 });
    }
  }
  await store.threads.counts([thread.id]);
  await store.threads.changesAfter(thread.id, 0);

  for (const sort of ['newest', 'oldest', 'top', 'discussed'] as const) {
    const query = { thread: thread.id, parent: null, sort, limit: 10 };
    await store.comments.list({ ...query, after: null });
    await store.comments.list({ ...query, after: { key: 1, id: root.id } });
    await store.comments.listPreviews({ thread: thread.id, parents: [root.id], sort, limit: 2 });
  }
  await store.comments.setPinned(root.id, true, anAct());
  await store.comments.listPinned(thread.id);
  await store.comments.countPinned(thread.id);
  await store.comments.listUnseenOf(thread.id, root.author.id);
  await store.comments.listByAuthor(thread.site, root.author.id, 10);
  await store.comments.listByAuthor(thread.site, root.author.id, 10, 1);
  await store.comments.listLatest({ thread: thread.id, limit: 10 });
  await store.comments.listLatest({ site: thread.site, limit: 10 });
  await store.comments.standing(thread.site, root.author.id);
  await store.comments.hasDuplicate({ thread: thread.id, author: 'x', fingerprint: 'y', since: 0 });
  await store.comments.findByKey(thread.id, root.idempotencyKey);
  await store.comments.edit(reply.id, {
    source: 'b',
    html: 'b',
    renderVersion: 1,
    fingerprint: 'b',
    reason: null,
    expectedRevision: 1,
    status: 'published',
    editedAt: nextMoment(),
  });
  await store.comments.listRevisions(reply.id, 50);

  await store.votes.set({ thread: thread.id, comment: root.id, reader: 'r', value: 1, at: nextMoment() });
  await store.votes.mine(thread.id, 'r');
  await store.votes.flush(nextMoment(), 10);
  await store.votes.set({ thread: thread.id, comment: root.id, reader: 'r', value: 0, at: nextMoment() });

  await store.flags.add(flag, flaggedBy(flag, reply));
  await store.flags.mine(thread.id, flag.reader.id);
  await store.flags.listFor(reply.id);
  await store.flags.accuracy(thread.site, flag.reader.id, 10);

  const queue = { sites: [thread.site], state: 'open' as const, openedBefore: null, limit: 10 };
  for (const sort of ['priority', 'oldest', 'latest'] as const) {
    for (const facets of [[], ['suspect-words'], [threadFacet(thread.id), 'suspect-words']]) {
      for (const after of [null, { key: 1, id: held.id }]) {
        await store.review.list({ ...queue, facets, sort, after });
      }
    }
  }
  await store.review.list({ ...queue, facets: [], sort: 'oldest', after: null, openedBefore: nextMoment() });
  await store.review.findMany([item.id]);
  await store.review.count([thread.site], null);
  await store.review.countWaiting([thread.id]);
  await store.review.claim(item.id, { id: 'm', name: 'M' }, 2, 1);
  await store.review.unclaim(item.id, 'm');
  await store.review.decide(aDecision(item, 'approve'));
  await store.review.events(item.id);
  await store.review.refold(item.id);
  await store.review.log({ sites: [thread.site], after: null, limit: 10 });
  await store.review.log({ sites: [thread.site], after: { key: 1, id: 'x' }, limit: 10 });
  await store.review.log({ sites: [thread.site], term: 'kind:opened', after: null, limit: 10 });
  await store.review.log({
    sites: [thread.site],
    term: 'kind:opened',
    after: { key: 1, id: 'x' },
    limit: 10,
  });

  await store.review.open(flaggedBy(aFlag(held), held));
  await store.audit.chain(thread.site, 0, 10);
  await store.audit.tail(thread.site);
  await store.audit.listUnchained('x', 10);
  await store.audit.listItems('x', 10);
  await store.audit.listBetween(thread.site, 1, nextMoment(), 10);
  await store.audit.listBulk('bulk', 10);
  await store.audit.findEvent('x');

  await store.acts.list({ sites: [thread.site], after: null, limit: 10 });
  await store.acts.list({ sites: [thread.site], after: { key: 1, id: 'x' }, limit: 10 });
  await store.acts.list({ sites: [thread.site], term: 'kind:x', after: null, limit: 10 });
  await store.acts.list({ sites: [thread.site], term: 'kind:x', after: { key: 1, id: 'x' }, limit: 10 });
  await store.acts.listUnchained('x', 10);

  await store.sanctions.add(aSanction(reader), anAct());
  await store.sanctions.find('x');
  await store.sanctions.active({ id: reader.id, externalId: 'u-1' }, 1);
  await store.sanctions.listFor(reader.id, 10);
  await store.sanctions.list({ sites: [reader.site], after: null, now: 1, limit: 10 });
  await store.sanctions.list({ sites: [reader.site], after: 'x', now: 1, limit: 10 });
  await store.sanctions.lift('x', { by: { id: 'm', name: 'M' }, at: 1 });

  const note = aNote();
  await store.notes.add(note, anAct());
  await store.notes.find(note.id);
  await store.notes.listFor({ author: note.author.id, after: null, limit: 10 });
  await store.notes.listFor({ author: note.author.id, after: 'x', limit: 10 });
  await store.notes.remove(note.id, anAct());

  await store.opinions.add({ comment: 'x', revision: 1, site: 'x', payload: {}, verdict: 'ham', at: 1 });
  await store.opinions.contradict({ comment: 'x', revision: 1 }, 'spam');
  await store.opinions.takeContradicted(10);
  await store.opinions.remove('x');
  await store.opinions.purge(2, 10);
  await store.challenges.take({ id: 'x', by: 'x', expiresAt: 1 });
  await store.challenges.take({ id: 'x', by: 'y', expiresAt: 1 });
  await store.challenges.purge(2, 10);

  await store.readers.put(reader);
  await store.readers.find(reader.id);
  await store.mutes.set({ reader: reader.id, author: 'a', isMuted: true, limit: 5 });
  await store.mutes.list(reader.id);
  await store.readers.findExternal(reader.site, 'u-1');
  const named = { sites: [reader.site], prefix: 'c', limit: 10 };
  await store.readers.search({ ...named, after: null });
  await store.readers.search({ ...named, after: { name: 'carol', id: reader.id } });
  await store.sessions.find('x');
  await store.sessions.listOf(['x', 'y'], 10);
  await store.sessions.remove('x');
  await store.sessions.purge(1);
  await store.moderators.findByEmail('x');
  await store.moderators.find('x');
  await store.moderators.list();
  await store.moderators.countFailure('x', 1, 1);
  await store.moderators.clearFailures('x');
  await store.sites.list();
  await store.sites.changeSettings('x', 1, { maxLength: 1 }, anAct());

  const other = anIssueReport();
  await store.issues.add([
    { report, group: { id: 'group', title: 'Trouble' } },
    { report: other, group: { id: 'other', title: 'Another' } },
  ]);
  await store.issues.findReport(report.ticket);
  await store.issues.findByTicket(report.ticket);
  await store.issues.act(aTriage('group'), 1);
  await store.issues.act(aTriage('other', { kind: 'merged', set: { mergedInto: 'group' } }), 1);
  await store.issues.events('group', 10);
  await store.issues.listMerged('group', 10);
  await store.issues.samples('group', 10);
  await store.issues.facts('group', 10);
  await store.issues.listLively(1, 10);
  await store.issues.countSince('group', 1);
  await store.issues.setSpike('group', null, 1);
  await store.outbox.put({
    ...{ id: 'm', kind: 'answer', site: 'gazette', group: 'group', ticket: 't', content: null },
    ...{ state: 'waiting', attempts: 0, unconfirmed: 0, dueAt: 1, at: 1 },
    ...{ by: { id: 'a', name: 'A', kind: 'moderator' } },
  });
  await store.outbox.find('m');
  await store.outbox.take(1, 1, 1);
  await store.outbox.handOver({ id: 'm', attempts: 1, dueAt: 2 });
  await store.outbox.settle('m', 1, { state: 'sent' });
  await store.outbox.listFor('group', 10);
  await store.outbox.listForTicket('t', 10);
  await store.outbox.purge(1, 10);
  await store.outbox.forget('t');
  await store.issues.purge(1, 10);
  await store.issues.remove(other.ticket);
  for (const sites of [null, [report.site]]) {
    for (const state of [null, 'new' as const]) {
      for (const after of [null, { key: 1, id: 'x' }]) {
        await store.issues.list({ sites, state, after, limit: 10 });
      }
    }
  }

  await store.comments.withdraw(held.id, {
    id: 'w',
    at: nextMoment(),
    actor: { id: 'a', name: 'A', kind: 'reader' },
  });
  await store.relay.reconcile(thread.id);
  await store.relay.listThreads(null, 10);
  await store.relay.lease('job', 'node', 1);
  await store.ping();
}
