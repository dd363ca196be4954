import type { IssueGroup } from '@parley/contracts/objects';
import { iso } from '../comments/present-comment.ts';
import type { IssueGroupRecord } from '../ports/records.ts';

/** A group of issue reports as moderators see it. */
export function presentGroup(group: IssueGroupRecord): IssueGroup {
  return {
    ...group,
    firstSeen: iso(group.firstSeen),
    lastSeen: iso(group.lastSeen),
    samples: group.samples.map((report) => ({ ...report, receivedAt: iso(report.receivedAt) })),
  };
}
