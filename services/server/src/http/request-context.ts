import { randomUUID } from 'node:crypto';
import type { RequestHandler } from 'express';
import type { HttpDeps } from './deps.ts';

/**
 * Gives every request its id, and counts and logs it when it is done: by route template, never with query,
 * body or address.
 */
export function requestContext(deps: Pick<HttpDeps, 'log' | 'metrics'>): RequestHandler {
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
      deps.log.info('request.answered', {
        requestId,
        method,
        route,
        status,
        durationMs: Math.round(durationMs * 10) / 10,
      });
    });
    next();
  };
}
