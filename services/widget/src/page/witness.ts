import type { CallRecord } from '@parley/contracts/client/reader-client';
import type { NotedCall } from '../help/diagnosis.ts';

export type ScriptError = { message: string; frame: string };
export type Witness = ReturnType<typeof createWitness>;

/** Calls, errors and violations kept for a report: enough to see what led to it, little enough to read. */
const CALLS_MAX = 10;
const ERRORS_MAX = 5;
const MESSAGE_MAX_LENGTH = 200;

/** Remembers the last calls and faults. Only faults in our own scripts count; the page's are its own matter. */
export function createWitness(ownOrigin: string) {
  const calls: NotedCall[] = [];
  const errors: ScriptError[] = [];
  const cspViolations: string[] = [];
  return {
    calls,
    errors,
    cspViolations,
    noteCall: (call: CallRecord) => keep(calls, { ...call, at: Date.now() }, CALLS_MAX),
    noteError(message: string, stack = ''): void {
      const at = stack.indexOf(`${ownOrigin}/widget/`);
      const frame = /^[\w./:-]+/.exec(stack.slice(at + ownOrigin.length))?.[0] ?? '';
      if (at !== -1) keep(errors, { message: message.slice(0, MESSAGE_MAX_LENGTH), frame }, ERRORS_MAX);
    },
    noteViolation(directive: string, blocked: string): void {
      // The live connection has the same address with another scheme.
      if (blocked.replace(/^ws/, 'http').startsWith(ownOrigin)) keep(cspViolations, directive, ERRORS_MAX);
    },
  };
}

function keep<T>(list: T[], item: T, max: number): void {
  list.push(item);
  if (list.length > max) list.shift();
}
