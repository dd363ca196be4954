/**
 * Holds the claim on the item that is open: taken after a moment, so that passing by claims nothing; renewed
 * while it stays open; given back on leaving.
 */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import { CLAIM_LEASE_MS } from '@parley/contracts/limits';
import type { ReviewItem } from '@parley/contracts/objects';

export type ClaimKeeper = {
  /** The item that is open now, or none. Resolves when the claim on another one has been given back. */
  hold: (id: string | null) => Promise<void>;
  /** A decision closes the item and its claim with it: nothing is to be given back. */
  drop: (id: string) => void;
};

const TAKE_AFTER_MS = 900;
/** Twice within a lease, so that one lost call costs nothing. */
const RENEW_EVERY_MS = CLAIM_LEASE_MS / 2.5;

export function createClaimKeeper(deps: {
  api: Pick<ApiClient, 'claim' | 'unclaim'>;
  onItem: (item: ReviewItem) => void;
  /** Somebody else holds it. */
  onRefused: (id: string) => void;
  /** False while the page is in the background: nobody looks at anything there. */
  isWatched: () => boolean;
}): ClaimKeeper {
  let open: string | null = null;
  let held: string | null = null;
  /** Asked for, not answered yet: a page that is being left will never hear the answer. */
  let asked: string | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const stop = () => {
    if (timer) clearTimeout(timer);
    timer = null;
  };
  const take = async (id: string) => {
    if (deps.isWatched()) await claim(id);
    if (open !== id) return;
    stop();
    timer = setTimeout(take, RENEW_EVERY_MS, id);
  };
  const claim = async (id: string) => {
    asked = id;
    try {
      const item = await deps.api.claim(id);
      if (open !== id) {
        // Left while the call was under way.
        if (held !== id) await giveBack(deps.api, id);
        return;
      }
      held = id;
      deps.onItem(item);
    } catch (error) {
      // A claim is a courtesy: without one the item can be read and decided all the same.
      if (!(error instanceof ApiError)) throw error;
      if (error.code === 'claimed') deps.onRefused(id);
    } finally {
      if (asked === id) asked = null;
    }
  };
  const hold = async (id: string | null) => {
    if (id === open) return;
    stop();
    const left = held ?? asked;
    held = null;
    open = id;
    if (id !== null) timer = setTimeout(take, TAKE_AFTER_MS, id);
    if (left !== null) await giveBack(deps.api, left);
  };

  return {
    hold,
    drop: (id) => {
      if (held === id) held = null;
      if (open === id) stop();
    },
  };
}

async function giveBack(api: Pick<ApiClient, 'unclaim'>, id: string): Promise<void> {
  try {
    await api.unclaim(id);
  } catch (error) {
    // The lease runs out by itself.
    if (!(error instanceof ApiError)) throw error;
  }
}
