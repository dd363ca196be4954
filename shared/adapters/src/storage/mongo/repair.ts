import type { LoggedChange, ReviewItemRecord } from '@parley/core/ports/records';
import type { RelayStore } from '@parley/core/ports/store';
import { StoreUnavailable } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import type { CommentDocument } from './comment-documents.ts';
import { carryOut } from './decide.ts';
import { isDriverError } from './driver-errors.ts';
import { settleFlag } from './flags.ts';
import { settleIssueEvent } from './issue-events.ts';
import { settleReports } from './issue-groups.ts';
import type { IssueEventDocument, IssueReportDocument } from './issue-schemas.ts';
import type { MarkWatch } from './mark-watch.ts';
import { type ReviewEventDocument, refreshItem } from './review-events.ts';
import type { FlagDocument } from './review-schemas.ts';
import { settleComment } from './settle-comment.ts';
import { ACTED_ON, listBearing, settleActs } from './unlisted-acts.ts';

/** Marks of one kind looked at in one call, the oldest first; the next call goes on. */
const MARKS_MAX = 500;

type Repaired = Awaited<ReturnType<RelayStore['repair']>>;

type Marked = 'comments' | 'flags' | 'reviewEvents' | 'issueReports' | 'issueEvents' | 'acts';

/**
 * Finishes what was begun before `before`, or stands since long by our own watch, and whose mark is still there:
 * because its process died, or because it is still at it. Each step can be done twice, so the latter does no harm.
 */
export async function repair(
  access: Access,
  before: number,
  watches: Record<Marked, MarkWatch>,
): Promise<Repaired> {
  const { comments, flags, reviewEvents, issueReports, issueEvents } = access.models;
  const due = <T extends { _id: string; pendingAt?: number }>(standing: MarkWatch, marked: T[]): T[] => {
    const stands = standing(marked);
    return marked.filter((mark) => (mark.pendingAt ?? 0) < before || stands.has(mark));
  };
  const changes: LoggedChange[] = [];
  const items = new Map<string, ReviewItemRecord>();
  const note = (item: ReviewItemRecord | null) => item && items.set(item.id, item);
  const isMarked = { pendingAt: mongoose.trusted({ $exists: true }) };
  const oldest = { sort: { pendingAt: 1 }, limit: MARKS_MAX } as const;

  const dueComments = due(
    watches.comments,
    await comments.find(isMarked, null, oldest).lean<CommentDocument[]>().exec(),
  );
  await eachMark(access, dueComments, async (comment) => {
    const settled = await settleComment(access, comment);
    changes.push(...settled.changes);
    note(settled.item);
  });
  const dueFlags = due(watches.flags, await flags.find(isMarked, null, oldest).lean<FlagDocument[]>().exec());
  await eachMark(access, dueFlags, async (flag) => {
    note(await settleFlag(access, flag));
  });
  const dueEvents = due(
    watches.reviewEvents,
    await reviewEvents.find(isMarked, null, oldest).lean<ReviewEventDocument[]>().exec(),
  );
  await eachMark(access, dueEvents, async (event) => {
    note(await refreshItem(access, event.item));
    changes.push(...((await carryOut(access, event))?.changes ?? []));
  });
  const dueReports = due(
    watches.issueReports,
    await issueReports.find(isMarked, null, oldest).lean<IssueReportDocument[]>().exec(),
  );
  await eachMark(access, dueReports, (report) => settleReports(access, [report]));
  const dueIssueEvents = due(
    watches.issueEvents,
    await issueEvents.find(isMarked, null, oldest).lean<IssueEventDocument[]>().exec(),
  );
  await eachMark(access, dueIssueEvents, async (event) => {
    await settleIssueEvent(access, event);
  });
  const bearing = await Promise.all(
    ACTED_ON.map(async (noun) =>
      (await listBearing(access.models, noun, MARKS_MAX)).map((document) => ({ noun, ...document })),
    ),
  );
  await eachMark(access, due(watches.acts, bearing.flat()), ({ noun, acts = [], ...place }) =>
    settleActs(access, noun, place, acts),
  );
  return { changes, items: [...items.values()] };
}

/** One that cannot be finished, whatever is wrong with it, does not keep the others from it. */
async function eachMark<T extends { _id: string }>(
  { log }: Access,
  marked: T[],
  settle: (document: T) => Promise<void>,
): Promise<void> {
  for (const document of marked) {
    try {
      await settle(document);
    } catch (error) {
      if (isDriverError(error) || error instanceof StoreUnavailable) throw error;
      log?.error('store.repair-failed', { id: document._id, error: String(error) });
    }
  }
}
