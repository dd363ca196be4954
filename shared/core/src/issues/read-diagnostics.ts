import { type DiagnosedCall, diagnosedCall, issueDiagnostics } from '@parley/contracts/objects';

export type ReadDiagnostics = {
  /** Of the widget that reported. */
  version: string | null;
  /** Its last calls, oldest first. */
  calls: DiagnosedCall[];
  /** Where its own last script error came from: file, line and column. */
  topFrame: string | null;
};

/** Reads what the server needs to know of a report's diagnostics. Never throws: any widget, however old, may report. */
export function readDiagnostics(told: Record<string, unknown>): ReadDiagnostics {
  const { version, calls, errors } = issueDiagnostics.parse(told);
  return {
    version,
    calls: calls.flatMap((one) => diagnosedCall.safeParse(one).data ?? []),
    topFrame: errors.at(-1)?.frame || null,
  };
}
