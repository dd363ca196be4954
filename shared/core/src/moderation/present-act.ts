import type { Act } from '@parley/contracts/act-objects';
import { iso } from '../comments/present-comment.ts';
import type { ActRecord } from '../ports/act-store.ts';

/** An act as moderators of its site see it. */
export function presentAct(act: ActRecord): Act {
  return { ...act, at: iso(act.at) };
}
