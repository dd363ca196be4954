import type { Models } from './models.ts';

/** Threads are never deleted, so what is known of one stays true. About a megabyte. */
const KNOWN_MAX = 20_000;

export type KnownThreads = {
  /** Whether the thread exists. */
  has(id: string): Promise<boolean>;
};

/** Remembers which threads exist, so that a post to a known one need not ask. */
export function createKnownThreads({ threads }: Models): KnownThreads {
  const known = new Set<string>();
  return {
    has: async (id) => {
      if (known.has(id)) return true;
      if ((await threads.exists({ _id: id }).exec()) === null) return false;
      if (known.size >= KNOWN_MAX) known.clear();
      known.add(id);
      return true;
    },
  };
}
