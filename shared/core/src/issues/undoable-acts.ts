import { findReversal, findStanding } from '../moderation/undo-rules.ts';
import type { IssueEventRecord } from '../ports/issue-records.ts';
import { changedFields } from './fold-issue.ts';

const UNDOABLE: readonly IssueEventRecord['kind'][] = ['changed', 'merged', 'split'];

/** What people did to a group can be taken back; notes, answers and what reports did cannot, nor can an undo. */
export function isUndoable({ actor, kind }: IssueEventRecord): boolean {
  return actor.kind === 'moderator' && UNDOABLE.includes(kind);
}

/** What keeps an act from being taken back: that it was already, or a later one that changed the same and stands. */
export function obstacleTo(event: IssueEventRecord, events: IssueEventRecord[]): IssueEventRecord | null {
  const fields = new Set(changedFields(event));
  const touches = (later: IssueEventRecord) => changedFields(later).some((name) => fields.has(name));
  return findReversal(event, events) ?? findStanding(event, events, touches);
}
