import { type Problem, type ProblemCode, problem } from '@parley/contracts/problems';
import { CoreError } from '@parley/core/core-error';
import type { Log } from '@parley/core/ports/host';
import { StoreUnavailable } from '@parley/core/ports/store';
import type { ErrorRequestHandler, RequestHandler, Response } from 'express';
import * as z from 'zod';

/** When a store that is away may be tried again, in seconds. */
const RETRY_UNAVAILABLE_S = 2;

/**
 * The one place where a thrown error becomes an answer. Faults are logged here, once, with their cause. Routes
 * that answer people rather than programs put their own way of telling into `locals.sendProblem`.
 */
export function problemMapper(deps: { log: Log }): ErrorRequestHandler {
  return (error, request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const document = problemOf(error, `urn:uuid:${response.locals.requestId}`);
    if (document.status >= 500) {
      const fields = { requestId: response.locals.requestId, method: request.method, code: document.code };
      const cause = error instanceof Error && error.cause ? String(error.cause) : undefined;
      const stack = error instanceof Error ? error.stack : String(error);
      if (document.code === 'unavailable') deps.log.warn('request.unavailable', { ...fields, cause });
      else deps.log.error('request.failed', { ...fields, stack, cause });
    }
    response.locals.problemCode = document.code;
    const send: typeof sendProblem = response.locals.sendProblem ?? sendProblem;
    send(response, document);
  };
}

export function notFoundHandler(): RequestHandler {
  return () => {
    throw new CoreError('not-found', 'There is nothing at this address.');
  };
}

export function sendProblem(response: Response, document: Problem): void {
  if (document.retryAfter !== undefined) response.setHeader('Retry-After', String(document.retryAfter));
  response.setHeader('Cache-Control', 'no-store');
  response.status(document.status).type('application/problem+json').send(JSON.stringify(document));
}

function problemOf(error: unknown, instance: string): Problem {
  if (error instanceof CoreError) return problem(error.code, error.message, instance, error.extras);
  if (error instanceof z.ZodError) {
    const detail = 'Some fields are not as they should be; `errors` names each.';
    return problem('validation-failed', detail, instance, { errors: fieldErrors(error) });
  }
  if (error instanceof StoreUnavailable) {
    const detail = 'Comments cannot be stored or read for a moment. Try again; nothing is lost.';
    return problem('unavailable', detail, instance, { retryAfter: RETRY_UNAVAILABLE_S });
  }
  const known = bodyParserCode(error);
  if (known !== null) return problem(known.code, known.detail, instance);
  return problem(
    'internal',
    'This is our fault. Try again, or tell us through the line under the comments.',
    instance,
  );
}

function fieldErrors(error: z.ZodError): { pointer: string; detail: string }[] {
  return error.issues.flatMap((issue) => {
    const pointer = issue.path
      .map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`)
      .join('');
    if (issue.code !== 'unrecognized_keys') return [{ pointer, detail: issue.message }];
    return issue.keys.map((key) => ({ pointer: `${pointer}/${key}`, detail: 'unknown field' }));
  });
}

/** What express and its parsers throw, by their `type` and status. */
function bodyParserCode(error: unknown): { code: ProblemCode; detail: string } | null {
  const { type, status } = (error ?? {}) as { type?: string; status?: number };
  if (type === 'entity.too.large') return { code: 'body-too-large', detail: 'Send less at once.' };
  if (type === 'encoding.unsupported' || type === 'charset.unsupported') {
    return { code: 'unsupported-media-type', detail: 'Send JSON in UTF-8, not compressed.' };
  }
  if (status !== undefined && status >= 400 && status < 500) {
    return { code: 'bad-json', detail: 'The request could not be read. Is the JSON whole?' };
  }
  return null;
}
