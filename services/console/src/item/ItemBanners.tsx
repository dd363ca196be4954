import type { ReviewEvent } from '@parley/contracts/objects';
import { useDesk } from '../desk/desk-context.ts';
import { deed } from '../names.ts';
import { claimOfOther } from '../queue/where-next.ts';
import { EyeIcon } from '../shell/icons.tsx';
import { ageWords, exactTime, spanWords } from '../time/time-words.ts';
import type { ItemChange } from './item-change.ts';
import type { DetailEntry } from './item-details.ts';
import { item as words } from './words.ts';

const CHANGE_WORDS: Record<Exclude<ItemChange, 'decided'>, string> = {
  flagged: words.changedFlag,
  edited: words.changedEdit,
  other: words.changedOther,
};

/** What a moderator must know before deciding: that it is decided, that it changed, that somebody else looks. */
export function ItemBanners({ entry }: { entry: Extract<DetailEntry, { status: 'ready' }> }) {
  const desk = useDesk();
  const { item } = entry.detail;
  const { decision, claim } = item;
  const now = desk.now.value;
  const other = claimOfOther(item, desk.moderator.id, now);
  const note = entry.detail.events.findLast((event) => event.kind === decision?.action)?.note;
  const appeal = item.state === 'closed' ? null : appealOf(entry.detail.events);
  const left = claim ? Date.parse(claim.until) - now : 0;
  return (
    <div class="banners" role="status">
      {decision && (
        <p class="banner decided" title={exactTime(decision.at)}>
          <span>
            {words.decided(decision.by, deed(decision.action, words.this), ageWords(decision.at, now))}
          </span>
          {decision.reason && <span class="quiet-text"> {words.decidedReason(decision.reason)}</span>}
          {note && <q>{note}</q>}
        </p>
      )}
      {appeal && (
        <div class="banner appeal">
          <p>{words.appealed(appeal.actor.name, ageWords(appeal.at, now))}</p>
          <q>{appeal.note}</q>
        </div>
      )}
      {entry.change && entry.change !== 'decided' && (
        <p class="banner changed">{words.changed(CHANGE_WORDS[entry.change])}</p>
      )}
      {other && (
        <p class="banner looking">
          <EyeIcon /> {words.claimed(other, left < 60_000 ? words.underAMinute : spanWords(left))}
        </p>
      )}
    </div>
  );
}

/** The author's request that waits for an answer: nobody has decided since. */
function appealOf(events: readonly ReviewEvent[]): ReviewEvent | null {
  const place = events.findLastIndex((event) => event.kind === 'appealed');
  const isAnswered = events.slice(place + 1).some((event) => event.after.state === 'closed');
  return isAnswered ? null : (events[place] ?? null);
}
