import type { Problem } from '@parley/contracts/problems';
import type { Response } from 'express';
import type { Language } from './language.ts';
import { layout, troubleLine } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { type Absence, faultOf } from './problem-words.ts';

/** A problem for people to read: what happened, what they can do, and what to quote when they tell us. */
export function sendProblemPage(
  response: Response,
  language: Language,
  problem: Problem,
  absence: Absence,
): void {
  const { title, text } = faultOf(problem, language, absence);
  const body = html`<header class="masthead"><h1>${title}</h1></header>
<main><p>${text}</p>${quote(problem, language)}</main>
<footer class="foot">${troubleLine(language, null, null)}</footer>`;
  sendWithProblem(response, problem, layout(language, { title, ...UNLISTED, body }));
}

/** A page that says, among other things, what went wrong. No cache keeps it. */
export function sendWithProblem(response: Response, problem: Problem, page: string): void {
  if (problem.retryAfter !== undefined) response.set('Retry-After', String(problem.retryAfter));
  response.status(problem.status).set('Cache-Control', 'no-store').type('html').send(page);
}

/** Pages that are for one reader, or for no search engine. */
export const UNLISTED = { canonical: null, feed: null, structuredData: null } as const;

/** The number under which the server's log knows the request, where the fault was the server's. */
export function quote({ status, instance }: Problem, { t }: Language): Markup | null {
  const number = instance.replace('urn:uuid:', '');
  return status < 500 ? null : html`<p class="hint">${t('faultNumber', { number })}</p>`;
}
