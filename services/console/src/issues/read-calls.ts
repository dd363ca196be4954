/** One of a reader's last calls: what their widget saw of it, and what our server remembers of the same request. */
export type TracedCall = {
  /** Method and route. */
  name: string;
  /** What the widget saw: a status, 0 for no answer; null where it did not say. */
  seen: { status: number | null; ms: number | null };
  served: { status: number; ms: number; code: string | null; at: string } | null;
};

/** The calls in a report's diagnostics, oldest first. Whatever has another shape is left to those who show the rest. */
export function readCalls(diagnostics: Record<string, unknown>): {
  calls: TracedCall[];
  rest: Record<string, unknown>;
} {
  const { calls, served, ...rest } = diagnostics;
  if (!isListOf(calls, isCall)) return { calls: [], rest: diagnostics };
  const answers = new Map(
    isListOf(served, isServed) ? served.map((answer) => [answer.requestId, answer]) : [],
  );
  return {
    rest,
    calls: calls.map((call) => ({
      name: [call.method, call.route].filter(Boolean).join(' '),
      seen: { status: numberOr(call.status), ms: numberOr(call.ms) },
      served: withoutId(answers.get(String(call.requestId))),
    })),
  };
}

type Call = { method?: unknown; route: string; status?: unknown; ms?: unknown; requestId?: unknown };
type Served = { requestId: string; status: number; durationMs: number; code: string | null; at: string };

function withoutId(served: Served | undefined): TracedCall['served'] {
  return served ? { status: served.status, ms: served.durationMs, code: served.code, at: served.at } : null;
}

function isListOf<T>(value: unknown, is: (one: unknown) => one is T): value is T[] {
  return Array.isArray(value) && value.length > 0 && value.every(is);
}

function isCall(value: unknown): value is Call {
  return typeof (value as Call | null)?.route === 'string';
}

function isServed(value: unknown): value is Served {
  const { requestId, status } = (value ?? {}) as Record<string, unknown>;
  return typeof requestId === 'string' && typeof status === 'number';
}

function numberOr(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}
