import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { emojiShortcodes } from './emoji-shortcodes.ts';

/** Grows whenever the same source may give other HTML, so that old rows can be rendered again. */
export const RENDER_VERSION = 3;
/** Of block quotes and lists nothing deeper is marked up: nobody reads it, and parsers choke on it. */
const NESTING_MAX = 12;

const markdown = new MarkdownIt({
  html: false,
  linkify: true,
  breaks: true,
  typographer: false,
  maxNesting: NESTING_MAX,
})
  // What the allow list below does not know would lose its text's shape: it stays as it was typed.
  .disable(['heading', 'lheading', 'hr', 'table', 'reference', 'html_block', 'html_inline'])
  .use(emojiShortcodes);
markdown.linkify.set({ fuzzyEmail: false });
// Pictures from elsewhere tell their owner who reads: they are links, which load nothing before a click.
markdown.renderer.rules.image = (tokens, index) => {
  const { escapeHtml } = markdown.utils;
  const href = String(tokens[index]?.attrGet('src') ?? '');
  return `<a href="${escapeHtml(href)}">${escapeHtml(tokens[index]?.content || href)}</a>`;
};

const ALLOWED: sanitizeHtml.IOptions = {
  allowedTags: ['p', 'br', 'strong', 'em', 'del', 'code', 'pre', 'blockquote', 'ul', 'ol', 'li', 'a'],
  allowedAttributes: { a: ['href', 'rel'] },
  allowedSchemes: ['http', 'https', 'mailto'],
  allowedSchemesAppliedToAttributes: ['href'],
  allowProtocolRelative: false,
  disallowedTagsMode: 'discard',
  nestingLimit: NESTING_MAX * 3,
  transformTags: {
    s: 'del',
    b: 'strong',
    i: 'em',
    a: (tagName, attributes) => ({
      tagName,
      attribs: {
        ...(isAbsolute(attributes.href) ? { href: attributes.href } : {}),
        rel: 'ugc nofollow noopener noreferrer',
      },
    }),
  },
};

/**
 * Relative addresses would point into the page that embeds us, and some that look relative to one parser are
 * a scheme to another: only what plainly begins with an allowed scheme stays a link.
 */
function isAbsolute(href: string | undefined): href is string {
  return href !== undefined && /^(https?:\/\/|mailto:)/i.test(href);
}

/**
 * Markdown to HTML that is safe to insert: rendered without raw HTML, then cut down to a short allow list. What would
 * show nothing (a link without words, quotes nested without end) is shown as it was typed.
 */
export function renderBody(source: string): string {
  const html = sanitize(markdown.render(source)).trim();
  const saysNothing = html.replace(/<[^>]*>/g, '').trim() === '';
  return saysNothing && source.trim() !== '' ? asTyped(source) : html;
}

function asTyped(source: string): string {
  const lines = markdown.utils.escapeHtml(source.trim()).split('\n');
  return sanitize(`<p>${lines.join('<br>\n')}</p>`);
}

/** The allow list by itself, for HTML that comes from elsewhere (imports). Doing it twice changes nothing. */
export function sanitize(html: string): string {
  return sanitizeHtml(html, ALLOWED);
}
