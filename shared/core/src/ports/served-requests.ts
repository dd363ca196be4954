/** What a server did for one request. */
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

/**
 * Asks the other processes for what they remember of these requests. Answers what has come within a bounded time, in
 * any order: nothing where there are no others, or the bus is away. Never rejects.
 */
export type ServedElsewhere = (requestIds: readonly string[]) => Promise<ServedRequest[]>;
