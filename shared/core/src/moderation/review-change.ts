import type { ReviewReason } from '@parley/contracts/objects';
import type { Clock, Ids } from '../ports/host.ts';
import type { CommentRecord, Actor as EventActor, FlagRow } from '../ports/records.ts';
import type { ReviewChange } from '../ports/store.ts';
import type { Finding } from './screen-comment.ts';

/** How long a review item may wait before it is late. */
export const DUE_AFTER_MS = 4 * 60 * 60_000;

export const SCREENING_ACTOR: EventActor = { id: 'screening', name: 'Screening', kind: 'system' };

/** The event by which screening opens (or re-opens) the review item of a held comment. */
export function heldForReview(
  deps: { clock: Clock; ids: Ids },
  comment: Pick<CommentRecord, 'id' | 'site' | 'revision'>,
  findings: Finding[],
  kind: 'opened' | 'edited',
  state: 'open' | 'closed' = 'open',
): ReviewChange {
  const reasons = findings.map(
    (finding): ReviewReason => ({
      reason: finding.rule,
      source: 'screening',
      detail: finding.evidence,
      weight: finding.weight,
      revision: comment.revision,
    }),
  );
  return changeOf(deps, comment, {
    kind,
    actor: SCREENING_ACTOR,
    reason: findings[0]?.rule ?? null,
    note: null,
    reasons,
    after: { state, status: 'held' },
  });
}

/** The event by which a moderator takes up a comment that nobody has flagged. It stays as it is. */
export function takenUpForReview(
  deps: { clock: Clock; ids: Ids },
  comment: Pick<CommentRecord, 'id' | 'site' | 'status'>,
  by: { id: string; name: string },
): ReviewChange {
  return changeOf(deps, comment, {
    kind: 'opened',
    actor: { ...by, kind: 'moderator' },
    reason: 'moderator',
    note: null,
    reasons: [{ reason: 'moderator', source: 'moderator', detail: `taken up by ${by.name}`, weight: 0 }],
    after: { state: 'open', status: comment.status },
  });
}

/** The event by which a reader's flag opens the item or adds to it. The comment stays where it is. */
export function flaggedForReview(
  deps: { clock: Clock; ids: Ids },
  { comment: id, site, reader, reason, note, weight, parts }: FlagRow,
): ReviewChange {
  const detail = `reported by ${reader.name}`;
  return changeOf(
    deps,
    { id, site },
    {
      kind: 'flagged',
      actor: { ...reader, kind: 'reader' },
      reason,
      note,
      reasons: [{ reason: `flag:${reason}`, source: 'flag', detail, weight, parts }],
      after: { state: 'open', status: 'published' },
    },
  );
}

/** The event now, with the weight of its reasons and the time until which the item may wait. */
function changeOf(
  deps: { clock: Clock; ids: Ids },
  comment: { id: string; site: string },
  event: Omit<ReviewChange['event'], 'id' | 'item' | 'site' | 'at' | 'reasons'> & { reasons: ReviewReason[] },
): ReviewChange {
  const at = deps.clock.now();
  return {
    event: { id: deps.ids.sortable(), item: comment.id, site: comment.site, at, ...event },
    weight: event.reasons.reduce((sum, { weight = 0 }) => sum + weight, 0),
    dueAt: at + DUE_AFTER_MS,
  };
}
