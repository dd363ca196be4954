import type { Sort } from '@parley/contracts/objects';
import type { ThreadPage } from '@parley/core/threads/read-thread-page';
import { feedOf, pathOf, permalinkOf } from './addresses.ts';
import { commentForm } from './comment-form.ts';
import { commentList, oneComment, type Shown } from './comments.ts';
import { layout, troubleLine } from './layout.ts';
import { html, type Markup } from './markup.ts';
import { structuredData } from './structured-data.ts';

const SORTS: Record<Sort, string> = {
  newest: 'Newest',
  oldest: 'Oldest',
  top: 'Top',
  discussed: 'Most discussed',
};

export type ThreadView = {
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
  const { page, notice } = view;
  const { thread, branch } = page;
  const shown: Shown = { mayReply: mayWrite(page), target: branch?.comment.id ?? null };
  return threadLayout(
    page,
    html`<main>
<div class="heading"><h2 id="comments">Comments <span class="count">${thread.counts.comments.toLocaleString('en-GB')}</span></h2>
${branch === null && thread.counts.comments > 1 ? sorts(view) : null}</div>
${notice}${thread.state === 'closed' && html`<p class="notice">Comments are closed. They can still be read.</p>`}
${mayWrite(page) && html`<p class="jump"><a href="#write">Add to the discussion</a></p>`}
${branch === null ? roots(view, shown) : inContext(view, branch, shown)}
${write(view)}
</main>`,
    structuredData(page, view.origin),
  );
}

/** What all pages of a thread have around them. Without structured data a page is for one reader only. */
export function threadLayout(page: ThreadPage, body: Markup, data: object | null): string {
  const { thread, site, address } = page;
  const heading = thread.title === '' ? 'Comments' : thread.title;
  return layout({
    title: `Comments: ${thread.title === '' ? site.name : thread.title}`,
    canonical: address,
    feed: feedOf(thread.id),
    structuredData: data,
    body: html`<header class="masthead"><p class="site">${site.name}</p>
<h1 dir="auto">${heading}</h1>
${address !== null && html`<p><a href="${address}">Read the article</a></p>`}</header>
${body}
<footer class="foot">${troubleLine(site.id, address)}<p><a href="${feedOf(thread.id)}">Feed of these comments</a></p></footer>`,
  });
}

export function mayWrite({ thread }: Pick<ThreadPage, 'thread'>): boolean {
  return thread.state === 'open' && thread.settings.guests;
}

function roots({ page: { thread, list }, sort, isLaterSlice }: ThreadView, shown: Shown): Markup {
  if (list.items.length === 0 && !isLaterSlice) {
    return html`<p class="empty">Nobody has commented yet. What do you make of it?</p>`;
  }
  return html`${commentList(list.items, shown)}${sliceLinks(
    isLaterSlice ? `${pathOf(thread.id, { sort })}#comments` : null,
    list.next === null ? null : `${pathOf(thread.id, { sort, after: list.next })}#comments`,
    'More comments',
  )}`;
}

function inContext(
  { page: { thread, list }, isLaterSlice }: ThreadView,
  { ancestors, comment }: NonNullable<ThreadPage['branch']>,
  shown: Shown,
): Markup {
  const { id } = comment;
  return html`<p class="notice">You are reading one part of the discussion. <a href="${pathOf(thread.id)}#comments">Show all comments</a></p>
${ancestors.length > 0 && html`<section class="above" aria-label="What this answers">${ancestors.map((one) => oneComment(one, shown, 0))}</section>`}
${oneComment(comment, shown, 0)}
${list.items.length > 0 && html`<section id="replies" class="below" aria-label="Replies">${commentList(list.items, shown, 1)}</section>`}${sliceLinks(
  isLaterSlice ? permalinkOf(thread.id, id) : null,
  list.next === null ? null : `${pathOf(thread.id, { comment: id, after: list.next })}#replies`,
  'More replies',
)}`;
}

function sliceLinks(first: string | null, next: string | null, more: string): Markup | null {
  if (first === null && next === null) return null;
  return html`<p class="slices">${first !== null && html`<a href="${first}">From the beginning</a> `}${
    next !== null && html`<a href="${next}" rel="next">${more}</a>`
  }</p>`;
}

function sorts({ page: { thread }, sort }: ThreadView): Markup {
  const links = (Object.keys(SORTS) as Sort[]).map((one) =>
    one === sort
      ? html`<li><b aria-current="true">${SORTS[one]}</b></li>`
      : html`<li><a href="${pathOf(thread.id, { sort: one })}#comments" rel="nofollow">${SORTS[one]}</a></li>`,
  );
  return html`<nav class="sorts" aria-label="Sort"><ul>${links}</ul></nav>`;
}

function write({ page, key }: ThreadView): Markup | null {
  const { thread } = page;
  if (thread.state === 'closed') return null;
  const form = thread.settings.guests
    ? commentForm({
        thread: thread.id,
        key,
        parent: null,
        name: '',
        body: '',
        maxLength: thread.settings.maxLength,
        page: null,
        premoderated: thread.settings.premoderation !== 'off',
      })
    : html`<p>This site asks readers to sign in before they comment, which works on the article’s own page.</p>`;
  return html`<section class="writing"><h2 id="write">Add to the discussion</h2>${form}</section>`;
}
