import type { Comment, Slice } from '@parley/contracts/objects';
import { COMMENT_ANCHOR } from '@parley/core/threads/page-address';
import { pathOf, permalinkOf } from './addresses.ts';
import { html, type Markup, trusted } from './markup.ts';
import { time } from './times.ts';

/** What the comments of a page have in common. */
export type Shown = {
  /** Whether the form can be reached from here. */
  mayReply: boolean;
  /** The comment that the page was asked for. */
  target: string | null;
};

/** Headings go six deep; the page's own and that of the list stand above them. */
const HEADING_FIRST = 3;
const HEADING_LAST = 6;
const BADGES: Record<string, string> = { staff: 'Staff', moderator: 'Moderator' };
const REMOVED: Record<Comment['status'], string> = {
  published: 'Removed by a moderator',
  rejected: 'Removed by a moderator',
  deleted: 'Deleted by its author',
  held: 'A moderator is looking at this comment',
};

/** Comments with what was read of their replies, and a way on to the rest. `level` is 0 for the outermost. */
export function commentList(comments: Comment[], shown: Shown, level = 0): Markup {
  return html`<ol class="comments">
${comments.map(
  (comment) =>
    html`<li>${oneComment(comment, shown, level)}${
      comment.replies ? replies(comment, comment.replies, shown, level + 1) : null
    }</li>\n`,
)}</ol>`;
}

/** One comment without its replies. Pages hold only what all may see: a removed one has neither name nor words. */
export function oneComment(comment: Comment, shown: Shown, level: number): Markup {
  const { id, thread, author, html: body } = comment;
  const tag = trusted(`h${Math.min(HEADING_FIRST + level, HEADING_LAST)}`);
  const isTarget = id === shown.target;
  const open = html`<article id="${COMMENT_ANCHOR}${id}" class="comment${isTarget && ' target'}">`;
  if (author === null || body === null) {
    return html`${open}<${tag} class="removed">${REMOVED[comment.status]}</${tag}></article>`;
  }
  const badge = author.isPageAuthor ? 'Author' : BADGES[author.badge];
  return html`${open}
<header><${tag}><bdi>${author.name}</bdi></${tag}>${badge !== undefined && html` <span class="badge">${badge}</span>`}
<a class="when" href="${permalinkOf(thread, id)}">${time(comment.createdAt)}</a>${
    comment.editedAt !== null && html` <span class="mark">edited</span>`
  }${comment.pinned && html` <span class="mark">pinned</span>`}</header>
<div class="words" dir="auto">${trusted(body)}</div>
<footer>${votes(comment)}${
    shown.mayReply &&
    html`<a href="${pathOf(thread, { reply: id })}" rel="nofollow" aria-label="Reply to ${author.name}">Reply</a>`
  }</footer>
</article>`;
}

function replies(comment: Comment, { items, next }: Slice, shown: Shown, level: number): Markup {
  return html`${items.length > 0 ? commentList(items, shown, level) : null}${
    next === null ? null : furtherReplies(comment, items.length, next)
  }`;
}

function furtherReplies(comment: Comment, seen: number, next: string): Markup {
  const { id, thread, replyCount, author } = comment;
  const count = Math.max(1, replyCount - seen);
  const name = author?.name ?? 'a removed comment';
  if (seen === 0) {
    return html`<p class="further"><a href="${permalinkOf(thread, id)}">Continue this branch: ${plural(count, 'reply', 'replies')}<span class="unseen"> to ${name}</span></a></p>`;
  }
  const href = `${pathOf(thread, { comment: id, after: next })}#replies`;
  return html`<p class="further"><a href="${href}">${plural(count, 'more reply', 'more replies')}<span class="unseen"> to ${name}</span></a></p>`;
}

function votes({ votes: { up, down } }: Comment): Markup | null {
  if (up === 0 && down === 0) return null;
  return html`<span class="votes">${plural(up, 'vote', 'votes')} for, ${down} against</span> `;
}

export function plural(count: number, one: string, other: string): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? one : other}`;
}
