/** The part of the storage port that keeps what moderators do besides deciding on items. */
import type { ActKind } from '@parley/contracts/act-objects';
import type { ReviewCursor } from './moderation-store.ts';
import type { Actor } from './records.ts';

/**
 * Append-only, and chained in the log of its site with the events of items. A store enters it together with what it
 * tells of, so that neither is ever without the other.
 */
export type ActRecord = {
  id: string;
  site: string;
  kind: ActKind;
  at: number;
  actor: Actor;
  subject: { kind: 'site' | 'author' | 'thread' | 'comment'; id: string; name: string };
  reason: string | null;
  /** What of the subject was changed. Never a secret, never a comment's text. */
  before: Record<string, unknown>;
  after: Record<string, unknown>;
};

export type ActStore = {
  /** The acts on these sites after a place, newest first; `term`: those filed under it, as in the log of events. */
  list(query: { sites: string[]; term?: string | null; after: ReviewCursor | null; limit: number }): Promise<{
    acts: ActRecord[];
    next: ReviewCursor | null;
  }>;
  /** Acts that no chain has, in order of id after `after`: as `listUnchained` of events. */
  listUnchained(after: string | null, limit: number): Promise<{ acts: ActRecord[]; next: string | null }>;
};
