import * as z from 'zod';

const CALLS_MAX = 20;

const call = z.object({
  method: z.string().max(10),
  route: z.string().max(200),
  /** 0: no answer came. */
  status: z.int().min(0).max(599),
  requestId: z.string().max(64).nullable().catch(null),
});
/** What a reader's widget tells about itself; whatever is not as it should be counts as not told. */
const diagnostics = z.object({
  version: z.string().max(60).nullable().catch(null),
  calls: z.array(z.unknown()).max(CALLS_MAX).catch([]),
  errors: z.array(z.object({ frame: z.string().max(300) })).catch([]),
});

export type Call = z.output<typeof call>;
export type ReadDiagnostics = {
  /** Of the widget that reported. */
  version: string | null;
  /** Its last calls, oldest first. */
  calls: Call[];
  /** Where its own last script error came from: file, line and column. */
  topFrame: string | null;
};

/** Reads what the server needs to know of a report's diagnostics. Never throws: any widget, however old, may report. */
export function readDiagnostics(told: Record<string, unknown>): ReadDiagnostics {
  const { version, calls, errors } = diagnostics.parse(told);
  return {
    version,
    calls: calls.flatMap((one) => call.safeParse(one).data ?? []),
    topFrame: errors.at(-1)?.frame || null,
  };
}
