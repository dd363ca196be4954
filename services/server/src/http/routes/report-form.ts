import { randomUUID } from 'node:crypto';
import { ISSUE_REPORT_BYTES_MAX } from '@parley/contracts/limits';
import type { Problem } from '@parley/contracts/problems';
import * as requests from '@parley/contracts/requests';
import { readTicket } from '@parley/core/issues/read-ticket';
import express, { type RequestHandler, type Response, Router } from 'express';
import type { HttpDeps } from '../deps.ts';
import type { IssueIntake } from '../issue-intake.ts';
import { plainPagePolicy } from '../page-policy.ts';
import { withQuery } from '../pages/addresses.ts';
import { sendWithProblem } from '../pages/problem-page.ts';
import { type ReportState, reportPage, ticketPage } from '../pages/report-pages.ts';
import { languageOf, toldInWords } from '../told-in-words.ts';

/** A form takes more room on its way than the report in it: three bytes a byte at worst. */
const FORM_BYTES_MAX = 3 * ISSUE_REPORT_BYTES_MAX;

/** The form for readers in trouble who have no script: the same way in as for all other reports. */
export function reportForm(deps: HttpDeps, intake: IssueIntake): Router {
  const router = Router();
  const page: RequestHandler[] = [plainPagePolicy(), toldInWords('noReportText')];

  router.get('/h', ...page, (request, response) => {
    const { site, page: address } = requests.reportPage.parse(request.query);
    const state = { ticket: randomUUID(), site, page: withoutQuery(address), message: '', email: '' };
    send(response, reportPage(languageOf(response), state, null));
  });

  router.post(
    '/h/form',
    ...page,
    express.urlencoded({ extended: false, limit: FORM_BYTES_MAX, inflate: false }),
    async (request, response) => {
      const language = languageOf(response);
      response.locals.sendProblem = (_response: Response, problem: Problem) =>
        sendWithProblem(response, problem, reportPage(language, typed(request.body), problem));
      intake.admit();
      const { ticket, site, page, message, email } = requests.reportForm.parse(request.body);
      const address = deps.addressOf(request);
      await intake.take(
        {
          ticket,
          site,
          page: withoutQuery(page),
          ...(message === '' ? {} : { message }),
          ...(email === '' ? {} : { email }),
          diagnosis: [],
          diagnostics: { form: 'plain' },
        },
        { address },
      );
      // Sent again with the reload button, it is the page of the ticket that is asked for again.
      response.redirect(303, withQuery(`/h/${ticket}`, { lang: language.carried }));
    },
  );

  router.get('/h/:ticket', forPeople, ...page, async (request, response) => {
    const { ticket } = requests.ticketParams.parse(request.params);
    send(response, ticketPage(languageOf(response), ticket, await readTicket(deps, ticket)));
  });
  return router;
}

/** A program gets JSON from the same address. */
const forPeople: RequestHandler = (request, response, next) => {
  response.vary('Accept');
  if (request.accepts(['json', 'html']) === 'html') next();
  else next('route');
};

function send(response: Response, text: string): void {
  response.set('Cache-Control', 'no-store').type('html').send(text);
}

/** Queries may hold what is nobody's business. */
function withoutQuery(address: string): string {
  const url = URL.parse(address);
  return url !== null && /^https?:$/.test(url.protocol) ? url.origin + url.pathname : '';
}

/** What was sent, as far as it is text: nothing that somebody wrote is lost because something else was wrong. */
function typed(body: unknown): ReportState {
  const field = (name: string) => {
    const value = (body as Record<string, unknown> | undefined)?.[name];
    return typeof value === 'string' ? value : '';
  };
  const ticket = requests.ticketParams.safeParse({ ticket: field('ticket') });
  return {
    ticket: ticket.success ? ticket.data.ticket : randomUUID(),
    site: field('site'),
    page: field('page'),
    message: field('message'),
    email: field('email'),
  };
}
