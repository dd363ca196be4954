import type { Step } from '@parley/adapters/storage/mongo/access';
import type { CommentRecord } from '@parley/core/ports/records';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import {
  aComment,
  aDecision,
  alice,
  anAct,
  aReader,
  aSanction,
  bob,
  nextMoment,
  sortableId,
} from '../../harness/records.ts';
import { describeWithMongo } from '../../harness/servers.ts';
import { expectNoDrift, freshThread, listAll, post, postHeld, present, wholeLog } from './arrange.ts';
import { describeComments } from './comments.ts';
import { describeFlags } from './flags.ts';
import { describeInterleavings } from './interleavings.ts';
import { mongoNodes, type Node, type Nodes, spread } from './mongo-nodes.ts';
import { describeReview } from './review.ts';
import { describeThreads } from './threads.ts';
import { describeTombstones } from './tombstones.ts';
import { describeVotes } from './votes.ts';

/** Later than every mark. */
const ALL = Number.MAX_SAFE_INTEGER;
/** Of the random histories that an embedded store is tried with. */
const PERCENT = 40;

/** What one process keeps from meeting is left to the database between several: the same suite, call by call. */
describeWithMongo('two nodes on one MongoDB', (server) => {
  let nodes: Nodes;
  let store: Store;
  before('open two nodes', async () => {
    nodes = mongoNodes(server);
    const [first, second] = [await nodes.open(), await nodes.open()];
    store = spread([first.store, second.store]);
  });
  after('remove what they kept', async () => {
    await nodes?.dispose();
  });
  const parts = [
    ...[describeThreads, describeComments, describeTombstones, describeVotes],
    ...[describeFlags, describeReview, describeInterleavings],
  ];
  for (const describePart of parts) describePart(() => store, PERCENT);

  describe('that find comments from before branches were counted', () => {
    it('count them with the next reconciliation, which is no drift, and until then go by direct replies', async () => {
      const { models } = await nodes.open();
      const thread = await freshThread(store);
      const [deep, wide] = [await post(store, thread), await post(store, thread)];
      let last = deep;
      for (const _ of [1, 2, 3]) last = await post(store, thread, { parent: last });
      for (const _ of [1, 2]) await post(store, thread, { parent: wide });
      await models.comments.updateMany({ thread: thread.id }, { $unset: { branchCount: '' } }).exec();
      for (const { _id, replyCount } of await models.comments
        .find({ thread: thread.id, parent: null })
        .lean()) {
        const place = `${thread.id}/discussed/${10 ** 9 + replyCount}/${_id.slice(thread.id.length)}`;
        await models.places.deleteMany({ comment: _id, _id: /discussed/ }).exec();
        await models.places.insertMany([{ _id: place, comment: _id, version: 1 }]);
      }
      const discussed = async () =>
        (await listAll(store, { thread: thread.id, sort: 'discussed', limit: 1 })).map(({ id }) => id);
      expect(await discussed()).to.deep.equal([wide.id, deep.id]);
      await expectNoDrift(store, thread);
      expect(await discussed()).to.deep.equal([deep.id, wide.id]);
      expect((await store.comments.find(deep.id))?.branchCount).to.equal(3);
    });
  });

  describe('that find a log from before it was filed', () => {
    it('file it before they do anything else', async () => {
      const { models } = await nodes.open();
      const thread = await freshThread(store);
      const { comment, item } = await postHeld(store, thread);
      const act = anAct({ site: thread.site });
      await store.sanctions.add(aSanction(aReader({ site: thread.site })), act);
      await models.reviewLog.updateMany({}, { $unset: { terms: '' } }).exec();
      await models.acts.updateMany({}, { $unset: { terms: '' } }).exec();
      const find = async (by: Store, term: string) => {
        const query = { sites: [thread.site], term, after: null, limit: 5 };
        const [{ events }, { acts }] = await Promise.all([by.review.log(query), by.acts.list(query)]);
        return [...events, ...acts].map(({ id }) => id);
      };
      expect(await find(store, `item:${item.id}`)).to.deep.equal([]);
      const { store: next } = await nodes.open();
      const filed = await find(next, `item:${item.id}`);
      expect(filed).to.have.length(1);
      expect(await find(next, `author:${comment.author.id}`)).to.include(filed[0]);
      expect(await find(next, `actor:${act.actor.id}`)).to.include(act.id);
    });
  });

  describe('of which one is held up', () => {
    it('between a new vote total and its place leaves the comment where the other has put it', async () => {
      const gate = heldUpAt('votes-recounted');
      const [late, other] = [await nodes.open({ onStep: gate.onStep }), await nodes.open()];
      const thread = await freshThread(store);
      const root = await post(store, thread);
      await vote(store, root, alice.id);
      const flushed = late.store.votes.flush(ALL, 10);
      await gate.reached;
      await vote(store, root, bob.id);
      const changes = await other.store.votes.flush(ALL, 10);
      gate.open();
      const told = [...changes, ...(await flushed)].filter((change) => change.thread.id === thread.id);
      expect(told.map(({ seq }) => seq).sort()).to.deep.equal([2, 3]);
      const top = await listAll(store, { thread: thread.id, sort: 'top', limit: 1 });
      expect(top.map(({ id, up }) => [id, up])).to.deep.equal([[root.id, 2]]);
      await expectNoDrift(store, thread);
    });

    it('between a new reply count and its place leaves the comment where the other has put it', async () => {
      const gate = heldUpAt('replies-counted');
      const [late, other] = [await nodes.open({ onStep: gate.onStep }), await nodes.open()];
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const posted = post(late.store, thread, { parent: root });
      await gate.reached;
      await post(other.store, thread, { parent: root });
      gate.open();
      await posted;
      const discussed = await listAll(store, { thread: thread.id, sort: 'discussed', limit: 1 });
      expect(discussed.map(({ id, replyCount }) => [id, replyCount])).to.deep.equal([[root.id, 2]]);
      await expectNoDrift(store, thread);
    });

    it('after it has counted the replies does not overwrite what the other has counted since', async () => {
      const [late, other] = [await nodes.open(), await nodes.open()];
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const { comments } = late.models;
      // One from before counts were added to: its replies have to be counted.
      await comments.updateOne({ _id: root.id }, { $unset: { countedChanges: '' } }).exec();
      const count = comments.countDocuments.bind(comments);
      const gate = heldUp();
      const countLate = async (filter: object) => {
        const counted = await count(filter).exec();
        await gate.hold();
        return counted;
      };
      Object.assign(comments, {
        countDocuments: (filter: object) => ({ exec: () => countLate(filter) }),
      });
      const reply = aComment(thread, { parent: root });
      const posted = late.store.comments.insert(reply);
      await gate.reached;
      const by = { id: alice.id, name: alice.name, kind: 'reader' } as const;
      await other.store.comments.withdraw(reply.id, { id: sortableId(), at: nextMoment(), actor: by });
      gate.open();
      await posted;
      expect(await store.comments.find(root.id)).to.deep.include({ replyCount: 0 });
      await expectNoDrift(store, thread);
    });

    it('for so long that nobody remembers its reply counts it once all the same', async () => {
      const gate = heldUpAt('replies-counted');
      const [late, other] = [await nodes.open({ onStep: gate.onStep }), await nodes.open()];
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const posted = post(late.store, thread, { parent: root });
      await gate.reached;
      await forgetCounted(other, root);
      await other.store.relay.repair(ALL);
      expect(await store.comments.find(root.id)).to.deep.include({ replyCount: 1, branchCount: 1 });
      await forgetCounted(other, root);
      gate.open();
      await posted;
      await post(store, thread, { parent: root });
      expect(await store.comments.find(root.id)).to.deep.include({ replyCount: 2, branchCount: 2 });
      await expectNoDrift(store, thread);
    });

    it('for good, with a reply that is not counted yet, leaves that to the other, however late', async () => {
      const dies = async (step: Step) => {
        if (step === 'comment-written') throw new Error('dead');
      };
      const [late, other] = [await nodes.open({ onStep: dies }), await nodes.open()];
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const lost = post(late.store, thread, { parent: root });
      await lost.then(
        () => expect.fail('it should have died'),
        () => {},
      );
      await post(store, thread, { parent: root });
      expect(await store.comments.find(root.id), 'not yet').to.deep.include({ replyCount: 1 });
      await forgetCounted(other, root);
      await other.store.relay.repair(ALL);
      expect(await store.comments.find(root.id)).to.deep.include({ replyCount: 2, branchCount: 2 });
      await other.store.relay.repair(ALL);
      await post(store, thread, { parent: root });
      expect(await store.comments.find(root.id)).to.deep.include({ replyCount: 3, branchCount: 3 });
      await expectNoDrift(store, thread);
    });

    it('after it has counted a branch does not overwrite what the other has counted since', async () => {
      const gate = heldUpAt('replies-counted');
      const [late, other] = [await nodes.open({ onStep: gate.onStep }), await nodes.open()];
      const thread = await freshThread(store);
      const root = await post(store, thread);
      const parent = await post(store, thread, { parent: root });
      const posted = post(late.store, thread, { parent });
      await gate.reached;
      await post(other.store, thread, { parent });
      gate.open();
      await posted;
      const discussed = await listAll(store, { thread: thread.id, sort: 'discussed', limit: 1 });
      expect(discussed.map(({ id, branchCount }) => [id, branchCount])).to.deep.equal([[root.id, 3]]);
      await expectNoDrift(store, thread);
    });

    it('between an approval and what it does leaves a later rejection in force', async () => {
      const gate = heldUpAt('review-item-folded');
      const [late, other] = [await nodes.open({ onStep: gate.onStep }), await nodes.open()];
      const thread = await freshThread(store);
      const { comment, item } = await postHeld(store, thread);
      const approved = late.store.review.decide(aDecision(item, 'approve'));
      await gate.reached;
      const closed = present(await store.review.find(comment.id), 'the approved item');
      const rejected = await other.store.review.decide(aDecision(closed, 'reject'));
      expect(rejected.outcome).to.equal('done');
      gate.open();
      expect((await approved).outcome).to.equal('done');
      expect(await store.comments.find(comment.id)).to.deep.include({ status: 'rejected', listed: false });
      expect(await wholeLog(store, thread)).to.deep.equal([]);
      await expectNoDrift(store, thread);
    });
  });
});

/** As if so much had been written below a comment that it no longer remembers what it has counted. */
async function forgetCounted({ models }: Node, { id }: CommentRecord): Promise<void> {
  const set = { countedChanges: [], countedUpTo: Date.now() };
  await models.comments.updateOne({ _id: id }, { $set: set }).exec();
}

/** Holds a node up when it first comes to a step, until `open` is called. */
function heldUpAt(wanted: Step) {
  const gate = heldUp();
  return { ...gate, onStep: (step: Step) => (step === wanted ? gate.hold() : undefined) };
}

/** A gate: who comes to it says so, and waits until it is open. */
function heldUp() {
  const reached = Promise.withResolvers<void>();
  const opened = Promise.withResolvers<void>();
  const hold = async () => {
    reached.resolve();
    await opened.promise;
  };
  return { hold, reached: reached.promise, open: opened.resolve };
}

function vote(store: Store, { id, thread }: CommentRecord, reader: string) {
  return store.votes.set({ thread, comment: id, reader, value: 1, at: nextMoment() });
}
