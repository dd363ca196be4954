import MarkdownIt from 'markdown-it';
import sanitizeHtml from 'sanitize-html';
import { emojiShortcodes } from './emoji-shortcodes.ts';

/** Grows whenever the same source may give other HTML, so that old rows can be rendered again. */
export const RENDER_VERSION = 2;
/** Block quotes and lists nested deeper are shown as text: nobody reads them, and parsers choke on them. */
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

/** Markdown to HTML that is safe to insert: rendered without raw HTML, then cut down to a short allow list. */
export function renderBody(source: string): string {
  return sanitize(markdown.render(source)).trim();
}

/** The allow list by itself, for HTML that comes from elsewhere (imports). Doing it twice changes nothing. */
export function sanitize(html: string): string {
  return sanitizeHtml(html, ALLOWED);
}
