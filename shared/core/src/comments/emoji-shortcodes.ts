import { EMOJI } from '@parley/contracts/emoji';
import type MarkdownIt from 'markdown-it';

/** Times of day (`10:30:45`) and addresses are no shortcodes: nothing that makes a word stands beside one. */
const SHORTCODE = /(?<![\p{L}\p{N}:/]):([a-z0-9_+-]{1,20}):(?![\p{L}\p{N}/])/gu;

/** Teaches Markdown the shortcodes: in text only, so never in code or in an address that became a link. */
export function emojiShortcodes(markdown: InstanceType<typeof MarkdownIt>): void {
  markdown.core.ruler.push('emoji-shortcodes', ({ tokens }) => {
    for (const { children } of tokens) {
      let isInAddress = false;
      for (const token of children ?? []) {
        if (token.type === 'link_open') isInAddress = token.info === 'auto';
        if (token.type === 'link_close') isInAddress = false;
        if (token.type === 'text' && !isInAddress) token.content = withEmoji(token.content);
      }
    }
  });
}

function withEmoji(text: string): string {
  return text.replace(
    SHORTCODE,
    (code, name: string) => (Object.hasOwn(EMOJI, name) ? EMOJI[name] : code) ?? code,
  );
}
