import type { Findings, NotedCall } from '../../../services/widget/src/help/diagnosis.ts';

/** When everything here happens, in milliseconds since 1970. */
export const NOW = Date.UTC(2026, 10, 23, 12);

/** A widget that is well, but for this. */
export function findings(part: Partial<Findings> = {}): Findings {
  return {
    now: NOW,
    isOnline: true,
    isStorageBlocked: false,
    hasSessionExpired: false,
    isScriptMissing: false,
    isOriginRefused: false,
    clockSkewMs: 0,
    live: { status: 'live', transport: 'websocket', reconnects: 0, lastCloseReason: null },
    behindMs: 0,
    calls: [],
    errors: [],
    cspViolations: [],
    ...part,
  };
}

export function call(status: number, route = '/v1/threads', at = NOW): NotedCall {
  return { method: 'GET', route, status, ms: 5, requestId: null, at };
}
