import type { Comment } from '@parley/contracts/objects';
import { plainText } from '@parley/core/comments/plain-text';
import type { ThreadPage } from '@parley/core/threads/read-thread-page';
import { pathOf, permalinkOf } from './addresses.ts';

/**
 * What the page shows in the words of schema.org: the article with its comments, or, where its address is
 * not known, the discussion by itself. https://schema.org/Comment
 */
export function structuredData(page: ThreadPage, origin: string): object {
  const { thread, address, branch, list } = page;
  const replies = list.items.map((comment) => commentData(comment, origin));
  const comments = branch === null ? replies : [{ ...commentData(branch.comment, origin), comment: replies }];
  const about = address === null ? {} : { url: address, mainEntityOfPage: address };
  return {
    '@context': 'https://schema.org',
    '@type': address === null ? 'DiscussionForumPosting' : 'Article',
    '@id': address ?? `${origin}${pathOf(thread.id)}`,
    ...about,
    ...(thread.title === '' ? {} : { headline: thread.title }),
    discussionUrl: `${origin}${pathOf(thread.id)}`,
    commentCount: thread.counts.comments,
    comment: comments,
  };
}

function commentData(comment: Comment, origin: string): object {
  const { id, thread, parent, author, html, votes, replies } = comment;
  const url = `${origin}${permalinkOf(thread, id)}`;
  const shown =
    author === null || html === null
      ? { creativeWorkStatus: 'Deleted' }
      : {
          author: {
            '@type': 'Person',
            name: author.name,
            ...(author.isPageAuthor ? { description: 'Author of the article' } : {}),
          },
          text: plainText(html),
          ...(comment.editedAt === null ? {} : { dateModified: comment.editedAt }),
          upvoteCount: votes.up,
          downvoteCount: votes.down,
        };
  return {
    '@type': 'Comment',
    '@id': url,
    url,
    dateCreated: comment.createdAt,
    datePublished: comment.createdAt,
    ...(parent === null
      ? {}
      : { parentItem: { '@type': 'Comment', '@id': origin + permalinkOf(thread, parent) } }),
    ...shown,
    ...(replies && replies.items.length > 0
      ? { comment: replies.items.map((reply) => commentData(reply, origin)) }
      : {}),
  };
}
