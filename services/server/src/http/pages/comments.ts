import type { Comment, Slice } from '@parley/contracts/objects';
import { COMMENT_ANCHOR } from '@parley/core/threads/page-address';
import { pathOf, permalinkOf } from './addresses.ts';
import { type Language, timeElement } from './language.ts';
import { html, type Markup, trusted } from './markup.ts';

/** What the comments of a page have in common. */
export type Shown = {
  language: Language;
  /** Whether the form can be reached from here. */
  mayReply: boolean;
  /** The comment that the page was asked for. */
  target: string | null;
};

/** Headings go six deep; the page's own and that of the list stand above them. */
const HEADING_FIRST = 3;
const HEADING_LAST = 6;
const BADGES = { guest: null, member: null, staff: 'badgeStaff', moderator: 'badgeModerator' } as const;
const REMOVED = {
  published: 'removed.rejected',
  rejected: 'removed.rejected',
  deleted: 'removed.deleted',
  held: 'removed.held',
} as const satisfies Record<Comment['status'], string>;

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
  const { language } = shown;
  const { t, carried } = language;
  const tag = trusted(`h${Math.min(HEADING_FIRST + level, HEADING_LAST)}`);
  const isTarget = id === shown.target;
  const open = html`<article id="${COMMENT_ANCHOR}${id}" class="comment${isTarget && ' target'}">`;
  if (author === null || body === null) {
    return html`${open}<${tag} class="removed">${t(REMOVED[comment.status])}</${tag}></article>`;
  }
  const badge = author.isPageAuthor ? 'badgeAuthor' : BADGES[author.badge];
  return html`${open}
<header><${tag}><bdi>${author.name}</bdi></${tag}>${badge !== null && html` <span class="badge">${t(badge)}</span>`}
<a class="when" href="${permalinkOf(thread, id, carried)}">${timeElement(language, comment.createdAt)}</a>${
    comment.editedAt !== null && html` <span class="mark">${t('edited')}</span>`
  }${comment.pinned && html` <span class="mark">${t('pinned')}</span>`}</header>
<div class="words" dir="auto">${trusted(body)}</div>
<footer>${votes(comment, language)}${
    shown.mayReply &&
    html`<a href="${pathOf(thread, { reply: id, lang: carried })}" rel="nofollow" aria-label="${t('replyTo', author)}">${t('reply')}</a>`
  }</footer>
</article>`;
}

function replies(comment: Comment, { items, next }: Slice, shown: Shown, level: number): Markup {
  return html`${items.length > 0 ? commentList(items, shown, level) : null}${
    next === null ? null : furtherReplies(comment, items.length, next, shown.language)
  }`;
}

function furtherReplies(
  { id, thread, replyCount, author, status }: Comment,
  seen: number,
  next: string,
  { t, carried }: Language,
): Markup {
  const count = Math.max(1, replyCount - seen);
  const isFirst = seen === 0;
  const href = isFirst
    ? permalinkOf(thread, id, carried)
    : `${pathOf(thread, { comment: id, after: next, lang: carried })}#replies`;
  const words = isFirst
    ? t('labelled', { label: t('continueBranch'), text: t('replies', { count }) })
    : t('moreReplies', { count });
  // Who follows links without seeing what they stand under is told.
  const under = author === null ? t(REMOVED[status]) : t('commentBy', author);
  return html`<p class="further"><a href="${href}">${words}<span class="unseen">. ${under}</span></a></p>`;
}

function votes({ votes: { up, down } }: Comment, { t }: Language): Markup | null {
  return up === 0 && down === 0 ? null : html`<span class="votes">${t('votes', { up, down })}</span> `;
}
