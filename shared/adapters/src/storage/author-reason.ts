import type { CommentRecord } from '@parley/core/ports/records';

/**
 * What the author is told once a comment has this status: nothing when it is published; else the new reason,
 * or where there is none and the status stays, or it is only held again, what they know already.
 */
export function authorReasonFor(
  status: CommentRecord['status'],
  authorReason: string | null,
  known: Pick<CommentRecord, 'status' | 'reason'>,
): string | null {
  if (status === 'published') return null;
  const isKept = status === known.status || status === 'held';
  return authorReason ?? (isKept ? known.reason : null);
}
