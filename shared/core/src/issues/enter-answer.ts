import type { IssueGroupRecord } from '../ports/issue-records.ts';
import type { OutboxRecord } from '../ports/outbox-store.ts';
import { actOf, type IssueDeps } from './act-on-group.ts';

/**
 * Has the log of a group say that a reader was answered. Twice is once, so that both may see to it: who answers, and
 * who delivers what a crash left behind. Null when the group is gone.
 */
export async function enterAnswer(
  deps: Pick<IssueDeps, 'store' | 'sites' | 'clock' | 'ids'>,
  { id, group, site, by, at }: OutboxRecord,
): Promise<IssueGroupRecord | null> {
  const act = await actOf(deps, by, { id: group, site }, { kind: 'answered', set: {} });
  const result = await deps.store.issues.act({ ...act, id: `a${id}`, at }, null);
  return result.outcome === 'not-found' ? null : result.group;
}
