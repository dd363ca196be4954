import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import { createTranslate } from '@parley/contracts/messages/translate';
import { withMember } from '../view.ts';
import type { Widget } from '../widget.ts';

/** A longer quote is no quote any more. Characters. */
const QUOTE_MAX_LENGTH = 1_000;

/** What is selected inside one comment of the widget that `within` belongs to. */
export function selectedWords(within: Node): { parent: string; words: string; range: Range } | null {
  const root = within.getRootNode() as ShadowRoot & { getSelection?: () => Selection | null };
  const selection = root.getSelection?.() ?? document.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  const bodyOf = (node: Node) =>
    (node instanceof Element ? node : node.parentElement)?.closest('article > .body');
  const body = bodyOf(range.startContainer);
  const card = body?.closest('article');
  const words = selection.toString().trim().slice(0, QUOTE_MAX_LENGTH);
  if (!card || body !== bodyOf(range.endContainer) || words === '') return null;
  return { parent: card.id.replace('comment-', ''), words, range };
}

/** Offers a button beside whatever is selected in a comment, which quotes it in a reply. */
export function offerQuotes({ store, locale, words }: Widget, root: ShadowRoot, signal: AbortSignal): void {
  const speak = createTranslate(locale, onDemandMessages, words);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'pill quote-pill';
  button.textContent = speak('quote');
  button.hidden = true;
  root.append(button);
  let offered: ReturnType<typeof selectedWords> = null;

  function look(): void {
    const { thread } = store.get();
    offered = thread?.thread.state === 'open' ? selectedWords(button) : null;
    button.hidden = offered === null;
    if (!offered) return;
    const { left, width, bottom } = offered.range.getBoundingClientRect();
    button.style.left = `${Math.max(8, Math.min(left + width / 2 - 30, innerWidth - 90))}px`;
    button.style.top = `${bottom + 8}px`;
  }
  document.addEventListener('selectionchange', look, { signal });
  addEventListener('scroll', look, { signal, passive: true });
  // The press itself would take the selection away.
  button.addEventListener('pointerdown', (event) => event.preventDefault(), { signal });
  button.addEventListener(
    'click',
    () => {
      if (!offered) return;
      const { parent, words } = offered;
      store.set({ replying: withMember(store.get().replying, parent, true), quote: { parent, words } });
      button.hidden = true;
    },
    { signal },
  );
  signal.addEventListener('abort', () => button.remove());
  // Whoever was quick has selected something before this was there.
  look();
}
