import type { Check, Findings } from './checks/findings.ts';
import { KEPT } from './checks/kept.ts';
import { MODERATION } from './checks/moderation.ts';
import { SHOWN } from './checks/shown.ts';
import { STORE } from './checks/store.ts';

const CHECKS = { ...KEPT, ...MODERATION, ...SHOWN, ...STORE } satisfies Record<string, Check>;
export type CheckName = keyof typeof CHECKS;
export const CHECK_NAMES = Object.keys(CHECKS) as CheckName[];
export type Violation = { check: CheckName; detail: string };

/** Every promise that was not kept. Empty when all is well. */
export function findViolations(findings: Findings): Violation[] {
  return CHECK_NAMES.flatMap((check) => CHECKS[check](findings).map((detail) => ({ check, detail })));
}
