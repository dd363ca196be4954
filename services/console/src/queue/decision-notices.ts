/** Tells how decisions went, with what can be done about it. */
import type { ApiError } from '@parley/contracts/client/api-client';
import type { DecisionAction, ReviewEvent, ReviewItem } from '@parley/contracts/objects';
import { item as itemMessages } from '../item/words.ts';
import { deed } from '../names.ts';
import type { Notices } from '../shell/notices.ts';
import { agoWords } from '../time/time-words.ts';
import { firstFew } from './first-few.ts';
import { notices as words } from './words.ts';

export type Lost = { asked: ReviewItem; item: ReviewItem; event: ReviewEvent | null };
export type Outcomes = {
  action: DecisionAction;
  /** As they are now. */
  done: ReviewItem[];
  already: ReviewItem[];
  conflicts: Lost[];
  /** As they were asked about. */
  missing: ReviewItem[];
};
export type FollowUps = {
  /** Takes back what was just done; null when nothing was. */
  done: { about: object; undo: () => void } | null;
  /** Takes back what won instead; null for those who may not. */
  undoWinner: ((lost: Lost) => void) | null;
  show: (item: ReviewItem) => void;
};
type Deps = { notices: Notices; now: () => number };

/** `asked` is how many decisions were sent: one speaks for itself, several are told together, each with its result. */
export function tellOutcomes(deps: Deps, asked: number, outcomes: Outcomes, followUps: FollowUps): void {
  if (asked > 1) {
    tellSeveral(deps, outcomes, followUps);
    return;
  }
  const { action, done, already, missing, conflicts } = outcomes;
  if (done[0]) tellDone(deps.notices, action, done[0], followUps);
  for (const item of already) deps.notices.tell({ tone: 'told', text: alreadyWords(item, action) });
  for (const item of missing) deps.notices.tell({ tone: 'told', text: words.missing(nameOf(item)) });
  for (const lost of conflicts) tellLost(deps, lost, action, followUps);
}

/** The service could not be asked, or refused: the items are back in their places. */
export function tellUnsent(
  notices: Notices,
  items: readonly ReviewItem[],
  action: DecisionAction,
  error: ApiError,
  followUps: { retry: (() => void) | null; show: (item: ReviewItem) => void },
): void {
  const [only] = items;
  if (!only) return;
  notices.tell({
    tone: 'failed',
    text: items.length === 1 ? words.failed(action, nameOf(only)) : words.failedSeveral(action, items.length),
    details: [error.message],
    actions: [
      ...(followUps.retry ? [{ words: words.retry, command: null, run: followUps.retry }] : []),
      { words: words.show, command: 'show' as const, run: () => followUps.show(only) },
    ],
  });
}

/** Who is meant, where a comment is spoken of. */
export function nameOf(item: ReviewItem): string {
  return item.comment.author?.name ?? itemMessages.unknownAuthor;
}

function tellDone(
  notices: Notices,
  action: DecisionAction,
  item: ReviewItem,
  { done: follow, show }: FollowUps,
): void {
  const isReopened = action === 'reopen';
  notices.tell({
    tone: 'done',
    about: follow?.about,
    text: isReopened ? words.reopened(nameOf(item), item.comment.status) : words.done(action, nameOf(item)),
    actions: [
      ...(isReopened ? [{ words: words.show, command: 'show' as const, run: () => show(item) }] : []),
      ...undoAction(follow),
    ],
  });
}

function tellSeveral({ notices, now }: Deps, outcomes: Outcomes, { done: follow, show }: FollowUps): void {
  const { action, done, already, missing, conflicts } = outcomes;
  const shown = conflicts[0]?.item;
  notices.tell({
    about: follow?.about,
    tone: conflicts.length > 0 ? 'conflict' : 'done',
    text: words.doneSeveral(action, done.length, already.length + missing.length + conflicts.length),
    details: firstFew([
      ...conflicts.map((lost) => lostWords(lost, now())),
      ...already.map((item) => alreadyWords(item, action)),
      ...missing.map((item) => words.missing(nameOf(item))),
    ]),
    actions: [
      ...(shown ? [{ words: words.show, command: 'show' as const, run: () => show(shown) }] : []),
      ...undoAction(follow),
    ],
  });
}

function tellLost(
  { notices, now }: Deps,
  lost: Lost,
  action: DecisionAction,
  { show, undoWinner }: FollowUps,
): void {
  const { item } = lost;
  notices.tell({
    tone: 'conflict',
    text: lostWords(lost, now()),
    details: [words.conflictYours(action), words.conflictNow(item.state, item.comment.status)],
    actions: [
      { words: words.show, command: 'show', run: () => show(item) },
      ...(undoWinner
        ? [{ words: words.undoTheirs, command: 'undo-shown' as const, run: () => undoWinner(lost) }]
        : []),
    ],
  });
}

function undoAction(follow: FollowUps['done']) {
  return follow ? [{ words: words.undo, command: 'undo' as const, run: follow.undo }] : [];
}

function lostWords({ asked, event }: Lost, now: number): string {
  const name = nameOf(asked);
  if (event === null) return words.conflictMoved(name);
  return words.conflict(event.actor.name, deed(event.kind, words.comment(name)), agoWords(event.at, now));
}

function alreadyWords(item: ReviewItem, action: DecisionAction): string {
  return words.already(item.decision?.by ?? words.someone, deed(action, words.comment(nameOf(item))));
}
