/** What only asking can tell. */
export type Probed = {
  isOriginRefused: boolean;
  /** By how much this clock is ahead of the service's; null where no answer came. */
  clockSkewMs: number | null;
};

/** Whether nothing came of any call: a page that has read one answer may read them all, however late others are. */
export function isNeverAnswered(calls: readonly { status: number }[]): boolean {
  return calls.length > 0 && calls.every(({ status }) => status === 0);
}

/** Who waits for help does not wait longer than this for a diagnosis; in milliseconds. */
const PROBE_MS = 5_000;

/**
 * Asks the service for nothing, by the road that reports take, and reads the time off its answer. Where calls got
 * no answer although that road is open, asks once more without wanting to read: an answer then means that the page
 * is not one of the site's own. Never rejects.
 */
export async function probe(
  options: { api: string; site: string; key: string; isUnanswered: boolean },
  now: () => number = Date.now,
): Promise<Probed> {
  const { api, site, key, isUnanswered } = options;
  const ask = (path: string, mode: RequestMode) =>
    fetch(api + path, {
      mode,
      cache: 'no-store',
      credentials: 'omit',
      signal: AbortSignal.timeout(PROBE_MS),
    }).catch(() => null);
  const answer = await ask('/h/0', 'cors');
  const told = Date.parse(answer?.headers.get('date') ?? '');
  const clockSkewMs = Number.isNaN(told) ? null : now() - told;
  if (!answer || !isUnanswered) return { isOriginRefused: false, clockSkewMs };
  const unread = await ask(`/v1/threads?${new URLSearchParams({ site, key, limit: '1' })}`, 'no-cors');
  return { isOriginRefused: unread !== null, clockSkewMs };
}
