import { EMAIL_MAX_LENGTH, ISSUE_MESSAGE_MAX_LENGTH } from '@parley/contracts/limits';
import type { TicketState } from '@parley/contracts/objects';
import type { Problem } from '@parley/contracts/problems';
import { layout } from './layout.ts';
import { html } from './markup.ts';
import { UNLISTED } from './problem-page.ts';

export type ReportState = { ticket: string; site: string; page: string; message: string; email: string };

/** The form for readers in trouble: it needs neither the store nor a script, nor anything of the widget's. */
export function reportPage(state: ReportState, problem: Problem | null): string {
  const title = 'Having issues with commenting?';
  const body = html`<header class="masthead"><h1>${title}</h1></header>
<main>
${problem !== null && html`<div class="notice warn" role="alert"><p><b>${problem.title}.</b> ${problem.detail}</p><p>What you wrote is kept below.</p></div>`}
<p>Tell us what happened, and somebody will look. What you write goes to the people who run the comments, and is not published.</p>
<form class="write" method="post" action="/h/form" accept-charset="utf-8">
<input type="hidden" name="ticket" value="${state.ticket}"><input type="hidden" name="site" value="${state.site}"><input type="hidden" name="page" value="${state.page}">
<p><label for="message">What went wrong?</label>
<textarea id="message" name="message" rows="6" required maxlength="${ISSUE_MESSAGE_MAX_LENGTH}" dir="auto">
${state.message}</textarea></p>
<p><label for="email">Your e-mail address, if you would like an answer (optional)</label>
<input id="email" name="email" type="email" value="${state.email}" maxlength="${EMAIL_MAX_LENGTH}" autocomplete="email"></p>
${state.page !== '' && html`<p class="hint">About the page ${state.page}</p>`}
<p><button type="submit">Send</button></p>
</form></main>`;
  return layout({ title, ...UNLISTED, body });
}

/** What became of a report, under the number that its reader was given. */
export function ticketPage(ticket: string, { state, publicNote }: TicketState): string {
  const title = 'Your report has arrived';
  const body = html`<header class="masthead"><h1>${title}</h1></header>
<main><p>Thank you. Its number is <b>${ticket}</b>, and this page shows what becomes of it.</p>
<p>At present: <b>${WORDS[state] ?? state}</b></p>
${publicNote !== undefined && html`<blockquote dir="auto">${publicNote}</blockquote>`}</main>`;
  return layout({ title, ...UNLISTED, body });
}

const WORDS: Record<string, string> = {
  received: 'received, and waiting to be read',
  new: 'received, and waiting to be read',
  triaged: 'read',
  investigating: 'being looked into',
  fixed: 'fixed',
  closed: 'closed',
  duplicate: 'known already, and being looked into',
  wontfix: 'read; it will stay as it is',
  'user-side': 'read; the cause lies outside of the comments',
};
