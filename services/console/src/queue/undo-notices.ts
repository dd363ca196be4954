/** Tells what came of taking decisions back. */
import type { ApiError } from '@parley/contracts/client/api-client';
import type { ReviewEvent, ReviewItem } from '@parley/contracts/objects';
import { deed } from '../names.ts';
import type { Notices } from '../shell/notices.ts';
import { agoWords } from '../time/time-words.ts';
import { nameOf } from './decision-notices.ts';
import { firstFew } from './first-few.ts';
import type { Winner } from './read-conflict.ts';
import type { Done } from './undoer.ts';
import { notices, undoing as words } from './words.ts';

export type UndoneParts = {
  /** As they are now. */
  undone: ReviewItem[];
  /** What somebody changed since, and so stays. */
  standing: { item: ReviewItem; event: ReviewEvent | null }[];
};
type Deps = { notices: Notices; now: () => number };
type Show = (item: ReviewItem) => void;

export function tellUndone(
  { notices, now }: Deps,
  { action }: Done,
  { undone, standing }: UndoneParts,
  { show }: { show: Show },
): void {
  const [first] = undone;
  const [stays] = standing;
  const shown = first ?? stays?.item;
  if (!shown) return;
  const text =
    undone.length === 1 && first && standing.length === 0
      ? words.undone(action, nameOf(first), first.state, first.comment.status)
      : words.undoneSeveral(action, undone.length, standing.length);
  notices.tell({
    tone: stays ? 'conflict' : 'done',
    text,
    details: firstFew(standing.map(({ item, event }) => standingWords(nameOf(item), event, now()))),
    actions: [{ words: words.show, command: 'show', run: () => show(stays?.item ?? shown) }],
  });
}

/** It was refused, or the service could not be asked: everything stays. */
export function tellNotUndone(
  { notices, now }: Deps,
  { items }: Done,
  error: ApiError,
  { item, event }: Winner,
  followUps: { retry: (() => void) | null; show: Show },
): void {
  const [only] = items;
  const name = only ? nameOf(only) : '';
  const shown = item ?? only;
  notices.tell({
    tone: error.code === 'conflict' ? 'conflict' : 'failed',
    text: words.notUndone(name, items.length),
    details: [event ? standingWords(name, event, now()) : error.message],
    actions: [
      ...(followUps.retry ? [{ words: words.retry, command: null, run: followUps.retry }] : []),
      ...(shown ? [{ words: words.show, command: 'show' as const, run: () => followUps.show(shown) }] : []),
    ],
  });
}

export function tellNothingToUndo(notices: Notices): void {
  notices.tell({ tone: 'told', text: words.nothing });
}

function standingWords(name: string, event: ReviewEvent | null, now: number): string {
  return event
    ? words.stands(event.actor.name, deed(event.kind, notices.comment(name)), agoWords(event.at, now))
    : words.standsSomehow(name);
}
