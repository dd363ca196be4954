import { withQuery } from './addresses.ts';
import type { Language } from './language.ts';
import { html, type Markup, trusted } from './markup.ts';

export type Layout = {
  title: string;
  /** Where the same is to be read in full; null for pages that stand for themselves. */
  canonical: string | null;
  /** The thread's feed. */
  feed: string | null;
  /** What search engines are told about the page, as a JSON document; null tells them to look elsewhere. */
  structuredData: unknown;
  body: Markup;
};

/** Every plain page: one style sheet, no script, nothing from elsewhere. */
export function layout(language: Language, { title, canonical, feed, structuredData, body }: Layout): string {
  const { tag, direction, t } = language;
  return html`<!doctype html>
<html lang="${tag}" dir="${direction}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
${structuredData === null && html`<meta name="robots" content="noindex">\n`}${
  canonical !== null && html`<link rel="canonical" href="${canonical}">\n`
}${feed !== null && html`<link rel="alternate" type="application/atom+xml" title="${t('comments')}" href="${feed}">\n`}<link rel="stylesheet" href="/t/style.css">
<link rel="icon" href="data:,">
${structuredData !== null && html`<script type="application/ld+json">${inScript(structuredData)}</script>\n`}</head>
<body>
${body}
</body>
</html>
`.text;
}

/** JSON that cannot end the script element it stands in, nor open a comment there. It is still the same JSON. */
function inScript(data: unknown): Markup {
  const text = JSON.stringify(data).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  return trusted(text);
}

/** The line for readers in trouble, which leads to the plain form. */
export function troubleLine({ carried, t }: Language, site: string | null, page: string | null): Markup {
  const href = withQuery('/h', { site: site ?? undefined, page: page ?? undefined, lang: carried });
  return html`<p class="trouble"><a href="${href}">${t('report')}</a></p>`;
}
