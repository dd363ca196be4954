/**
 * Takes decisions back, by events of their own. The last ones are remembered from the moment they are made, so
 * that `u` never reaches past a decision whose answer is still on its way.
 */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { DecisionAction, DecisionResult, ReviewEvent, ReviewItem } from '@parley/contracts/objects';
import { batch } from '@preact/signals';
import type { ItemDetails } from '../item/item-details.ts';
import { isDecision } from '../item/undo-standing.ts';
import type { Navigation } from '../place/navigation.ts';
import { openedId } from '../place/place.ts';
import type { Notices } from '../shell/notices.ts';
import type { QueueStore } from './queue-store.ts';
import { readConflict } from './read-conflict.ts';
import { tellNothingToUndo, tellNotUndone, tellUndone, type UndoneParts } from './undo-notices.ts';

/** What was carried out: one event, or a bulk of them. `items` are as they were after it. */
export type Done = {
  action: DecisionAction;
  items: ReviewItem[];
  by: { event: string } | { bulk: string };
};
type Act = { takeBack: () => Promise<void> };
export type Undoer = {
  /** A decision on its way; it resolves to null when nothing came of it. */
  remember: (done: Promise<Done | null>) => void;
  /**
   * Something else that was done here. Returns what takes it back, for whoever offers that besides: once is enough.
   */
  rememberAct: (takeBack: () => Promise<void>) => () => void;
  /** Takes back the last thing done here that stands, once it is answered. */
  undoLast: () => Promise<void>;
  undo: (done: Done) => Promise<void>;
  /** The same for one event of an item, whoever decided it. */
  undoEvent: (item: ReviewItem, event: ReviewEvent) => Promise<void>;
};

/** Decisions and acts that `u` goes back through: more than anybody remembers. */
export const REMEMBERED_MAX = 50;

export function createUndoer(deps: {
  api: Pick<ApiClient, 'undo' | 'undoBulk'>;
  queue: QueueStore;
  details: ItemDetails;
  notices: Notices;
  navigation: Navigation;
  /** Opens an item in the list it belongs to now. */
  show: (item: ReviewItem) => void;
  now: () => number;
}): Undoer {
  const { queue, details, notices, navigation } = deps;
  let remembered: (Promise<Done | null> | Act)[] = [];
  const undone = new WeakSet<Done>();
  const add = (entry: Promise<Done | null> | Act) => {
    remembered = [...remembered, entry].slice(-REMEMBERED_MAX);
  };

  const undo = async (done: Done) => {
    if (undone.has(done)) return;
    undone.add(done);
    notices.dismissAbout(done);
    try {
      takeIn(done, await callUndo(deps.api, done));
    } catch (error) {
      undone.delete(done);
      if (!(error instanceof ApiError)) throw error;
      const winner = readConflict(error.current);
      if (winner.item) takeAll([winner.item]);
      tellNotUndone(deps, done, error, winner, {
        retry: error.isPassing ? () => void undo(done) : null,
        show: deps.show,
      });
    }
    queue.refreshCounts();
  };

  const takeIn = (done: Done, results: DecisionResult[]) => {
    const parts: UndoneParts = { undone: [], standing: [] };
    for (const { outcome, item, event } of lastOfEach(results)) {
      if (item === null) continue;
      if (outcome === 'conflict') parts.standing.push({ item, event: event ?? null });
      else parts.undone.push(item);
    }
    takeAll([...parts.undone, ...parts.standing.map(({ item }) => item)]);
    const [only] = parts.undone;
    const isHere = only !== undefined && queue.state.value.rows.some((row) => row.item.id === only.id);
    const place = navigation.place.value;
    if (only && parts.undone.length === 1 && isHere && place.view === 'queue') {
      navigation.replace({ ...place, item: only.id });
    }
    tellUndone(deps, done, parts, { show: deps.show });
  };

  const takeAll = (items: ReviewItem[]) => {
    const opened = openedId(navigation.place.value);
    batch(() => {
      for (const item of items) {
        queue.bringIn(item);
        details.take(item, opened);
      }
    });
  };

  return {
    remember: add,
    rememberAct: (takeBack) => {
      const act: Act = { takeBack };
      add(act);
      return () => {
        remembered = remembered.filter((one) => one !== act);
        void takeBack();
      };
    },
    undoLast: async () => {
      for (let last = remembered.pop(); last !== undefined; last = remembered.pop()) {
        if ('takeBack' in last) {
          await last.takeBack();
          return;
        }
        const done = await last;
        if (done === null || undone.has(done)) continue;
        await undo(done);
        return;
      }
      tellNothingToUndo(notices);
    },
    undo,
    undoEvent: async (item, event) => {
      if (isDecision(event)) await undo({ action: event.kind, items: [item], by: { event: event.id } });
    },
  };
}

async function callUndo(api: Pick<ApiClient, 'undo' | 'undoBulk'>, { by }: Done): Promise<DecisionResult[]> {
  return 'event' in by ? [await api.undo(by.event)] : (await api.undoBulk(by.bulk)).results;
}

/** A bulk may hold several events of an item; the last result says how it is now. */
function lastOfEach(results: DecisionResult[]): DecisionResult[] {
  return [...new Map(results.map((result) => [result.id, result])).values()];
}
