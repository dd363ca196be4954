import { EMAIL_MAX_LENGTH, ISSUE_MESSAGE_MAX_LENGTH } from '@parley/contracts/limits';
import { helpMessages } from '@parley/contracts/messages/help/en';
import type { TicketState } from '@parley/contracts/objects';
import type { Problem } from '@parley/contracts/problems';
import { withQuery } from './addresses.ts';
import type { Language } from './language.ts';
import { layout } from './layout.ts';
import { filled, GAP, html } from './markup.ts';
import { UNLISTED } from './problem-page.ts';
import { reportRefusalOf } from './problem-words.ts';

export type ReportState = { ticket: string; site: string; page: string; message: string; email: string };
type StateKey = Extract<keyof typeof helpMessages, `issueState.${string}`>;

/** The form for readers in trouble: it needs neither the store nor a script, nor anything of the widget's. */
export function reportPage(language: Language, state: ReportState, problem: Problem | null): string {
  const { t, carried } = language;
  const title = t('issueTitle');
  const address = html`<bdi dir="ltr">${state.page}</bdi>`;
  const body = html`<header class="masthead"><h1>${title}</h1></header>
<main>
${problem !== null && html`<div class="notice warn" role="alert"><p>${reportRefusalOf(problem, language)}</p><p>${t('keptBelow')}</p></div>`}
<p>${t('issueIntro')} ${t('reportUnpublished')}</p>
<p><a href="${withQuery('/help', { lang: carried })}">${t('help')}</a></p>
<form class="write" method="post" action="${withQuery('/h/form', { lang: carried })}" accept-charset="utf-8">
<input type="hidden" name="ticket" value="${state.ticket}"><input type="hidden" name="site" value="${state.site}"><input type="hidden" name="page" value="${state.page}">
<p><label for="message">${t('reportMessage')}</label>
<textarea id="message" name="message" rows="6" required maxlength="${ISSUE_MESSAGE_MAX_LENGTH}" dir="auto">
${state.message}</textarea></p>
<p><label for="email">${t('issueEmail')}</label>
<input id="email" name="email" type="email" value="${state.email}" maxlength="${EMAIL_MAX_LENGTH}" dir="ltr" autocomplete="email"></p>
${state.page !== '' && html`<p class="hint">${filled(t('aboutPage', { address: GAP }), address)}</p>`}
<p><button type="submit">${t('issueSend')}</button></p>
</form></main>`;
  return layout(language, { title, ...UNLISTED, body });
}

/** What became of a report, under the number that its reader was given. */
export function ticketPage(language: Language, ticket: string, { state, publicNote }: TicketState): string {
  const { t } = language;
  const title = t('reportArrived');
  const number = html`<b><bdi dir="ltr">${ticket}</bdi></b>`;
  const body = html`<header class="masthead"><h1>${title}</h1></header>
<main><p>${filled(t('reportNumber', { ticket: GAP }), number)}</p>
<p><b>${t(stateKey(state))}</b></p>
${publicNote !== undefined && html`<blockquote dir="auto">${publicNote}</blockquote>`}</main>`;
  return layout(language, { title, ...UNLISTED, body });
}

/** What nobody has looked at yet is received; a state that came after these words is read, at least. */
function stateKey(state: string): StateKey {
  const key = `issueState.${state === 'new' ? 'received' : state}`;
  return key in helpMessages ? (key as StateKey) : 'issueState.triaged';
}
