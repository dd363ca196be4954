/** Something that is fetched whole and shown until something else is asked for. */
import { ApiError } from '@parley/contracts/client/api-client';
import { batch, type ReadonlySignal, signal } from '@preact/signals';
import type { LoadStatus } from './load-status.ts';

export type Look<Query, Value> = {
  /** What was found last. While another query loads it stays, and `status` says so. */
  value: ReadonlySignal<Value | null>;
  status: ReadonlySignal<LoadStatus>;
  problem: ReadonlySignal<ApiError | null>;
  /** Asks, whether or not the same was asked before. Of two that overlap the later counts. */
  show: (query: Query) => Promise<void>;
  /** Asks the same again, and takes the answer in without a sign of loading. */
  refresh: () => Promise<void>;
  /** What somebody else answered: a write's result, say. */
  take: (value: Value) => void;
};

export function createLook<Query, Value>(find: (query: Query) => Promise<Value>): Look<Query, Value> {
  const value = signal<Value | null>(null);
  const status = signal<LoadStatus>('loading');
  const problem = signal<ApiError | null>(null);
  let last: Query | null = null;
  let turn = 0;

  const take = (found: Value) => {
    turn += 1;
    batch(() => {
      value.value = found;
      status.value = 'ready';
      problem.value = null;
    });
  };
  const ask = async (query: Query, isQuiet: boolean) => {
    turn += 1;
    const mine = turn;
    try {
      const found = await find(query);
      if (mine === turn) take(found);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      if (mine !== turn || isQuiet) return;
      batch(() => {
        problem.value = error;
        status.value = 'failed';
      });
    }
  };
  return {
    value,
    status,
    problem,
    show: async (query) => {
      last = query;
      status.value = 'loading';
      await ask(query, false);
    },
    refresh: async () => {
      if (last !== null && status.value === 'ready') await ask(last, true);
    },
    take,
  };
}
