/** How a part of a report's diagnostics is best shown. Everything in it is text that a stranger may have sent. */
export type DiagnosticShape =
  | { kind: 'plain'; text: string }
  | { kind: 'pairs'; pairs: [name: string, text: string][] }
  | { kind: 'table'; columns: string[]; rows: string[][] }
  | { kind: 'other'; text: string };

/** A report is bounded by the service; a table wider than this is no table. */
const COLUMNS_MAX = 8;

export function diagnosticShape(value: unknown): DiagnosticShape {
  if (isPlain(value)) return { kind: 'plain', text: plainText(value) };
  if (Array.isArray(value)) return listShape(value);
  if (isRecord(value) && Object.values(value).every(isPlain)) {
    const entries = Object.entries(value);
    if (entries.length > 0) {
      return { kind: 'pairs', pairs: entries.map(([name, part]) => [name, plainText(part)]) };
    }
  }
  return { kind: 'other', text: JSON.stringify(value, null, 2) };
}

function listShape(list: unknown[]): DiagnosticShape {
  if (list.length === 0) return { kind: 'plain', text: '–' };
  if (list.every(isPlain)) return { kind: 'plain', text: list.map(plainText).join(', ') };
  const other: DiagnosticShape = { kind: 'other', text: JSON.stringify(list, null, 2) };
  if (!list.every(isRecord)) return other;
  const columns = [...new Set(list.flatMap((entry) => Object.keys(entry)))];
  const isFlat = list.every((entry) => Object.values(entry).every(isPlain));
  if (!isFlat || columns.length > COLUMNS_MAX) return other;
  return { kind: 'table', columns, rows: list.map((entry) => columns.map((name) => plainText(entry[name]))) };
}

function plainText(value: unknown): string {
  return value === null || value === undefined || value === '' ? '–' : String(value);
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value !== 'object';
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
