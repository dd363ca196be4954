/** Short ways to bring a store into the state that a test is about, and to look at it as a reader would. */
import type { Sort } from '@parley/contracts/objects';
import type { FiledReport, IssueReportRecord } from '@parley/core/ports/issue-records';
import type { CommentRecord, LoggedChange, ReviewItemRecord, ThreadRecord } from '@parley/core/ports/records';
import type { CommentCursor, CommentWrite, Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { aComment, aDecision, aFlag, aThread, flaggedBy, heldBy } from '../../harness/records.ts';

/** Answers the adapter's store; to be called within a test, when it is open. */
export type GetStore = () => Store;
type CommentSet = Parameters<typeof aComment>[1];

/** More slices than any test's list has: a list that does not end fails instead of running for ever. */
const SLICES_MAX = 1_000;

export function freshThread(store: Store, set: Partial<ThreadRecord> = {}): Promise<ThreadRecord> {
  return store.threads.ensure(aThread(set));
}

/** Stores a comment, published unless told otherwise, and answers it as the store has it. */
export async function post(store: Store, thread: ThreadRecord, set: CommentSet = {}): Promise<CommentRecord> {
  const { comment } = await store.comments.insert(aComment(thread, set));
  return comment;
}

/** Stores a held comment with its opened review item. */
export async function postHeld(
  store: Store,
  thread: ThreadRecord,
  set: CommentSet = {},
  weight = 30,
): Promise<{ comment: CommentRecord; item: ReviewItemRecord }> {
  const comment = aComment(thread, { ...set, status: 'held' });
  const write = await store.comments.insert(comment, { review: heldBy(comment, { weight }) });
  return { comment: write.comment, item: present(write.item, 'an opened review item') };
}

/** Takes a published comment off the page, as a moderator does after a flag. */
export async function reject(store: Store, comment: CommentRecord): Promise<CommentWrite> {
  const item = (await store.review.find(comment.id)) ?? (await reopenedItem(store, comment));
  const decided = await store.review.decide(aDecision(item, 'reject', { status: comment.status }));
  expect(decided.outcome).to.equal('done');
  return present(decided.outcome === 'done' ? decided.write : null, 'what the decision wrote');
}

/** Brings a held or rejected comment onto the page. */
export async function approve(store: Store, comment: CommentRecord): Promise<CommentWrite> {
  const item = present(await store.review.find(comment.id), 'a review item');
  const decided = await store.review.decide(aDecision(item, 'approve', { status: comment.status }));
  expect(decided.outcome).to.equal('done');
  return present(decided.outcome === 'done' ? decided.write : null, 'what the decision wrote');
}

async function reopenedItem(store: Store, comment: CommentRecord): Promise<ReviewItemRecord> {
  const flag = aFlag(comment);
  const { item } = await store.flags.add(flag, flaggedBy(flag, comment));
  return present(item, 'the item that a flag opens');
}

/** The whole log of a thread whose log has not been trimmed yet. */
export async function wholeLog(store: Store, thread: Pick<ThreadRecord, 'id'>): Promise<LoggedChange[]> {
  const log = present(await store.threads.changesAfter(thread.id, 0), 'a log that reaches back to 0');
  expect(log.changes.map((change) => change.seq)).to.deep.equal(
    Array.from({ length: log.head }, (_, index) => index + 1),
    'the log has a hole',
  );
  return log.changes;
}

/** Pages through a list to its end. */
export async function listAll(
  store: Store,
  query: { thread: string; parent?: string | null; sort?: Sort; limit?: number },
): Promise<CommentRecord[]> {
  const { thread, parent = null, sort = 'oldest', limit = 50 } = query;
  const items: CommentRecord[] = [];
  let after: CommentCursor | null = null;
  for (let count = 0; count < SLICES_MAX; count += 1) {
    const slice: Awaited<ReturnType<Store['comments']['list']>> = await store.comments.list({
      thread,
      parent,
      sort,
      after,
      limit,
    });
    expect(slice.items.length).to.be.at.most(limit);
    items.push(...slice.items);
    if (slice.next === null) return items;
    after = slice.next;
  }
  throw new Error(`the list did not end after ${SLICES_MAX} slices`);
}

/** Everything a reader can page to: pinned roots, roots and all their replies, by id. */
export async function readerView(store: Store, thread: string): Promise<Map<string, CommentRecord>> {
  const seen = new Map<string, CommentRecord>();
  const level = [...(await store.comments.listPinned(thread)), ...(await listAll(store, { thread }))];
  while (level.length > 0) {
    const comment = level.pop();
    if (comment === undefined) break;
    expect(seen.has(comment.id), `${comment.id} is listed twice`).to.equal(false);
    seen.set(comment.id, comment);
    if (comment.replyCount > 0) level.push(...(await listAll(store, { thread, parent: comment.id })));
  }
  return seen;
}

/** What a widget that applied these changes in order would show: the newest `rev` wins, empty tombstones go. */
export function replayed(changes: LoggedChange[]): Map<string, CommentRecord> {
  const known = new Map<string, CommentRecord>();
  for (const { comment, replyCounts, branchCounts = {} } of changes) {
    if (comment !== null && comment.rev >= (known.get(comment.id)?.rev ?? 0)) known.set(comment.id, comment);
    for (const [id, replyCount] of Object.entries(replyCounts)) {
      const old = known.get(id);
      if (old) known.set(id, { ...old, replyCount });
    }
    for (const [id, branchCount] of Object.entries(branchCounts)) {
      const old = known.get(id);
      if (old) known.set(id, { ...old, branchCount });
    }
  }
  return new Map([...known].filter(([, { status, replyCount }]) => status === 'published' || replyCount > 0));
}

/** The parts of a comment that readers are shown, by id: for comparing two views. A tombstone has no text. */
export function shown(comments: Map<string, CommentRecord>): Record<string, unknown> {
  return Object.fromEntries(
    [...comments]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, comment]) => {
        const { status, rev, replyCount, branchCount, up, down, html } = comment;
        return [id, [status, rev, replyCount, branchCount, up, down, status === 'published' ? html : null]];
      }),
  );
}

export function present<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`expected ${what}`);
  return value;
}

/** One line a change: what most tests compare. */
export function outline(changes: LoggedChange[]): [kind: string, comment: string | null][] {
  return changes.map((change) => [change.kind, change.comment?.id ?? null]);
}

/** Counters equal a recount. */
export async function expectNoDrift(store: Store, thread: Pick<ThreadRecord, 'id'>): Promise<void> {
  expect(await store.relay.reconcile(thread.id)).to.deep.equal([], 'counters drifted');
}

/** Adds one report; the group that shows it, and whether the report is new. */
export async function addReport(store: Store, report: IssueReportRecord, group: FiledReport['group']) {
  const [answer] = await store.issues.add([{ report, group }]);
  const { group: shown, added } = present(answer, 'the group of a report');
  return { group: shown, isNew: added.length > 0 };
}
