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
import type { Navigation } from '../place/navigation.ts';
import { openedId, type Place, withOpened } from '../place/place.ts';
import type { Notices } from '../shell/notices.ts';
import { nameOf, type Outcomes, tellOutcomes, tellUnsent } from './decision-notices.ts';
import { beginDecisions, rollBackDecision, settleDecision } from './queue-state.ts';
import type { QueueStore } from './queue-store.ts';
import { readConflict } from './read-conflict.ts';
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
  /** The moderator's own id. */
  me: string;
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
    try {
      const { results } = await deps.api.decide(
        items.map((item) => ({ item: item.id, version: item.version, action, ...words })),
      );
      settle(items, action, results);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const only = items.length === 1 ? items[0] : undefined;
      if (error.code === 'conflict' && only) lose(only, action, error);
      else giveUp(items, action, words, error);
    }
    queue.refreshCounts();
  };

  const settle = (items: readonly ReviewItem[], action: DecisionAction, results: DecisionResult[]) => {
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
    tellOutcomes(deps, outcomes, { reopen, show });
  };

  const lose = (asked: ReviewItem, action: DecisionAction, error: ApiError) => {
    const { item, event } = readConflict(error.current);
    if (item) queue.state.value = settleDecision(queue.state.value, asked.id, item);
    else queue.state.value = rollBackDecision(queue.state.value, asked.id);
    details.forget(asked.id);
    reloadIfOpened([asked]);
    const conflict = { asked, item: item ?? asked, event };
    const nothing = { done: [], already: [], missing: [] };
    tellOutcomes(deps, { action, ...nothing, conflicts: [conflict] }, { reopen, show });
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
      show,
    });
  };

  const reopen = (items: readonly ReviewItem[]) => void decide(items, 'reopen');

  /** Opens an item in the list it belongs to now, because the moderator asked for it. */
  const show = (item: ReviewItem) => {
    const place = deps.navigation.place.value;
    const isHere = place.view === 'queue' && place.state === item.state;
    deps.navigation.go(
      isHere
        ? { ...place, item: item.id }
        : {
            view: 'queue',
            state: item.state,
            item: item.id,
            reason: null,
            sort: 'priority',
            site: place.site,
          },
    );
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
