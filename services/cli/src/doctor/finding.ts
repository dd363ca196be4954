/** What one look found. A fault makes the command fail; advice is for the operator to weigh. */
export type Finding =
  | { verdict: 'ok'; what: string }
  | { verdict: 'advice' | 'fault'; what: string; remedy: string };

export const ok = (what: string): Finding => ({ verdict: 'ok', what });
export const advice = (what: string, remedy: string): Finding => ({ verdict: 'advice', what, remedy });
export const fault = (what: string, remedy: string): Finding => ({ verdict: 'fault', what, remedy });

/** What went wrong, in one line: the first of the messages down the chain of causes that is not our own wrapper. */
export function wording(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? wording(error.cause) : (error.message.split('\n')[0] ?? error.name);
}
