import { createServer, type Server } from 'node:http';
import { BODY_BYTES_MAX } from '@parley/contracts/limits';
import { StoreUnavailable } from '@parley/core/ports/store';
import express, { type Express } from 'express';
import helmet from 'helmet';
import type { HttpDeps } from './deps.ts';
import { firstSlices } from './first-slices.ts';
import { createLimits } from './limits.ts';
import { openApiDocument } from './openapi.ts';
import { crossOrigin } from './origins.ts';
import { notFoundHandler, problemMapper } from './problem-mapper.ts';
import { requestContext } from './request-context.ts';
import { commentRoutes } from './routes/comments.ts';
import { feedRoutes } from './routes/feeds.ts';
import { healthRoutes } from './routes/health.ts';
import { issueRoutes } from './routes/issues.ts';
import { moderationRoutes } from './routes/moderation.ts';
import { muteRoutes } from './routes/mutes.ts';
import { pageRoutes } from './routes/pages.ts';
import { previewRoutes } from './routes/previews.ts';
import { roomRoutes } from './routes/rooms.ts';
import { sanctionRoutes } from './routes/sanctions.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { threadPageRoutes } from './routes/thread-pages.ts';
import { threadRoutes } from './routes/threads.ts';

/** A client that takes longer to send its headers, or a whole request, holds a connection for nothing. */
const HEADERS_TIMEOUT_MS = 10_000;
const REQUEST_TIMEOUT_MS = 30_000;
/** Longer than proxies keep theirs, so that it is they who close idle connections. */
const KEEP_ALIVE_MS = 75_000;

/** The HTTP server: first slices by the short way, everything else through express. */
export function createHttpServer(deps: HttpDeps): Server {
  const app = createApp(deps);
  const answerFirstSlice = deps.serves === 'everything' ? firstSlices(deps) : async () => false;
  const server = createServer((request, response) => {
    answerFirstSlice(request, response).then(
      (isAnswered) => {
        if (!isAnswered) app(request, response);
      },
      (error: unknown) => {
        const level = error instanceof StoreUnavailable ? 'warn' : 'error';
        deps.log[level]('first-slice.failed', { error: String(error) });
        if (response.headersSent) response.destroy();
        else app(request, response);
      },
    );
  });
  server.headersTimeout = HEADERS_TIMEOUT_MS;
  server.requestTimeout = REQUEST_TIMEOUT_MS;
  server.keepAliveTimeout = KEEP_ALIVE_MS;
  return server;
}

/** The order is the order of trust: reports that must get through, then health, then what needs a session. */
function createApp(deps: HttpDeps): Express {
  const app = express();
  app.disable('x-powered-by').disable('etag').set('query parser', 'simple');

  app.use(requestContext(deps));
  app.use(helmet({ crossOriginResourcePolicy: { policy: 'cross-origin' } }));
  if (deps.serves === 'everything') app.use(issueRoutes(deps));
  app.use(healthRoutes(deps));
  if (deps.serves === 'everything') serveEverything(app, deps);
  app.use(notFoundHandler());
  app.use(problemMapper(deps));
  return app;
}

function serveEverything(app: Express, deps: HttpDeps): void {
  const limits = createLimits(deps);
  // Made when it is first asked for: it takes a good part of the start, and few processes are ever asked.
  let openApi: object | null = null;
  app.use(pageRoutes(deps));
  app.use(threadPageRoutes(deps, limits));
  app.get('/openapi.json', (_request, response) => {
    openApi ??= openApiDocument(deps.ownOrigins[0], deps.version);
    response.json(openApi);
  });
  app.use(crossOrigin(deps));
  app.use(express.json({ limit: BODY_BYTES_MAX, inflate: false, strict: true }));
  app.use(sessionRoutes(deps, limits));
  app.use(threadRoutes(deps, limits));
  app.use(feedRoutes(deps, limits));
  app.use(commentRoutes(deps, limits));
  app.use(previewRoutes(deps, limits));
  app.use(muteRoutes(deps, limits));
  app.use(moderationRoutes(deps, limits));
  app.use(sanctionRoutes(deps, limits));
  app.use(roomRoutes(deps));
}
