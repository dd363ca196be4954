import { anchorOf } from '@parley/core/threads/page-address';
import type { FeedEntry, SiteFeed, ThreadFeed } from '@parley/core/threads/read-feed';
import { feedOf, pathOf, permalinkOf } from './addresses.ts';
import { type Markup, xml } from './markup.ts';

/** What a feed says it was last changed at while it has no entry. */
const NEVER = '1970-01-01T00:00:00.000Z';

type Feed = { id: string; title: string; self: string; page: string; entries: FeedEntry[] };

/**
 * The latest comments of a thread as Atom (RFC 4287); without entries when there is nothing to show yet, so
 * that one can subscribe before the first comment. `origin` is the service's own.
 */
export function threadAtom(id: string, feed: ThreadFeed | null, origin: string): string {
  const { thread, entries } = feed ?? { thread: null, entries: [] };
  return atom(
    {
      id: `urn:parley:thread:${id}`,
      title: thread?.title ? `Comments on “${thread.title}”` : 'Comments',
      self: `${origin}${feedOf(id)}`,
      page: thread?.address ?? `${origin}${pathOf(id)}`,
      entries,
    },
    origin,
  );
}

/** The latest comments of all threads of a site. */
export function siteAtom({ site, entries }: SiteFeed, origin: string): string {
  return atom(
    {
      id: `urn:parley:site:${site.id}`,
      title: `Comments on ${site.name}`,
      self: `${origin}/v1/sites/${site.id}/feed.atom`,
      page: site.origins[0] ?? origin,
      entries,
    },
    origin,
  );
}

function atom({ id, title, self, page, entries }: Feed, origin: string): string {
  const updated = entries.map(updatedAt).sort().at(-1) ?? NEVER;
  return xml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
<id>${id}</id>
<title>${title}</title>
<updated>${updated}</updated>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${page}"/>
<generator>Parley</generator>
${entries.map((entry) => atomEntry(entry, origin))}</feed>
`.text;
}

/** The content is HTML as text, escaped once more: a reader that takes it for markup takes what was sanitized. */
function atomEntry({ comment, thread }: FeedEntry, origin: string): Markup {
  const { id, parent, author, html } = comment;
  const name = author?.name ?? '';
  const on = thread.title === '' ? 'a page' : `“${thread.title}”`;
  const plainPage = `${origin}${permalinkOf(thread.id, id)}`;
  const link = thread.address === null ? plainPage : `${thread.address}${anchorOf(id)}`;
  return xml`<entry>
<id>${idOf(id)}</id>
<title>${name} on ${on}</title>
<published>${comment.createdAt}</published>
<updated>${updatedAt({ comment })}</updated>
<author><name>${name}</name></author>
${author?.isPageAuthor === true && xml`<category term="author" label="Author"/>\n`}<link rel="alternate" type="text/html" href="${link}"/>
${parent !== null && xml`<thr:in-reply-to ref="${idOf(parent)}"/>\n`}<content type="html">${html}</content>
</entry>
`;
}

function idOf(comment: string): string {
  return `urn:parley:comment:${comment}`;
}

function updatedAt({ comment }: Pick<FeedEntry, 'comment'>): string {
  return comment.editedAt ?? comment.createdAt;
}
