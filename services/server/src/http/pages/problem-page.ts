import type { Problem } from '@parley/contracts/problems';
import type { Response } from 'express';
import { layout, troubleLine } from './layout.ts';
import { html, type Markup } from './markup.ts';

/** Names of fields tell people nothing about an address that they did not write. */
const ADDRESS_FAULTY =
  'Something in this address is not as it should be. Go back, and follow the link once more.';

/** A problem for people to read: what happened, what they can do, and what to quote when they tell us. */
export function sendProblemPage(response: Response, problem: Problem): void {
  const body = html`<header class="masthead"><h1>${problem.title}</h1></header>
<main><p>${problem.errors === undefined ? problem.detail : ADDRESS_FAULTY}</p>${quote(problem)}</main>
<footer class="foot">${troubleLine(null, null)}</footer>`;
  sendWithProblem(response, problem, layout({ title: problem.title, ...UNLISTED, body }));
}

/** A page that says, among other things, what went wrong. No cache keeps it. */
export function sendWithProblem(response: Response, problem: Problem, page: string): void {
  if (problem.retryAfter !== undefined) response.set('Retry-After', String(problem.retryAfter));
  response.status(problem.status).set('Cache-Control', 'no-store').type('html').send(page);
}

/** Pages that are for one reader, or for no search engine. */
export const UNLISTED = { canonical: null, feed: null, structuredData: null } as const;

/** The number under which the server's log knows the request, where the fault was the server's. */
export function quote({ status, instance }: Problem): Markup | null {
  return status < 500
    ? null
    : html`<p class="hint">Number of this fault: ${instance.replace('urn:uuid:', '')}</p>`;
}
