import type { ReviewItemDetail } from '@parley/contracts/objects';

/** The name of the highlight in the style sheet. */
const HIGHLIGHT = 'evidence';
/** A word that stands everywhere would mark everything. */
const RANGES_MAX = 50;

/** The words that screening quotes as evidence. */
export function evidenceOf(detail: ReviewItemDetail): string[] {
  const said = detail.item.reasons.filter((reason) => reason.source === 'screening').map((one) => one.detail);
  const quoted = said.flatMap((words) => [...words.matchAll(/“([^”]+)”/g)].map((match) => match[1] ?? ''));
  return [...new Set(quoted.filter((words) => words.length > 1))];
}

/**
 * Marks words inside an element without touching its nodes, where the browser can. Screening folds what it
 * compares, so a disguised spelling may stay unmarked. Returns what removes the marks.
 */
export function highlight(element: HTMLElement | null, words: readonly string[]): () => void {
  if (!element || words.length === 0 || !('highlights' in CSS)) return () => {};
  const ranges: Range[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const text = (node.textContent ?? '').toLowerCase();
    for (const word of words) {
      const wanted = word.toLowerCase();
      let start = text.indexOf(wanted);
      while (start !== -1 && ranges.length < RANGES_MAX) {
        const range = new Range();
        range.setStart(node, start);
        range.setEnd(node, start + wanted.length);
        ranges.push(range);
        start = text.indexOf(wanted, start + wanted.length);
      }
    }
  }
  CSS.highlights.set(HIGHLIGHT, new Highlight(...ranges));
  return () => CSS.highlights.delete(HIGHLIGHT);
}
