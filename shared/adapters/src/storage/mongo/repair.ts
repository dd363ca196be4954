import type { LoggedChange, ReviewItemRecord } from '@parley/core/ports/records';
import type { RelayStore } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import type { CommentDocument } from './comment-documents.ts';
import { carryOut } from './decide.ts';
import { settleFlag } from './flags.ts';
import { settleReport } from './issue-groups.ts';
import type { IssueReportDocument } from './issue-schemas.ts';
import { type ReviewEventDocument, refreshItem } from './review-events.ts';
import type { FlagDocument } from './review-schemas.ts';
import { settleComment } from './settle-comment.ts';

/** Marks of one kind looked at in one call, the oldest first; the next call goes on. */
const MARKS_MAX = 500;

type Repaired = Awaited<ReturnType<RelayStore['repair']>>;

/**
 * Finishes what was begun before `before` and whose mark still stands: because its process died, or because
 * it is still at it. Each step can be done twice, so the latter does no harm.
 */
export async function repair(access: Access, before: number): Promise<Repaired> {
  const { comments, flags, reviewEvents, issueReports } = access.models;
  const changes: LoggedChange[] = [];
  const items = new Map<string, ReviewItemRecord>();
  const note = (item: ReviewItemRecord | null) => item && items.set(item.id, item);
  // `$exists` says no more than `$lt`, but by it every server sees that the index of marks will do.
  const isDue = { pendingAt: mongoose.trusted({ $exists: true, $lt: before }) };
  const oldest = { sort: { pendingAt: 1 }, limit: MARKS_MAX } as const;

  for (const comment of await comments.find(isDue, null, oldest).lean<CommentDocument[]>().exec()) {
    const settled = await settleComment(access, comment);
    changes.push(...settled.changes);
    note(settled.item);
  }
  for (const flag of await flags.find(isDue, null, oldest).lean<FlagDocument[]>().exec()) {
    note(await settleFlag(access, flag));
  }
  for (const event of await reviewEvents.find(isDue, null, oldest).lean<ReviewEventDocument[]>().exec()) {
    note(await refreshItem(access, event.item));
    changes.push(...((await carryOut(access, event))?.changes ?? []));
  }
  for (const report of await issueReports.find(isDue, null, oldest).lean<IssueReportDocument[]>().exec()) {
    await settleReport(access, report);
  }
  return { changes, items: [...items.values()] };
}
