import { StoreUnavailable } from '@parley/core/ports/store';

/** A reader who could be shown what was true a moment ago waits no longer than this for what is true now. */
const PATIENCE_MS = 1_000;
/** A store that did not answer is asked again, by one reader for all, this often. */
const ASK_AGAIN_MS = 500;

export type HeadsInTime = (thread: string) => Promise<number | null>;

/**
 * Looks heads up with little patience: null when the store is away or too slow to say. While it is, most are
 * told so at once, and one after the other asks whether it is back.
 */
export function createHeadsInTime(
  headOf: (thread: string) => Promise<number>,
  { patienceMs = PATIENCE_MS, askAgainMs = ASK_AGAIN_MS, now = () => performance.now() } = {},
): HeadsInTime {
  let isAway = false;
  let isAsking = false;
  let askAgainAt = 0;

  async function ask(thread: string): Promise<number | null> {
    const head = await within(patienceMs, headOf(thread));
    isAway = head === null;
    if (isAway) askAgainAt = now() + askAgainMs;
    return head;
  }

  return async (thread) => {
    if (!isAway) return ask(thread);
    if (isAsking || now() < askAgainAt) return null;
    isAsking = true;
    try {
      return await ask(thread);
    } finally {
      isAsking = false;
    }
  };
}

/** The answer, or null when it does not come in time or the store is away. */
async function within(patienceMs: number, answer: Promise<number>): Promise<number | null> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => setImmediate(() => resolve(null)), patienceMs);
  });
  try {
    return await Promise.race([answer, late]);
  } catch (error) {
    if (error instanceof StoreUnavailable) return null;
    throw error;
  } finally {
    clearTimeout(timer);
  }
}
