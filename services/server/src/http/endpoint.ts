import type { Actor } from '@parley/core/access/actor';
import { CoreError } from '@parley/core/core-error';
import type { Request, RequestHandler, Response } from 'express';
import type * as z from 'zod';

type Schemas = { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType };
type Parsed<S, K extends keyof Schemas> =
  S extends Record<K, infer T> ? (T extends z.ZodType ? z.infer<T> : undefined) : undefined;

export type Input<S extends Schemas> = {
  params: Parsed<S, 'params'>;
  query: Parsed<S, 'query'>;
  body: Parsed<S, 'body'>;
  /** Whoever asks, or null without a session. */
  actor: Actor | null;
  request: Request;
  response: Response;
};
export type Answer = { status: number; body?: unknown; headers?: Record<string, string> };

/**
 * A route's last link: validates what came in by the contract's schemas, hands it to the use case typed, and
 * sends the answer as JSON that no cache keeps (shared reads have their own way, `first-slices.ts`).
 */
export function endpoint<const S extends Schemas>(
  schemas: S,
  handle: (input: Input<S>) => Promise<Answer>,
): RequestHandler {
  return async (request, response) => {
    if (schemas.body) assertJson(request);
    const input = {
      params: schemas.params?.parse(request.params),
      query: schemas.query?.parse(request.query),
      body: schemas.body?.parse(request.body),
      actor: (response.locals.actor as Actor | undefined) ?? null,
      request,
      response,
    } as Input<S>;
    const { status, body, headers = {} } = await handle(input);
    response.set({ 'Cache-Control': 'no-store', ...headers }).status(status);
    if (body === undefined) response.end();
    else response.json(body);
  };
}

export const ok = (body: unknown, headers?: Record<string, string>): Answer => ({
  status: 200,
  body,
  ...(headers ? { headers } : {}),
});

function assertJson(request: Request): void {
  if (!request.is('application/json')) {
    throw new CoreError('unsupported-media-type', 'Send the body as application/json.');
  }
}
