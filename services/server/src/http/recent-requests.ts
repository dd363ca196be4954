import type { RecentRequests, ServedRequest } from '@parley/core/ports/served-requests';

/** Some minutes of a busy process, about a megabyte: long enough for a reader to notice and to write. */
const REMEMBERED_MAX = 5_000;

export function createRecentRequests(max = REMEMBERED_MAX): RecentRequests {
  const byId = new Map<string, ServedRequest>();
  return {
    note(served) {
      byId.set(served.requestId, served);
      const [oldest] = byId.keys();
      if (byId.size > max && oldest !== undefined) byId.delete(oldest);
    },
    find: (requestIds) => requestIds.flatMap((id) => byId.get(id) ?? []),
  };
}
