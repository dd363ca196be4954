import { anchorOf } from '@parley/core/threads/page-address';
import type { FeedEntry, SiteFeed, ThreadFeed } from '@parley/core/threads/read-feed';
import { feedOf, pathOf, permalinkOf, withQuery } from './addresses.ts';
import type { Language } from './language.ts';
import { type Markup, xml } from './markup.ts';

/** What a feed says it was last changed at while it has no entry. */
const NEVER = '1970-01-01T00:00:00.000Z';

type Feed = { id: string; title: string; self: string; page: string; entries: FeedEntry[] };

/**
 * The latest comments of a thread as Atom (RFC 4287); without entries when there is nothing to show yet, so
 * that one can subscribe before the first comment. `origin` is the service's own.
 */
export function threadAtom(language: Language, id: string, feed: ThreadFeed | null, origin: string): string {
  const { thread, entries } = feed ?? { thread: null, entries: [] };
  const { t, carried } = language;
  return atom(
    language,
    {
      id: `urn:parley:thread:${id}`,
      title: thread?.title ? t('feed.thread', { title: isolated(language, thread.title) }) : t('comments'),
      self: `${origin}${feedOf(id, carried)}`,
      page: thread?.address ?? `${origin}${pathOf(id, { lang: carried })}`,
      entries,
    },
    origin,
  );
}

/** The latest comments of all threads of a site. */
export function siteAtom(language: Language, { site, entries }: SiteFeed, origin: string): string {
  const { t, carried } = language;
  return atom(
    language,
    {
      id: `urn:parley:site:${site.id}`,
      title: t('feed.site', { site: isolated(language, site.name) }),
      self: origin + withQuery(`/v1/sites/${site.id}/feed.atom`, { lang: carried }),
      page: site.origins[0] ?? origin,
      entries,
    },
    origin,
  );
}

function atom(language: Language, { id, title, self, page, entries }: Feed, origin: string): string {
  const updated = entries.map(updatedAt).sort().at(-1) ?? NEVER;
  return xml`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:thr="http://purl.org/syndication/thread/1.0">
<id>${id}</id>
<title>${title}</title>
<updated>${updated}</updated>
<link rel="self" type="application/atom+xml" href="${self}"/>
<link rel="alternate" type="text/html" href="${page}"/>
<generator>Parley</generator>
${entries.map((entry) => atomEntry(language, entry, origin))}</feed>
`.text;
}

/** The content is HTML as text, escaped once more: a reader that takes it for markup takes what was sanitized. */
function atomEntry(language: Language, { comment, thread }: FeedEntry, origin: string): Markup {
  const { t, carried } = language;
  const { id, parent, author, html } = comment;
  const name = author?.name ?? '';
  const told = { name: isolated(language, name), title: isolated(language, thread.title) };
  const plainPage = `${origin}${permalinkOf(thread.id, id, carried)}`;
  const link = thread.address === null ? plainPage : `${thread.address}${anchorOf(id)}`;
  return xml`<entry>
<id>${idOf(id)}</id>
<title>${thread.title === '' ? t('feed.untitled', told) : t('feed.entry', told)}</title>
<published>${comment.createdAt}</published>
<updated>${updatedAt({ comment })}</updated>
<author><name>${name}</name></author>
${author?.isPageAuthor === true && xml`<category term="author" label="${t('badgeAuthor')}"/>\n`}<link rel="alternate" type="text/html" href="${link}"/>
${parent !== null && xml`<thr:in-reply-to ref="${idOf(parent)}"/>\n`}<content type="html">${html}</content>
</entry>
`;
}

/** Names and titles run their own way: in a line that runs to the left they must not turn it round. */
function isolated({ direction }: Language, text: string): string {
  return direction === 'rtl' ? `\u2068${text}\u2069` : text;
}

function idOf(comment: string): string {
  return `urn:parley:comment:${comment}`;
}

function updatedAt({ comment }: Pick<FeedEntry, 'comment'>): string {
  return comment.editedAt ?? comment.createdAt;
}
