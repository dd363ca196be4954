import type { ReviewItem } from '@parley/contracts/objects';
import { reasonName } from '../names.ts';
import { flagTag, queue as words } from './words.ts';

export type Tag = { text: string; isWarning: boolean };

/** Why an item is in the queue, in a few words each: flags with their number first, then what screening found. */
export function tagsOf(item: ReviewItem): Tag[] {
  const flags = Object.entries(item.flags)
    .filter(([, count]) => count > 0)
    .sort(([, one], [, other]) => other - one)
    .map(([reason, count]) => ({ text: flagTag(reason, count), isWarning: true }));
  const found = item.reasons
    .filter((reason) => reason.source !== 'flag')
    .map(({ reason }) => ({
      text: reasonName(reason).toLowerCase(),
      isWarning: true,
    }));
  const status = item.state === 'closed' ? [{ text: words.decidedTag(item), isWarning: false }] : [];
  const reply = item.comment.parent !== null ? [{ text: words.reply, isWarning: false }] : [];
  return [...status, ...flags, ...found, ...reply];
}
