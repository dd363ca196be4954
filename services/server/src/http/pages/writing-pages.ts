/** Pages for one reader: the form by itself, and what became of what was sent. No cache keeps them. */
import type { Comment } from '@parley/contracts/objects';
import type { Problem } from '@parley/contracts/problems';
import type { ThreadPage } from '@parley/core/threads/read-thread-page';
import { pathOf } from './addresses.ts';
import { commentForm, type FormState } from './comment-form.ts';
import { oneComment } from './comments.ts';
import { layout, troubleLine } from './layout.ts';
import { html, type Markup, trusted } from './markup.ts';
import { quote, UNLISTED } from './problem-page.ts';
import { mayWrite, threadLayout } from './thread-page.ts';

/** Fields that people do not see are put right on the way back to them. */
const FORM_MENDED = 'Something in the form was not as it should be, and is mended now. Press Post once more.';
const FIELDS: Record<string, string> = { '/name': 'Your name', '/body': 'Your comment' };

/** The form for a reply, under the comment that is replied to. */
export function replyPage(page: ThreadPage, comment: Comment, form: FormState): string {
  const name = comment.author?.name ?? '';
  return threadLayout(
    page,
    html`<main><h2>Reply to <bdi>${name}</bdi></h2>
${oneComment(comment, { mayReply: false, target: null }, 0)}
${
  mayWrite(page)
    ? html`<section class="writing">${commentForm(form)}</section>`
    : html`<p class="notice">Replies cannot be written here at present.</p>`
}
${back(comment.thread)}</main>`,
    null,
  );
}

/** A thread that has nothing to show yet, and the form that may change that. */
export function emptyPage(
  site: { id: string; name: string; guests: boolean },
  address: string | null,
  form: FormState,
): string {
  const body = html`<header class="masthead"><p class="site">${site.name}</p><h1>Comments</h1>
${address !== null && html`<p><a href="${address}">Read the article</a></p>`}</header>
<main><p class="empty">Nobody has commented yet. What do you make of it?</p>
${
  site.guests
    ? html`<section class="writing"><h2 id="write">Add to the discussion</h2>${commentForm(form)}</section>`
    : html`<p>This site asks readers to sign in before they comment, which works on the article’s own page.</p>`
}</main>
<footer class="foot">${troubleLine(site.id, address)}</footer>`;
  return layout({ title: `Comments: ${site.name}`, ...UNLISTED, canonical: address, body });
}

/** What was sent and could not be taken, with everything in it that was typed. Asks the store for nothing. */
export function unpostedPage(problem: Problem, form: FormState): string {
  const errors = (problem.errors ?? []).flatMap(({ pointer, detail }) => {
    const field = FIELDS[pointer];
    return field ? [html`<li><a href="#${pointer.slice(1)}">${field}</a>: ${detail}</li>`] : [];
  });
  const body = html`<header class="masthead"><h1>Not posted yet</h1></header>
<main><div class="notice warn" role="alert"><p><b>${problem.title}.</b> ${errors.length === 0 && (problem.errors === undefined ? problem.detail : FORM_MENDED)}</p>
${errors.length > 0 && html`<ul>${errors}</ul>`}<p>What you wrote is kept below.</p>${quote(problem)}</div>
<section class="writing">${commentForm(form)}</section>
${back(form.thread)}</main>
<footer class="foot">${troubleLine(form.page?.site ?? null, null)}</footer>`;
  return layout({ title: `Not posted yet: ${problem.title}`, ...UNLISTED, body });
}

/** What became of a comment that is not to be seen by others (yet): for whoever has the key of its form. */
export function receiptPage(comment: Comment): string {
  const { author, html: words, reason } = comment;
  const { title, text } = OUTCOMES[comment.status];
  const body = html`<header class="masthead"><h1>${title}</h1></header>
<main><div class="notice warn" role="status"><p>${text}</p>${reason !== undefined && html`<p>${reason}</p>`}</div>
${
  author !== null &&
  words !== null &&
  html`<article class="comment"><header><h2><bdi>${author.name}</bdi></h2></header><div class="words" dir="auto">${trusted(words)}</div></article>`
}
${back(comment.thread)}</main>
<footer class="foot">${troubleLine(null, null)}</footer>`;
  return layout({ title, ...UNLISTED, body });
}

const OUTCOMES: Record<Comment['status'], { title: string; text: string }> = {
  published: { title: 'Posted', text: 'Your comment is posted.' },
  held: {
    title: 'Awaiting a moderator',
    text: 'Your comment has arrived, and a moderator looks at it before it appears. Until then only you can see it, at this address: keep it to see what became of it.',
  },
  rejected: {
    title: 'Not published',
    text: 'A moderator decided against this comment. Only you can see it.',
  },
  deleted: { title: 'Deleted', text: 'This comment was deleted.' },
};

function back(thread: string): Markup {
  return html`<p class="slices"><a href="${pathOf(thread)}#comments">To the comments</a></p>`;
}
