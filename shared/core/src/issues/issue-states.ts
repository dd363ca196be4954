import type { IssueState } from '@parley/contracts/objects';

const OPEN = ['triaged', 'investigating'] as const;
const ENDS = ['closed', 'duplicate', 'wontfix', 'user-side'] as const;

/**
 * Which state may follow which. `new` is given by reports alone; what has ended is taken up again before it ends
 * otherwise.
 */
export const NEXT_STATES: Readonly<Record<IssueState, readonly IssueState[]>> = {
  new: [...OPEN, 'fixed', ...ENDS],
  triaged: ['investigating', 'fixed', ...ENDS],
  investigating: ['triaged', 'fixed', ...ENDS],
  fixed: [...OPEN, 'closed'],
  closed: OPEN,
  duplicate: OPEN,
  wontfix: OPEN,
  'user-side': OPEN,
};
