import type { Step } from '@parley/adapters/storage/mongo/access';
import type { Sort } from '@parley/contracts/objects';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { aComment, aDecision, heldBy, nextMoment } from '../../harness/records.ts';
import { describeWithMongo } from '../../harness/servers.ts';
import {
  expectNoDrift,
  freshThread,
  listAll,
  post,
  postHeld,
  present,
  readerView,
  replayed,
  shown,
  wholeLog,
} from './arrange.ts';
import { mongoNodes, type Nodes } from './mongo-nodes.ts';
import { ALL, SCENES, type Scene } from './mongo-scenes.ts';

const SORTS: Sort[] = ['newest', 'oldest', 'top', 'discussed'];

describeWithMongo('a node on MongoDB that dies', (server) => {
  let nodes: Nodes;
  let survivor: Store;
  before('open the node that survives', async () => {
    nodes = mongoNodes(server);
    survivor = (await nodes.open()).store;
  });
  after('remove what they kept', async () => {
    await nodes?.dispose();
  });

  for (const [title, arrange] of Object.entries(SCENES)) {
    it(`at any step of ${title} leaves what repair makes whole, once`, async function () {
      this.timeout(60_000);
      const smooth = await arrange(survivor);
      const steps: Step[] = [];
      const recorder = await nodes.open({ onStep: (step) => void steps.push(step) });
      await smooth.act(recorder.store);
      expect(steps).to.not.deep.equal([]);
      const expected = await look(survivor, smooth);

      for (const [index, step] of steps.entries()) {
        const scene = await arrange(survivor);
        const mortal = await nodes.open({ onStep: dieAt(index) });
        const outcome = await scene.act(mortal.store).catch((error: unknown) => error);
        expect(outcome, `step ${index}, ${step}`).to.be.instanceOf(Death);
        await mortal.connection.close(true);
        await survivor.relay.repair(ALL);
        expect(await look(survivor, scene), `after a death at step ${index}, ${step}`).to.deep.equal(
          expected,
        );
        const again = await survivor.relay.repair(ALL);
        expect(again, `repaired twice after ${step}`).to.deep.equal({ changes: [], items: [] });
      }
    });
  }

  it('while a retry comes to another: the retry makes it whole by itself', async () => {
    const thread = await freshThread(survivor);
    const parent = await post(survivor, thread);
    for (const index of [0, 1, 2, 3]) {
      const reply = aComment(thread, { parent });
      const mortal = await nodes.open({ onStep: dieAt(index) });
      await mortal.store.comments.insert(reply).catch(() => {});
      const replay = await survivor.comments.findByKey(thread.id, reply.idempotencyKey);
      expect(replay?.id).to.equal(reply.id);
      expect((await wholeLog(survivor, thread)).map(({ comment }) => comment?.id)).to.include(reply.id);
      await expectNoDrift(survivor, thread);
    }
  });

  it('after its change was logged is not counted twice when the log has lost it meanwhile', async function () {
    this.timeout(60_000);
    const thread = await freshThread(survivor);
    const mortal = await nodes.open({
      onStep: dieAt(['comment-written', 'places-written', 'change-appended'].length - 1),
    });
    const lost = aComment(thread);
    await mortal.store.comments.insert(lost).catch(() => {});
    expect(await survivor.threads.head(thread.id)).to.equal(1);
    await Promise.all(Array.from({ length: 520 }, () => post(survivor, thread)));
    expect(await survivor.threads.changesAfter(thread.id, 0)).to.equal(null);
    await survivor.relay.repair(ALL);
    expect((await survivor.threads.find(thread.id))?.commentCount).to.equal(521);
    await expectNoDrift(survivor, thread);
  });

  it('with an approval under way does not bring in a body that the moderator has not seen', async () => {
    const thread = await freshThread(survivor);
    const { comment, item } = await postHeld(survivor, thread);
    const mortal = await nodes.open({ onStep: dieAt(0) });
    await mortal.store.review.decide(aDecision(item, 'approve')).catch(() => {});
    const edit = {
      source: 'Something else.',
      html: '<p>Something else.</p>',
      renderVersion: 1,
      fingerprint: 'else',
      reason: null,
      expectedRevision: 1,
      status: 'held',
      editedAt: nextMoment(),
    } as const;
    await survivor.comments.edit(comment.id, edit, { review: heldBy(comment, { kind: 'edited' }) });
    await survivor.relay.repair(ALL);
    expect(await survivor.comments.find(comment.id)).to.deep.include({ status: 'held', revision: 2 });
    expect(await survivor.review.find(comment.id)).to.deep.include({ state: 'open' });
    expect(await wholeLog(survivor, thread)).to.deep.equal([]);
  });
});

