import type { CommentStatus } from '@parley/contracts/objects';
import type { ReviewItemRecord } from '../ports/records.ts';

/** What a queue is narrowed by. Stores keep one entry a facet beside the item, so that each is a range of an index. */
export const statusFacet = (status: CommentStatus) => `status:${status}`;
export const threadFacet = (thread: string) => `thread:${thread}`;

/** Those of an item: its reasons by their own words, its comment's status, its thread. */
export function facetsOf({
  reasons,
  status,
  thread,
}: Pick<ReviewItemRecord, 'reasons' | 'status' | 'thread'>) {
  return [...new Set([...reasons.map(({ reason }) => reason), statusFacet(status), threadFacet(thread)])];
}
