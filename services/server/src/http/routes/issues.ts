import { ISSUE_REPORT_BYTES_MAX } from '@parley/contracts/limits';
import * as requests from '@parley/contracts/requests';
import { CoreError } from '@parley/core/core-error';
import { readTicket } from '@parley/core/issues/read-ticket';
import { SpoolFull } from '@parley/core/ports/issue-spool';
import cors from 'cors';
import express, { Router } from 'express';
import type { HttpDeps } from '../deps.ts';

/** Reports taken per second, and saved up while it is quiet: their own bucket, apart from every other limit. */
const RATE_PER_SECOND = 50;
const BURST = 1_000;
const RETRY_AFTER_S = 5;

/**
 * "Having issues with commenting": stands before sessions, origins, limits and the store, so that it works
 * when they do not. Any page may send: a reader whose site is set up wrongly is in trouble too.
 */
export function issueRoutes(deps: HttpDeps): Router {
  const router = Router();
  const admit = tokenBucket(deps.clock.now);
  router.use(
    '/h',
    cors({ origin: '*', methods: ['GET', 'POST'], exposedHeaders: ['X-Request-Id', 'Retry-After'] }),
  );

  router.post(
    '/h',
    express.text({ type: () => true, limit: ISSUE_REPORT_BYTES_MAX }),
    async (request, response) => {
      if (!admit()) throw tooMany();
      const report = requests.issueReport.parse(parseJson(request.body));
      const { message, email, ...rest } = report;
      try {
        await deps.spool.accept({
          ...rest,
          message: message ?? null,
          email: email ?? null,
          receivedAt: deps.clock.now(),
        });
      } catch (error) {
        if (error instanceof SpoolFull) throw tooMany();
        throw error;
      }
      deps.log.info('issue.received', {
        ticket: report.ticket,
        site: report.site,
        diagnosis: report.diagnosis,
      });
      response.status(202).set('Cache-Control', 'no-store').json({ ticket: report.ticket });
    },
  );

  router.get('/h/:ticket', async (request, response) => {
    const { ticket } = requests.ticketParams.parse(request.params);
    response.set('Cache-Control', 'no-store').json(await readTicket(deps, ticket));
  });
  return router;
}

function tokenBucket(now: () => number): () => boolean {
  let tokens = BURST;
  let filledAt = now();
  return () => {
    const passed = Math.max(0, now() - filledAt) / 1000;
    tokens = Math.min(BURST, tokens + passed * RATE_PER_SECOND);
    filledAt = now();
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(typeof text === 'string' ? text : '');
  } catch {
    throw new CoreError('bad-json', 'The report is not valid JSON.');
  }
}

function tooMany(): CoreError {
  const detail =
    'Many reports are arriving at once. Yours is kept where you are; it can be sent again in a moment.';
  return new CoreError('rate-limited', detail, { retryAfter: RETRY_AFTER_S });
}