class Death extends Error {}

/** Lets a node live up to its step number `index`, and never take another. */
function dieAt(index: number): () => void {
  let steps = 0;
  return () => {
    steps += 1;
    if (steps > index) throw new Death('killed by a test');
  };
}

/** Everything that readers, authors and moderators can see of a scene, without what is new with each run. */
async function look(store: Store, { thread, comments, group }: Scene) {
  // A vote counts for its comment once it is flushed, be its node alive or not.
  await store.votes.flush(ALL, 100);
  const names = new Map(comments.map(({ id }, index) => [id, `comment ${index}`]));
  const log = await wholeLog(store, thread);
  const view = await readerView(store, thread.id);
  expect(shown(replayed(log)), 'the log and the page').to.deep.equal(shown(view));
  await expectNoDrift(store, thread);
  const lists = [thread.id, ...comments.map(({ id }) => id)].flatMap((list) =>
    SORTS.map(async (sort) => {
      const parent = list === thread.id ? null : list;
      return (await listAll(store, { thread: thread.id, parent, sort })).map(({ id }) => names.get(id));
    }),
  );
  const { head, commentCount } = present(await store.threads.find(thread.id), 'the thread');
  const found = group === undefined ? null : await store.issues.find(group);
  return {
    thread: { head, commentCount },
    log: log.map(({ kind, comment, replyCounts, branchCounts = {} }) => [
      kind,
      names.get(comment?.id ?? ''),
      Object.entries(replyCounts).map(([id, count]) => [names.get(id), count]),
      Object.entries(branchCounts).map(([id, count]) => [names.get(id), count]),
    ]),
    lists: await Promise.all(lists),
    comments: await Promise.all(comments.map(({ id }) => lookAtComment(store, id))),
    acts: await lookAtActs(store, thread.site),
    group: found && {
      count: found.count,
      version: found.version,
      samples: (await store.issues.samples(found.id, 20)).length,
    },
    merged: (await store.issues.listMerged(group ?? '', 10)).map(({ version, last }) => [
      version,
      last?.kind,
    ]),
    unchained: await countUnchained(store),
  };
}

/** Of scenes that have a site of their own: the acts, and what the chain has of them. */
async function lookAtActs(store: Store, site: string) {
  if (site === 'gazette') return null;
  const { acts } = await store.acts.list({ sites: [site], after: null, limit: 10 });
  const chained = (await store.audit.chain(site, 0, 10)).filter(({ event }) => event !== null);
  return { acts: acts.map(({ before, after }) => ({ before, after })), chained: chained.length };
}

/** Events that their site's log does not have. */
async function countUnchained({ audit }: Store): Promise<number> {
  let count = 0;
  for (let after: string | null = null, isFirst = true; isFirst || after !== null; isFirst = false) {
    const found: Awaited<ReturnType<Store['audit']['listUnchained']>> = await audit.listUnchained(after, 200);
    count += found.events.length;
    after = found.next;
  }
  return count;
}

async function lookAtComment(store: Store, id: string) {
  const comment = present(await store.comments.find(id), 'the comment');
  const { rev, revision, status, pinned, up, down, replyCount, branchCount, listed, reason } = comment;
  const item = await store.review.find(id);
  const events = await store.review.events(id);
  return {
    ...{ rev, revision, status, pinned, up, down, replyCount, branchCount, listed, reason },
    hasText: comment.source !== null,
    revisions: (await store.comments.listRevisions(id, 50)).length,
    item: item && [item.version, item.state, item.score, item.flags, item.decision?.action],
    events: events.map(({ kind, version, before, after }) => ({ kind, version, before, after })),
    flags: (await store.flags.listFor(id)).map(({ version, outcome }) => [version, outcome]),
    isInLog: events.length === 0 || (await isInSiteLog(store, comment.site, events.at(-1)?.id)),
  };
}

async function isInSiteLog(store: Store, site: string, event: string | undefined): Promise<boolean> {
  const { events } = await store.review.log({ sites: [site], after: null, limit: 1_000 });
  return events.some(({ id }) => id === event);
}
