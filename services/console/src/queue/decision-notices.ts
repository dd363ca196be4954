/** Tells how decisions went, with what can be done about it. */
import type { ApiError } from '@parley/contracts/client/api-client';
import type { DecisionAction, ReviewEvent, ReviewItem } from '@parley/contracts/objects';
import { item as itemMessages } from '../item/words.ts';
import { eventNames, pastActions } from '../names.ts';
import type { Notices } from '../shell/notices.ts';
import { ageWords } from '../time/time-words.ts';
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
  reopen: (items: readonly ReviewItem[]) => void;
  show: (item: ReviewItem) => void;
};

export function tellOutcomes(
  deps: { notices: Notices; now: () => number },
  outcomes: Outcomes,
  followUps: FollowUps,
): void {
  const { notices } = deps;
  tellDone(notices, outcomes, followUps);
  for (const item of outcomes.already) {
    const by = item.decision?.by ?? words.someone;
    notices.tell({
      tone: 'told',
      text: words.already(by, pastActions[outcomes.action], nameOf(item)),
    });
  }
  for (const item of outcomes.missing) notices.tell({ tone: 'told', text: words.missing(nameOf(item)) });
  for (const lost of outcomes.conflicts) tellLost(deps, lost, outcomes.action, followUps);
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

function tellDone(notices: Notices, { action, done }: Outcomes, { reopen, show }: FollowUps): void {
  const [only] = done;
  if (!only) return;
  if (action === 'reopen') {
    const text =
      done.length === 1
        ? words.reopened(nameOf(only), only.comment.status)
        : words.reopenedSeveral(done.length);
    notices.tell({
      tone: 'done',
      text,
      actions: [{ words: words.show, command: 'show', run: () => show(only) }],
    });
    return;
  }
  notices.tell({
    tone: 'done',
    text: done.length === 1 ? words.done(action, nameOf(only)) : words.doneSeveral(action, done.length),
    actions: only.state === 'closed' ? [{ words: words.undo, command: 'undo', run: () => reopen(done) }] : [],
  });
}

function tellLost(
  { notices, now }: { notices: Notices; now: () => number },
  { asked, item, event }: Lost,
  action: DecisionAction,
  { show }: FollowUps,
): void {
  const name = nameOf(asked);
  const text = event
    ? words.conflict(event.actor.name, eventNames[event.kind], name, ageWords(event.at, now()))
    : words.conflictMoved(name);
  notices.tell({
    tone: 'conflict',
    text,
    details: [words.conflictYours(action), words.conflictNow(item.state, item.comment.status)],
    actions: [{ words: words.show, command: 'show', run: () => show(item) }],
  });
}
