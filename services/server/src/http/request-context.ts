import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { HttpDeps } from './deps.ts';

/**
 * Gives every request its id; counts, logs and remembers it when it is done: by route template, never with query,
 * body or address.
 */
export function requestContext(deps: Pick<HttpDeps, 'log' | 'metrics' | 'clock' | 'recent'>): RequestHandler {
  return (request, response, next) => {
    const requestId = randomUUID();
    response.locals.requestId = requestId;
    response.setHeader('X-Request-Id', requestId);
    const startedAt = performance.now();
    response.once('finish', () => {
      const durationMs = performance.now() - startedAt;
      const route = request.route ? String(request.route.path) : 'other';
      const { method } = request;
      const status = response.statusCode;
      deps.metrics.requests.observe({ method, route, status }, durationMs / 1000);
      const served = { requestId, method, route, status, durationMs: Math.round(durationMs * 10) / 10 };
      deps.log.info('request.answered', served);
      const code: string | null = response.locals.problemCode ?? null;
      deps.recent.note({ ...served, code, at: new Date(deps.clock.now()).toISOString() });
    });
    next();
  };
}
