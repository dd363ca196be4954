/** Pages for one reader: the form by itself, and what became of what was sent. No cache keeps them. */
import type { Comment } from '@parley/contracts/objects';
import type { Problem } from '@parley/contracts/problems';
import type { ThreadPage } from '@parley/core/threads/read-thread-page';
import { pathOf } from './addresses.ts';
import { commentForm, type FormState } from './comment-form.ts';
import { oneComment } from './comments.ts';
import type { Language } from './language.ts';
import { layout, troubleLine } from './layout.ts';
import { filled, GAP, html, type Markup, trusted } from './markup.ts';
import { quote, UNLISTED } from './problem-page.ts';
import { refusalOf } from './problem-words.ts';
import { reasonOf } from './reasons.ts';
import { mayWrite, threadLayout } from './thread-page.ts';

/** The form for a reply, under the comment that is replied to. */
export function replyPage(language: Language, page: ThreadPage, comment: Comment, form: FormState): string {
  const { t } = language;
  const name = html`<bdi>${comment.author?.name ?? ''}</bdi>`;
  return threadLayout(
    language,
    page,
    html`<main><h2>${filled(t('replyTo', { name: GAP }), name)}</h2>
${oneComment(comment, { language, mayReply: false, target: null }, 0)}
${
  mayWrite(page)
    ? html`<section class="writing">${commentForm(language, form)}</section>`
    : html`<p class="notice">${t('noReplies')}</p>`
}
${back(language, comment.thread)}</main>`,
    null,
  );
}

/** A thread that has nothing to show yet, and the form that may change that. */
export function emptyPage(
  language: Language,
  site: { id: string; name: string; guests: boolean },
  address: string | null,
  form: FormState,
): string {
  const { t } = language;
  const body = html`<header class="masthead"><p class="site">${site.name}</p><h1>${t('comments')}</h1>
${address !== null && html`<p><a href="${address}">${t('readArticle')}</a></p>`}</header>
<main><p class="empty">${t('empty')}</p>
${
  site.guests
    ? html`<section class="writing"><h2 id="write">${t('write')}</h2>${commentForm(language, form)}</section>`
    : html`<p>${t('signInThere')}</p>`
}</main>
<footer class="foot">${troubleLine(language, site.id, address)}</footer>`;
  const title = t('commentsOn', { title: site.name });
  return layout(language, { title, ...UNLISTED, canonical: address, body });
}

/** What was sent and could not be taken, with everything in it that was typed. Asks the store for nothing. */
export function unpostedPage(language: Language, problem: Problem, form: FormState): string {
  const { t } = language;
  const faults = faultyFields(language, problem, form);
  const { text, saysWordsAreKept } = refusalOf(problem, language);
  const body = html`<header class="masthead"><h1>${t('notPosted')}</h1></header>
<main><div class="notice warn" role="alert">${
    faults.length === 0 ? html`<p>${text}</p>` : html`<ul>${faults}</ul>`
  }${(faults.length > 0 || !saysWordsAreKept) && html`<p>${t('keptBelow')}</p>`}${quote(problem, language)}</div>
<section class="writing">${commentForm(language, form)}</section>
${back(language, form.thread)}</main>
<footer class="foot">${troubleLine(language, form.page?.site ?? null, null)}</footer>`;
  return layout(language, { title: t('notPosted'), ...UNLISTED, body });
}

/** What is wrong with the fields that people see; the others are put right on the way back to them. */
function faultyFields({ t, number }: Language, { errors = [] }: Problem, { maxLength }: FormState): Markup[] {
  const pointers = new Set(errors.map(({ pointer }) => pointer));
  const fault = (field: string, label: string, text: string) =>
    pointers.has(`/${field}`) &&
    html`<li>${filled(t('labelled', { label: GAP, text }), html`<a href="#${field}">${label}</a>`)}</li>`;
  return [
    fault('name', t('name'), t('nameRefused')),
    fault('body', t('yourComment'), t('bodyRefused', { max: number(maxLength) })),
  ].filter((found) => found !== false);
}

/** What became of a comment that is not to be seen by others (yet): for whoever has the key of its form. */
export function receiptPage(language: Language, comment: Comment): string {
  const { author, html: words } = comment;
  const { title, text } = outcomeOf(comment, language);
  const reason = reasonOf(comment, language);
  const body = html`<header class="masthead"><h1>${title}</h1></header>
<main><div class="notice warn" role="status"><p>${text}</p>${reason !== null && html`<p dir="auto">${reason}</p>`}</div>
${
  author !== null &&
  words !== null &&
  html`<article class="comment"><header><h2><bdi>${author.name}</bdi></h2></header><div class="words" dir="auto">${trusted(words)}</div></article>`
}
${back(language, comment.thread)}</main>
<footer class="foot">${troubleLine(language, null, null)}</footer>`;
  return layout(language, { title, ...UNLISTED, body });
}

function outcomeOf({ status }: Comment, { t }: Language): { title: string; text: string } {
  switch (status) {
    case 'published':
      return { title: t('comments'), text: t('posted') };
    case 'held':
      return { title: t('awaiting'), text: t('awaitingHere') };
    case 'rejected':
      return { title: t('notPublished'), text: t('rejectedText') };
    case 'deleted':
      return { title: t('removed.deleted'), text: t('deleted') };
  }
}

function back({ t, carried }: Language, thread: string): Markup {
  return html`<p class="slices"><a href="${pathOf(thread, { lang: carried })}#comments">${t('toComments')}</a></p>`;
}
