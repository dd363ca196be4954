/**
 * Carries decisions to the service. The list shows them at once and the next item comes up; whatever the
 * service answers is then told as it is: done, somebody else was faster, or not carried out.
 */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import { DECISIONS_MAX } from '@parley/contracts/limits';
import type { DecisionAction, DecisionResult, ReviewItem } from '@parley/contracts/objects';
import { batch } from '@preact/signals';
import type { ClaimKeeper } from '../item/claim-keeper.ts';
import type { ItemDetails } from '../item/item-details.ts';
import { isDecision } from '../item/undo-standing.ts';
import type { Navigation } from '../place/navigation.ts';
import { openedId, type Place, withOpened } from '../place/place.ts';
import type { Notices } from '../shell/notices.ts';
import { nameOf, type Outcomes, tellOutcomes, tellUnsent } from './decision-notices.ts';
import { beginDecisions, rollBackDecision, settleDecision } from './queue-state.ts';
import type { QueueStore } from './queue-store.ts';
import { readConflict } from './read-conflict.ts';
import type { Done, Undoer } from './undoer.ts';
import { firstToLookAt, nextAfter } from './where-next.ts';
import { notices as noticeWords } from './words.ts';

export type DecisionWords = { reason?: string; note?: string };
export type DeciderDeps = {
  api: Pick<ApiClient, 'decide'>;
  queue: QueueStore;
  details: ItemDetails;
  claims: ClaimKeeper;
  notices: Notices;
  navigation: Navigation;
  undoer: Undoer;
  show: (item: ReviewItem) => void;
  /** The moderator's own id. */
  me: string;
  /** Whether they may take back what others decided. */
  isLead: boolean;
  now: () => number;
};
/** Resolves when the answer has been told. `items` are decided in the version in which they were seen. */
export type Decide = (
  items: readonly ReviewItem[],
  action: DecisionAction,
  words?: DecisionWords,
) => Promise<void>;

export function createDecider(deps: DeciderDeps): Decide {
  const { queue, notices, details } = deps;

  const decide: Decide = async (given, action, words = {}) => {
    const items = given
      .filter((item) => queue.state.value.deciding[item.id] === undefined)
      .slice(0, DECISIONS_MAX);
    if (items.length === 0) return;
    showAsDecided(deps, items, action);
    const done = carryOut(items, action, words);
    deps.undoer.remember(done);
    await done;
    queue.refreshCounts();
  };

  const carryOut = async (
    items: readonly ReviewItem[],
    action: DecisionAction,
    words: DecisionWords,
  ): Promise<Done | null> => {
    try {
      const answer = await deps.api.decide(
        items.map((item) => ({ item: item.id, version: item.version, action, ...words })),
      );
      return settle(items, action, answer);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const only = items.length === 1 ? items[0] : undefined;
      if (error.code === 'conflict' && only) lose(only, action, error);
      else giveUp(items, action, words, error);
      return null;
    }
  };

  const settle = (
    items: readonly ReviewItem[],
    action: DecisionAction,
    { results, bulk }: { results: DecisionResult[]; bulk?: string },
  ): Done | null => {
    const outcomes: Outcomes = { action, done: [], already: [], conflicts: [], missing: [] };
    batch(() => {
      for (const asked of items) {
        const result = results.find((one) => one.id === asked.id);
        const after = result?.item ?? null;
        queue.state.value = settleDecision(queue.state.value, asked.id, after);
        details.forget(asked.id);
        if (!after || result?.outcome === 'not-found') outcomes.missing.push(asked);
        else if (result?.outcome === 'done') outcomes.done.push(after);
        else if (result?.outcome === 'already') outcomes.already.push(after);
        else outcomes.conflicts.push({ asked, item: after, event: result?.event ?? null });
      }
    });
    reloadIfOpened(items);
    const event = results.find(({ outcome }) => outcome === 'done')?.event?.id;
    const by = bulk !== undefined ? { bulk } : event !== undefined ? { event } : null;
    const done = by && outcomes.done.length > 0 ? { action, items: outcomes.done, by } : null;
    tell(items.length, outcomes, done);
    return done;
  };

  const lose = (asked: ReviewItem, action: DecisionAction, error: ApiError) => {
    const { item, event } = readConflict(error.current);
    if (item) queue.state.value = settleDecision(queue.state.value, asked.id, item);
    else queue.state.value = rollBackDecision(queue.state.value, asked.id);
    details.forget(asked.id);
    reloadIfOpened([asked]);
    const conflict = { asked, item: item ?? asked, event };
    tell(1, { action, done: [], already: [], missing: [], conflicts: [conflict] }, null);
  };

  const tell = (asked: number, outcomes: Outcomes, done: Done | null) => {
    const winner = outcomes.conflicts[0]?.event ?? null;
    tellOutcomes(deps, asked, outcomes, {
      done: done && { about: done, undo: () => void deps.undoer.undo(done) },
      undoWinner:
        deps.isLead && isDecision(winner)
          ? ({ item, event }) => event && void deps.undoer.undoEvent(item, event)
          : null,
      show: deps.show,
    });
  };

  const giveUp = (
    items: readonly ReviewItem[],
    action: DecisionAction,
    words: DecisionWords,
    error: ApiError,
  ) => {
    batch(() => {
      for (const { id } of items) queue.state.value = rollBackDecision(queue.state.value, id);
    });
    // Some of several may have been carried out, and so may one whose answer was lost.
    void queue.catchUp();
    tellUnsent(notices, items, action, error, {
      retry: error.isPassing ? () => void decide(items, action, words) : null,
      show: deps.show,
    });
  };

  const reloadIfOpened = (items: readonly ReviewItem[]) => {
    const opened = openedId(deps.navigation.place.value);
    if (opened !== null && items.some((item) => item.id === opened)) details.show(opened);
  };

  return decide;
}

/** The rows leave and the next item is opened. Beside the log the decided item stays: there is no next one. */
function showAsDecided(deps: DeciderDeps, items: readonly ReviewItem[], action: DecisionAction): void {
  const { queue, navigation } = deps;
  const ids = items.map((item) => item.id);
  const place = navigation.place.value;
  const isOpened = ids.includes(openedId(place) ?? '');
  const target = nextAfter(queue.state.value, ids, deps.me, deps.now());
  batch(() => {
    queue.state.value = beginDecisions(queue.state.value, items, action);
    for (const id of ids) deps.claims.drop(id);
    if (place.view !== 'queue' || !isOpened) return;
    navigation.replace(withOpened(place, target ?? whatWaited(deps)));
  });
  sayNext(deps, navigation.place.value);
}

/** The list has run out: what stood behind the pill comes in. */
function whatWaited({ queue, me, now }: DeciderDeps): string | null {
  if (queue.state.value.waiting.length === 0) return null;
  queue.letIn();
  return firstToLookAt(queue.state.value, me, now());
}

function sayNext({ queue, notices }: DeciderDeps, place: Place): void {
  if (place.view !== 'queue') return;
  const next = queue.state.value.rows.find((row) => row.item.id === place.item)?.item;
  notices.say(next ? noticeWords.next(nameOf(next), next.score) : noticeWords.queueDone);
}
