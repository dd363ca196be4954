/** What is known of things by their id: loaded for the one on the screen, kept for a while to go back to. */
import { ApiError } from '@parley/contracts/client/api-client';
import { type ReadonlySignal, signal } from '@preact/signals';

export type KeptEntry<Value> =
  | { status: 'loading' }
  | { status: 'failed'; error: ApiError }
  | { status: 'ready'; value: Value };
export type KeptEntries<Value> = {
  entries: ReadonlySignal<Readonly<Record<string, KeptEntry<Value>>>>;
  /** Loads one anew; what is known of it is shown until the answer is here, and afterwards if there is none. */
  load: (id: string) => Promise<void>;
};

/** Those of the items one goes back to. */
const KEPT_MAX = 12;

export function createKeptEntries<Value>(fetchOne: (id: string) => Promise<Value>): KeptEntries<Value> {
  const entries = signal<Record<string, KeptEntry<Value>>>({});
  const put = (id: string, entry: KeptEntry<Value>) => {
    const { [id]: _, ...others } = entries.value;
    entries.value = { ...Object.fromEntries(Object.entries(others).slice(1 - KEPT_MAX)), [id]: entry };
  };
  return {
    entries,
    load: async (id) => {
      if (entries.value[id]?.status !== 'ready') put(id, { status: 'loading' });
      try {
        put(id, { status: 'ready', value: await fetchOne(id) });
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        if (entries.value[id]?.status !== 'ready') put(id, { status: 'failed', error });
      }
    },
  };
}
