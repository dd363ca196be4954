import type { LiveState } from '@parley/contracts/client/live-client';
import type { CallRecord } from '@parley/contracts/client/reader-client';
import type { ScriptError } from '../page/witness.ts';

/** One finished call, and when that was, in milliseconds since 1970. */
export type NotedCall = CallRecord & { at: number };

/** What is known of the widget's state when somebody asks what is wrong. */
export type Findings = {
  /** Milliseconds since 1970. */
  now: number;
  isOnline: boolean;
  isStorageBlocked: boolean;
  hasSessionExpired: boolean;
  /** The app, or the live side of it, could not be loaded. */
  isScriptMissing: boolean;
  /** The service answers, but not to this page. */
  isOriginRefused: boolean;
  /** By how much the reader's clock is ahead of the service's, in milliseconds; null while that is not known. */
  clockSkewMs: number | null;
  /** Null where there is no app that could have a live connection. */
  live: LiveState | null;
  /** Since when changes are known to exist that have not arrived, in milliseconds; 0 when there are none. */
  behindMs: number;
  calls: readonly NotedCall[];
  errors: readonly ScriptError[];
  cspViolations: readonly string[];
};

/** Two clocks that differ by less tell the same time, to people; in milliseconds. */
const SKEW_MS = 5 * 60_000;
/** Changes that take longer than this are late, in milliseconds. */
const LATE_MS = 10_000;
/** The longest that a limit keeps anybody waiting, in milliseconds. */
const LIMITED_MS = 5 * 60_000;

/** The words are shared with those who triage. The gravest come first: what keeps one from all the rest. */
const SIGNS = {
  offline: ({ isOnline }) => !isOnline,
  'script-blocked': ({ isScriptMissing }) => isScriptMissing,
  'csp-blocked': ({ cspViolations }) => cspViolations.length > 0,
  'origin-not-allowed': ({ isOriginRefused }) => isOriginRefused,
  'api-unreachable': (findings) => isUnreachable(findings),
  'api-5xx': ({ calls }) => latest(calls).some(({ status }) => status >= 500),
  'session-refused': ({ calls, isOriginRefused }) => !isOriginRefused && latest(calls).some(isRefusedSession),
  'session-expired': ({ hasSessionExpired }) => hasSessionExpired,
  'rate-limited': ({ calls, now }) =>
    latest(calls).some(({ status, at }) => status === 429 && now - at < LIMITED_MS),
  'script-error': ({ errors }) => errors.length > 0,
  'live-unavailable': (findings) => isReached(findings) && isWithoutConnection(findings.live),
  'live-lagging': ({ live, behindMs }) => live?.status === 'live' && behindMs >= LATE_MS,
  'websocket-blocked': ({ live }) => live?.status === 'live' && live.transport === 'polling',
  'storage-blocked': ({ isStorageBlocked }) => isStorageBlocked,
  'clock-skew': ({ clockSkewMs }) => Math.abs(clockSkewMs ?? 0) > SKEW_MS,
} satisfies Record<string, (findings: Findings) => boolean>;

/** What the widget can find out about its own troubles. */
export type Trouble = keyof typeof SIGNS;
export const TROUBLES = Object.keys(SIGNS) as Trouble[];

/** Names the troubles that the findings show, the gravest first. */
export function diagnose(findings: Findings): Trouble[] {
  return TROUBLES.filter((trouble) => SIGNS[trouble](findings));
}

/** The last call of each kind: what went wrong before it has mended. */
function latest(calls: readonly NotedCall[]): NotedCall[] {
  return [...new Map(calls.map((call) => [`${call.method} ${call.route}`, call])).values()];
}

function isUnreachable({ isOnline, isOriginRefused, cspViolations, calls }: Findings): boolean {
  const isForbidden = isOriginRefused || cspViolations.includes('connect-src');
  return isOnline && !isForbidden && calls.at(-1)?.status === 0;
}

function isReached(findings: Findings): boolean {
  return findings.isOnline && !findings.isOriginRefused && !isUnreachable(findings);
}

/** Not connected, and it has been tried. */
function isWithoutConnection(live: LiveState | null): boolean {
  return live !== null && live.status !== 'live' && live.lastCloseReason !== null;
}

function isRefusedSession({ route, status }: NotedCall): boolean {
  return route.startsWith('/v1/sessions/') && (status === 401 || status === 403);
}
