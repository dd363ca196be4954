import type { Log, LogFields } from '@parley/core/ports/host';
import { type DestinationStream, pino } from 'pino';
import type { LogLevel } from './config.ts';
import { redact } from './redact.ts';

export type LoggerOptions = {
  level: LogLevel;
  /** Where lines go; standard output by default, written at once so that a crash loses none. */
  destination?: DestinationStream;
};

/**
 * One JSON object a line: `level`, `time` (ISO 8601, UTC), `event`, then the fields, redacted by key.
 */
export function createLogger({ level, destination }: LoggerOptions): Log {
  const options = {
    level,
    base: null,
    timestamp: pino.stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
  };
  const logger = destination ? pino(options, destination) : pino(options);
  const write =
    (severity: 'debug' | 'info' | 'warn' | 'error') =>
    (event: string, fields: LogFields = {}) => {
      if (logger.isLevelEnabled(severity)) logger[severity]({ event, ...own(redact(fields)) });
    };
  return { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
}

/** Fields may not speak for the line itself. */
function own({ level: _level, time: _time, event: _event, ...fields }: LogFields): LogFields {
  return fields;
}
