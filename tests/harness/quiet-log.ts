import type { Log, LogFields } from '@parley/core/ports/host';

export type LogLine = { level: 'debug' | 'info' | 'warn' | 'error'; event: string; fields: LogFields };

/** A log that keeps its lines for the test to look at. */
export function createQuietLog(): Log & { lines: LogLine[]; errors(): LogLine[] } {
  const lines: LogLine[] = [];
  const at =
    (level: LogLine['level']) =>
    (event: string, fields: LogFields = {}) => {
      lines.push({ level, event, fields });
    };
  return {
    lines,
    errors: () => lines.filter((line) => line.level === 'error'),
    debug: at('debug'),
    info: at('info'),
    warn: at('warn'),
    error: at('error'),
  };
}
