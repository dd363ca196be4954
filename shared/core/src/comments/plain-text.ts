import sanitizeHtml from 'sanitize-html';

const ENTITIES: Record<string, string> = { '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"' };

/**
 * What a rendered body says, without its markup: a line a paragraph. It is text again, so it must be escaped
 * wherever it is put into HTML.
 */
export function plainText(html: string): string {
  const lines = html.replace(/<(br|\/p|\/li|\/pre|\/blockquote)\s*\/?>/g, '$&\n');
  return sanitizeHtml(lines, { allowedTags: [], allowedAttributes: {} })
    .replace(/&(?:amp|lt|gt|quot);/g, (entity) => ENTITIES[entity] ?? entity)
    .replace(/\n{2,}/g, '\n')
    .trim();
}
