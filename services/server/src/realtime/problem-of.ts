import { randomUUID } from 'node:crypto';
import { type FieldError, type Problem, problem } from '@parley/contracts/problems';
import { CoreError } from '@parley/core/core-error';
import type { Log } from '@parley/core/ports/host';
import { StoreUnavailable } from '@parley/core/ports/store';
import type * as z from 'zod';

/** Seconds after which a client may ask again when the store could not answer. */
const RETRY_AFTER_SECONDS = 2;

/** The problem document for whatever was thrown. Faults are logged here, once; refusals are not. */
export function problemOf(error: unknown, log: Log, what: string): Problem {
  const id = randomUUID();
  const instance = `urn:uuid:${id}`;
  if (error instanceof CoreError) return problem(error.code, error.message, instance, error.extras);
  if (error instanceof StoreUnavailable) {
    log.warn('live.store-unavailable', { what, requestId: id, error });
    return problem('unavailable', 'The thread cannot be read for a moment. Try again.', instance, {
      retryAfter: RETRY_AFTER_SECONDS,
    });
  }
  log.error('live.failed', { what, requestId: id, error });
  return problem('internal', 'This went wrong on our side. Try again, or tell us.', instance);
}

/** Parses what a client sent. Throws `validation-failed` with every fault. */
export function parsePayload<T>(schema: z.ZodType<T>, payload: unknown): T {
  const result = schema.safeParse(payload);
  if (result.success) return result.data;
  const errors: FieldError[] = result.error.issues.map(({ path, message }) => ({
    pointer: path.map((part) => `/${String(part)}`).join(''),
    detail: message,
  }));
  throw new CoreError('validation-failed', 'What was sent is not valid.', { errors });
}

/** For `next(…)` of a namespace's middleware: reaches the client as `connect_error` with `data.problem`. */
export class RefusedConnection extends Error {
  readonly data: { problem: Problem };

  constructor(refusal: Problem) {
    super(refusal.code);
    this.data = { problem: refusal };
  }
}
