import type { DecisionAction, ReviewState } from '@parley/contracts/objects';

/** What may be decided in which state. An escalated item leaves its state only by being closed. */
export const ALLOWED_ACTIONS: Record<ReviewState, readonly DecisionAction[]> = {
  open: ['approve', 'reject', 'spam', 'escalate'],
  escalated: ['approve', 'reject', 'spam'],
  closed: ['reopen'],
};

/** Where each decision leads: the item's state, and the comment's status where it changes. */
export const OUTCOMES: Record<
  DecisionAction,
  { state: ReviewState; status: 'published' | 'rejected' | null }
> = {
  approve: { state: 'closed', status: 'published' },
  reject: { state: 'closed', status: 'rejected' },
  spam: { state: 'closed', status: 'rejected' },
  escalate: { state: 'escalated', status: null },
  reopen: { state: 'open', status: null },
};
