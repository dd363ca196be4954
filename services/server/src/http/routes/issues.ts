import { ISSUE_REPORT_BYTES_MAX } from '@parley/contracts/limits';
import * as requests from '@parley/contracts/requests';
import { CoreError } from '@parley/core/core-error';
import { forgetReport } from '@parley/core/issues/forget-report';
import { readTicket } from '@parley/core/issues/read-ticket';
import cors from 'cors';
import express, { Router } from 'express';
import type { HttpDeps } from '../deps.ts';
import { issueIntake } from '../issue-intake.ts';
import { plainPagePolicy } from '../page-policy.ts';
import { helpPage } from '../pages/help-page.ts';
import { languageOf, toldInWords } from '../told-in-words.ts';
import { reportForm } from './report-form.ts';

/**
 * "Having issues with commenting": stands before sessions, origins, limits and the store, so that it works
 * when they do not. Any page may send: a reader whose site is set up wrongly is in trouble too.
 */
export function issueRoutes(deps: HttpDeps): Router {
  const router = Router();
  const intake = issueIntake(deps);
  router.use(
    '/h',
    cors({
      origin: '*',
      methods: ['GET', 'POST', 'DELETE'],
      // By the date a widget notices that its reader's clock is wrong.
      exposedHeaders: ['Date', 'X-Request-Id', 'Retry-After'],
    }),
  );

  router.post(
    '/h',
    express.text({ type: () => true, limit: ISSUE_REPORT_BYTES_MAX }),
    async (request, response) => {
      intake.admit();
      const report = requests.issueReport.parse(parseJson(request.body));
      await intake.take(report, { address: deps.addressOf(request) });
      response.status(202).set('Cache-Control', 'no-store').json({ ticket: report.ticket });
    },
  );

  router.use(reportForm(deps, intake));
  router.get('/h/:ticket', async (request, response) => {
    const { ticket } = requests.ticketParams.parse(request.params);
    response.set('Cache-Control', 'no-store').json(await readTicket(deps, ticket));
  });
  router.delete('/h/:ticket', async (request, response) => {
    const { ticket } = requests.ticketParams.parse(request.params);
    await forgetReport(deps, ticket);
    response.status(204).end();
  });
  router.get('/help', plainPagePolicy(), toldInWords(), (_request, response) => {
    response
      .set('Cache-Control', 'public, max-age=300')
      .type('html')
      .send(helpPage(languageOf(response)));
  });
  return router;
}

function parseJson(text: unknown): unknown {
  try {
    return JSON.parse(typeof text === 'string' ? text : '');
  } catch {
    throw new CoreError('bad-json', 'The report is not valid JSON.');
  }
}
