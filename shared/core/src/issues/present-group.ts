import type { IssueEvent, IssueGroup, IssueReport } from '@parley/contracts/objects';
import { iso } from '../comments/present-comment.ts';
import type { IssueEventRecord, IssueGroupRecord, IssueReportRecord } from '../ports/issue-records.ts';

/** A group of issue reports as moderators see it, with as many of its reports as they are to see of it. */
export function presentGroup(group: IssueGroupRecord, samples: IssueReportRecord[] = []): IssueGroup {
  const { last, spikingSince } = group;
  return {
    ...group,
    firstSeen: iso(group.firstSeen),
    lastSeen: iso(group.lastSeen),
    spikingSince: spikingSince === null ? null : iso(spikingSince),
    last: last && { ...last, at: iso(last.at) },
    samples: samples.map(presentReport),
  };
}

export function presentIssueEvent({ site: _site, ...event }: IssueEventRecord): IssueEvent {
  return { ...event, at: iso(event.at) };
}

/** What tells readers apart is for counting only. */
function presentReport({ reader: _reader, ...report }: IssueReportRecord): IssueReport {
  return { ...report, receivedAt: iso(report.receivedAt) };
}
