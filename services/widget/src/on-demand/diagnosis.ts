import type { CallRecord } from '@parley/contracts/client/api-client';
import type { LiveState } from '@parley/contracts/client/live-client';
import type { ScriptError } from '../page/witness.ts';

/** What the widget can find out about its own troubles. The words are shared with those who triage. */
export type Trouble =
  | 'offline'
  | 'api-unreachable'
  | 'api-5xx'
  | 'rate-limited'
  | 'session-expired'
  | 'websocket-blocked'
  | 'live-unavailable'
  | 'storage-blocked'
  | 'csp-blocked'
  | 'script-error';

/** What is known of the widget's state when somebody asks what is wrong. */
export type Findings = {
  isOnline: boolean;
  isStorageBlocked: boolean;
  hasSessionExpired: boolean;
  live: LiveState;
  calls: readonly CallRecord[];
  errors: readonly ScriptError[];
  cspViolations: readonly string[];
};

/** Names the troubles that the findings show, the gravest first. */
export function diagnose(findings: Findings): Trouble[] {
  const { isOnline, live, calls } = findings;
  const isUnreachable = isOnline && calls.at(-1)?.status === 0;
  const rules: [Trouble, boolean][] = [
    ['offline', !isOnline],
    ['api-unreachable', isUnreachable],
    ['api-5xx', calls.some((call) => call.status >= 500)],
    ['csp-blocked', findings.cspViolations.length > 0],
    ['session-expired', findings.hasSessionExpired],
    ['rate-limited', calls.some((call) => call.status === 429)],
    ['script-error', findings.errors.length > 0],
    ['websocket-blocked', isOnline && !isUnreachable && isWithoutSocket(live)],
    ['live-unavailable', isOnline && live.status === 'reconnecting'],
    ['storage-blocked', findings.isStorageBlocked],
  ];
  return rules.filter(([, is]) => is).map(([trouble]) => trouble);
}

function isWithoutSocket(live: LiveState): boolean {
  return live.status === 'polling' || (live.status === 'live' && live.transport === 'polling');
}
