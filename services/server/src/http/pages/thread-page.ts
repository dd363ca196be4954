import type { Sort } from '@parley/contracts/objects';
import type { ThreadPage } from '@parley/core/threads/read-thread-page';
import { feedOf, pathOf, permalinkOf } from './addresses.ts';
import { commentForm } from './comment-form.ts';
import { commentList, oneComment, type Shown } from './comments.ts';
import type { Language } from './language.ts';
import { layout, troubleLine } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { structuredData } from './structured-data.ts';

const SORTS: readonly Sort[] = ['newest', 'oldest', 'top', 'discussed'];

export type ThreadView = {
  language: Language;
  page: ThreadPage;
  sort: Sort;
  /** Whether the list begins further down. */
  isLaterSlice: boolean;
  /** Stands for the key of the form, which is another for every reader. */
  key: Markup;
  /** The service's own origin. */
  origin: string;
  /** What has just happened, for this reader alone. */
  notice: Markup | null;
};

/** A slice of a thread, or one comment in its context, as a whole page. */
export function threadPage(view: ThreadView): string {
  const { language, page, notice } = view;
  const { t, number } = language;
  const { thread, branch } = page;
  const shown: Shown = { language, mayReply: mayWrite(page), target: branch?.comment.id ?? null };
  return threadLayout(
    language,
    page,
    html`<main>
<div class="heading"><h2 id="comments">${t('comments')} <span class="count">${number(thread.counts.comments)}</span></h2>
${branch === null && thread.counts.comments > 1 ? sorts(view) : null}</div>
${notice}${thread.state === 'closed' && html`<p class="notice">${t('closed')}</p>`}
${mayWrite(page) && html`<p class="jump"><a href="#write">${t('write')}</a></p>`}
${branch === null ? roots(view, shown) : inContext(view, branch, shown)}
${write(view)}
</main>`,
    structuredData(page, view.origin),
  );
}

/** What all pages of a thread have around them. Without structured data a page is for one reader only. */
export function threadLayout(
  language: Language,
  page: ThreadPage,
  body: Markup,
  data: object | null,
): string {
  const { thread, site, address } = page;
  const { t, tag, carried } = language;
  // Feed readers have no language of their own: the address says it.
  const feed = feedOf(thread.id, tag === 'en' ? carried : tag);
  return layout(language, {
    title: t('commentsOn', { title: thread.title || site.name }),
    canonical: address,
    feed,
    structuredData: data,
    body: html`<header class="masthead"><p class="site">${site.name}</p>
<h1 dir="auto">${thread.title || t('comments')}</h1>
${address !== null && html`<p><a href="${address}">${t('readArticle')}</a></p>`}</header>
${body}
<footer class="foot">${troubleLine(language, site.id, address)}<p><a href="${feed}">${t('feedHere')}</a></p></footer>`,
  });
}

export function mayWrite({ thread }: Pick<ThreadPage, 'thread'>): boolean {
  return thread.state === 'open' && thread.settings.guests;
}

function roots({ language, page: { thread, list }, sort, isLaterSlice }: ThreadView, shown: Shown): Markup {
  const { t, carried: lang } = language;
  if (list.items.length === 0 && !isLaterSlice) {
    return html`<p class="empty">${t('empty')}</p>`;
  }
  return html`${commentList(list.items, shown)}${sliceLinks(
    language,
    isLaterSlice ? `${pathOf(thread.id, { sort, lang })}#comments` : null,
    list.next === null ? null : `${pathOf(thread.id, { sort, after: list.next, lang })}#comments`,
    t('nextComments'),
  )}`;
}

function inContext(
  { language, page: { thread, list }, isLaterSlice }: ThreadView,
  { ancestors, comment }: NonNullable<ThreadPage['branch']>,
  shown: Shown,
): Markup {
  const { id } = comment;
  const { t, carried: lang } = language;
  return html`<p class="notice">${t('branch')} <a href="${pathOf(thread.id, { lang })}#comments">${t('showAll')}</a></p>
${ancestors.length > 0 && html`<section class="above" aria-label="${t('above')}">${ancestors.map((one) => oneComment(one, shown, 0))}</section>`}
${oneComment(comment, shown, 0)}
${list.items.length > 0 && html`<section id="replies" class="below" aria-label="${t('below')}">${commentList(list.items, shown, 1)}</section>`}${sliceLinks(
  language,
  isLaterSlice ? permalinkOf(thread.id, id, lang) : null,
  list.next === null ? null : `${pathOf(thread.id, { comment: id, after: list.next, lang })}#replies`,
  t('nextReplies'),
)}`;
}

function sliceLinks({ t }: Language, first: string | null, next: string | null, more: string): Markup | null {
  if (first === null && next === null) return null;
  return html`<p class="slices">${first !== null && html`<a href="${first}">${t('fromBeginning')}</a> `}${
    next !== null && html`<a href="${next}" rel="next">${more}</a>`
  }</p>`;
}

function sorts({ language: { t, carried: lang }, page: { thread }, sort }: ThreadView): Markup {
  const links = SORTS.map((one) =>
    one === sort
      ? html`<li><b aria-current="true">${t(`sort.${one}`)}</b></li>`
      : html`<li><a href="${pathOf(thread.id, { sort: one, lang })}#comments" rel="nofollow">${t(`sort.${one}`)}</a></li>`,
  );
  return html`<nav class="sorts" aria-label="${t('sort')}"><ul>${links}</ul></nav>`;
}

function write({ language, page, key }: ThreadView): Markup | null {
  const { thread } = page;
  const { t } = language;
  if (thread.state === 'closed') return null;
  const form = thread.settings.guests
    ? commentForm(language, {
        thread: thread.id,
        key,
        parent: null,
        name: '',
        body: '',
        maxLength: thread.settings.maxLength,
        page: null,
        premoderated: thread.settings.premoderation !== 'off',
      })
    : html`<p>${t('signInThere')}</p>`;
  return html`<section class="writing"><h2 id="write">${t('write')}</h2>${form}</section>`;
}
