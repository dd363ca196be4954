import { judgeFlags } from '@parley/core/flags/judge-flags';
import type { CommentRecord, LoggedChange, ThreadRecord } from '@parley/core/ports/records';
import type { CommentWrite, Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import fc from 'fast-check';
import {
  aComment,
  aDecision,
  aFlag,
  alice,
  flaggedBy,
  heldBy,
  nextMoment,
  sortableId,
} from '../../harness/records.ts';
import {
  expectNoDrift,
  freshThread,
  type GetStore,
  readerView,
  replayed,
  shown,
  wholeLog,
} from './arrange.ts';

const KINDS = [
  'post',
  'post',
  'reply',
  'reply',
  'reply',
  'hold',
  'flag',
  'approve',
  'reject',
  'escalate',
  'undo',
  'edit',
  'edit-held',
  'withdraw',
  'pin',
  'unpin',
  'vote',
  'flush',
  'close',
] as const;
/** `target`: which of the comments known so far it is about. */
type Step = { kind: (typeof KINDS)[number]; target: number };
const RUNS = 25;
const ALL = 1_000;

export function describeInterleavings(getStore: GetStore, percent: number): void {
  describe('whatever people do at the same time', () => {
    it('keeps the log dense, the counts true, the items folds and widgets in step', async function () {
      this.timeout(120_000);
      const step = fc.record({ kind: fc.constantFrom(...KINDS), target: fc.nat(30) });
      const rounds = fc.array(fc.array(step, { minLength: 1, maxLength: 8 }), {
        minLength: 1,
        maxLength: 12,
      });
      await fc.assert(
        fc.asyncProperty(rounds, (steps) => holdsTogether(getStore(), steps)),
        { numRuns: Math.ceil((RUNS * percent) / 100), endOnFailure: true },
      );
    });
  });
}

/** Runs each round's steps at once, round after round, and looks at what is left. */
async function holdsTogether(store: Store, rounds: Step[][]): Promise<void> {
  const thread = await freshThread(store);
  const known: CommentRecord[] = [];
  const live: LoggedChange[] = [];
  for (const round of rounds) {
    const results = await Promise.all(round.map((step) => take(store, thread, known, step)));
    for (const { added, changes } of results) {
      if (added) known.push(added);
      live.push(...changes.filter((change) => change.thread.id === thread.id));
    }
  }
  await expectDenseLog(store, thread, live);
  await expectFolds(store, known);
  const view = await readerView(store, thread.id);
  const log = await wholeLog(store, thread);
  expect(shown(replayed(log)), 'a widget that read the log').to.deep.equal(shown(view));
  expect(shown(replayed(bySeq(live))), 'a widget that was told live').to.deep.equal(shown(view));
  const published = [...view.values()].filter(({ status }) => status === 'published').length;
  expect((await store.threads.find(thread.id))?.commentCount, 'the count').to.equal(published);
  expectBranchCounts(await store.comments.findMany(known.map(({ id }) => id)));
  await expectNoDrift(store, thread);
}

/** What each root counts is what is published below it, however deep. */
function expectBranchCounts(comments: CommentRecord[]): void {
  for (const { id, parent, branchCount } of comments) {
    const below = comments.filter(({ status, ancestors }) => status === 'published' && ancestors[0] === id);
    expect(branchCount, `the branch of ${id}`).to.equal(parent === null ? below.length : 0);
  }
}

async function expectDenseLog(store: Store, thread: ThreadRecord, live: LoggedChange[]): Promise<void> {
  const log = await wholeLog(store, thread);
  const outline = (changes: LoggedChange[]) =>
    changes.map(({ seq, kind, comment }) => [seq, kind, comment?.id]);
  expect(outline(bySeq(live)), 'writers were told what the log has').to.deep.equal(outline(log));
  const marks = live.flatMap(({ comment }) => (comment === null ? [] : [`${comment.id} ${comment.rev}`]));
  expect(new Set(marks).size, 'a change a revision').to.equal(marks.length);
}

async function expectFolds(store: Store, comments: CommentRecord[]): Promise<void> {
  for (const { id } of comments) {
    const item = await store.review.find(id);
    expect(await store.review.refold(id)).to.deep.equal(item && { ...item, claim: null });
    const flags = await store.flags.listFor(id);
    const judged = judgeFlags(await store.review.events(id), flags);
    expect(judged, 'flags came out as the log says').to.have.deep.members(flags);
    const weights = item?.reasons.filter(({ source }) => source === 'flag') ?? [];
    for (const { reason, weight, parts } of weights) {
      const own = flags.filter((flag) => `flag:${flag.reason}` === reason);
      expect(weight, 'what an item shows of its flags').to.equal(sum(own.map((flag) => flag.weight)));
      expect(sum((parts ?? []).map(({ points }) => points))).to.equal(weight);
    }
  }
}

function sum(points: number[]): number {
  return points.reduce((total, one) => total + one, 0);
}

type Taken = { added: CommentRecord | null; changes: LoggedChange[] };

async function take(
  store: Store,
  thread: ThreadRecord,
  known: CommentRecord[],
  { kind, target }: Step,
): Promise<Taken> {
  const seen = known.length === 0 ? undefined : known[target % known.length];
  if (kind === 'post') return insert(store, aComment(thread));
  if (kind === 'flush') return { added: null, changes: await store.votes.flush(nextMoment(), ALL) };
  if (kind === 'close') {
    const change = await store.threads.update(thread.id, { state: target % 2 === 0 ? 'closed' : 'open' });
    return { added: null, changes: change === null ? [] : [change] };
  }
  const comment = seen === undefined ? null : await store.comments.find(seen.id);
  if (comment === null) return insert(store, aComment(thread));
  switch (kind) {
    case 'reply':
      return insert(store, aComment(thread, { parent: comment }));
    case 'hold':
      return insert(store, aComment(thread, { parent: comment, status: 'held' }));
    case 'edit':
      return wrote(await edit(store, comment, 'published'));
    case 'edit-held':
      return wrote(await edit(store, comment, 'held'));
    case 'withdraw':
      return wrote(
        await store.comments.withdraw(comment.id, {
          id: sortableId(),
          at: nextMoment(),
          actor: { id: alice.id, name: alice.name, kind: 'reader' },
        }),
      );
    case 'pin':
    case 'unpin':
      return wrote(await store.comments.setPinned(comment.id, kind === 'pin'));
    case 'vote': {
      const value = ([-1, 0, 1] as const)[target % 3]!;
      const reader = `reader-${target % 4}`;
      await store.votes.set({ thread: thread.id, comment: comment.id, reader, value, at: nextMoment() });
      return wrote(null);
    }
    case 'flag': {
      const reader = { id: `reader-${target % 4}`, name: 'A reader' };
      const parts = [
        { part: 'reason', points: 20, detail: 'abuse' },
        { part: 'accuracy', points: target - 15, detail: 'some' },
      ] as const;
      const flag = aFlag(comment, { reader, weight: 5 + target, parts: [...parts] });
      await store.flags.add(flag, flaggedBy(flag, comment));
      return wrote(null);
    }
    case 'undo': {
      const [item, events] = await Promise.all([
        store.review.find(comment.id),
        store.review.events(comment.id),
      ]);
      const last = events.findLast((event) => event.kind === 'approve' || event.kind === 'reject');
      if (item === null || last === undefined) return wrote(null);
      const decision = aDecision(item, 'reopen', { status: comment.status });
      const { state } = last.before;
      const after = { state: state ?? 'open', status: last.before.status };
      const event = { ...decision.event, kind: 'undo', reverses: last.id, after } as const;
      const decided = await store.review.decide({ ...decision, event });
      return wrote(decided.outcome === 'done' ? decided.write : null);
    }
    case 'approve':
    case 'reject':
    case 'escalate': {
      const item = await store.review.find(comment.id);
      if (item === null) return wrote(null);
      const decided = await store.review.decide(aDecision(item, kind, { status: comment.status }));
      return wrote(decided.outcome === 'done' ? decided.write : null);
    }
  }
}

async function insert(store: Store, comment: CommentRecord): Promise<Taken> {
  const options = comment.status === 'held' ? { review: heldBy(comment) } : {};
  const write = await store.comments.insert(comment, options);
  return { added: write.comment, changes: write.changes };
}

function edit(store: Store, comment: CommentRecord, status: 'published' | 'held') {
  const source = `Edited ${sortableId()}`;
  return store.comments.edit(
    comment.id,
    {
      source,
      html: `<p>${source}</p>`,
      renderVersion: 1,
      fingerprint: source,
      reason: null,
      expectedRevision: comment.revision,
      status,
      editedAt: nextMoment(),
    },
    status === 'held' ? { review: heldBy(comment, { kind: 'edited' }) } : {},
  );
}

function wrote(write: CommentWrite | null): Taken {
  return { added: null, changes: write?.changes ?? [] };
}

function bySeq(changes: LoggedChange[]): LoggedChange[] {
  return [...changes].sort((a, b) => a.seq - b.seq);
}
