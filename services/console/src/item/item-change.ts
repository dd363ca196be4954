import type { ReviewItemDetail } from '@parley/contracts/objects';

export type ItemChange = 'flagged' | 'edited' | 'decided' | 'other';

/** What happened to an item between two looks at it; null when nothing did. Pure. */
export function changeSince(before: ReviewItemDetail, after: ReviewItemDetail): ItemChange | null {
  if (after.item.version <= before.item.version) return null;
  const kinds = after.events
    .filter((event) => event.version > before.item.version)
    .map((event) => event.kind);
  // What a moderator must not overlook comes first: that it is decided, then that it reads differently.
  if (after.item.decision?.at !== before.item.decision?.at) return 'decided';
  if (kinds.includes('edited')) return 'edited';
  return kinds.includes('flagged') ? 'flagged' : 'other';
}
