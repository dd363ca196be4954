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

/** One stretch of an item being open. The same item opened again is another visit: answers of the first are not its. */
type Visit = { id: string; claimed: boolean };

export function createClaimKeeper(deps: {
  api: Pick<ApiClient, 'claim' | 'unclaim'>;
  onItem: (item: ReviewItem) => void;
  /** Somebody else holds it. */
  onRefused: (id: string) => void;
  /** False while the page is in the background: nobody looks at anything there. */
  isWatched: () => boolean;
}): ClaimKeeper {
  let open: Visit | null = null;
  let timer: ReturnType<typeof setTimeout> | null = null;

  const stop = () => {
    if (timer) clearTimeout(timer);
    timer = null;
  };
  const take = async (visit: Visit) => {
    if (deps.isWatched()) await claim(visit);
    if (open === visit) timer = setTimeout(take, RENEW_EVERY_MS, visit);
  };
  const claim = async (visit: Visit) => {
    // From the first call on: a page that is being left never hears its answer.
    visit.claimed = true;
    try {
      const item = await deps.api.claim(visit.id);
      if (open === visit) deps.onItem(item);
      // Left while the call was under way. Opened anew since, the item is that visit's to give back.
      else if (open?.id !== visit.id) await giveBack(deps.api, visit.id);
    } catch (error) {
      // A claim is a courtesy: without one the item can be read and decided all the same.
      if (!(error instanceof ApiError)) throw error;
      if (error.code !== 'claimed') return;
      visit.claimed = false;
      if (open === visit) deps.onRefused(visit.id);
    }
  };
  const hold = async (id: string | null) => {
    if (id === (open?.id ?? null)) return;
    stop();
    const left = open;
    open = id === null ? null : { id, claimed: false };
    if (open) timer = setTimeout(take, TAKE_AFTER_MS, open);
    if (left?.claimed) await giveBack(deps.api, left.id);
  };

  return {
    hold,
    drop: (id) => {
      if (open?.id !== id) return;
      stop();
      open = { id, claimed: false };
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
