import { cleanLine } from '../identity/clean-name.ts';
import type { Site, ThreadRecord } from '../ports/records.ts';

/**
 * The address of a thread's page as it may be linked to; null where it may not. Whoever posts first says
 * where the thread lives, and may say anything: only a page under one of the site's own origins is believed.
 */
export function pageAddress(site: Pick<Site, 'origins'>, claimed: string): string | null {
  const url = URL.parse(claimed);
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) return null;
  if (!site.origins.includes(url.origin)) return null;
  // A name before the host reads like an address elsewhere; a fragment names a place, not a page.
  url.username = '';
  url.password = '';
  url.hash = '';
  return url.href;
}

/**
 * What a first poster says of their page, as it may be kept: an address that is not one of the site's own is
 * forgotten, and the title is one clean line.
 */
export function claimedPage(
  site: Pick<Site, 'origins'>,
  claim: Pick<ThreadRecord, 'key' | 'url' | 'title'>,
): Pick<ThreadRecord, 'key' | 'url' | 'title'> {
  return { key: claim.key, url: pageAddress(site, claim.url) ?? '', title: cleanLine(claim.title) };
}

/** What stands in the address of a page to name one of its comments. */
export const COMMENT_ANCHOR = 'comment-';

export function anchorOf(comment: string): string {
  return `#${COMMENT_ANCHOR}${comment}`;
}
