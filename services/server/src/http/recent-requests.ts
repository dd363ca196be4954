/** Some minutes of a busy process, about a megabyte: long enough for a reader to notice and to write. */
const REMEMBERED_MAX = 5_000;

/** What this server did for one request. */
export type ServedRequest = {
  requestId: string;
  method: string;
  /** The route's template. */
  route: string;
  status: number;
  /** The problem that was answered, if any. */
  code: string | null;
  durationMs: number;
  /** ISO 8601, by this server's clock. */
  at: string;
};

/** The last requests that this process answered, so that a reader's report can be laid beside them. */
export type RecentRequests = {
  note(served: ServedRequest): void;
  /** Those of these ids that are still remembered, in the order of the ids. */
  find(requestIds: readonly string[]): ServedRequest[];
};

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
