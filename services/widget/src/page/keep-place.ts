/**
 * Remembers which comment stands first under the reader's eyes, and gives a function that scrolls the page so
 * that it stands there again after everything around it was drawn anew.
 */
export function keepPlace(root: ShadowRoot): () => void {
  const cards = [...root.querySelectorAll<HTMLElement>('article')];
  const first = cards.find((card) => card.getBoundingClientRect().bottom > 0);
  if (!first || first.getBoundingClientRect().top > innerHeight) return () => {};
  const { id } = first;
  const top = first.getBoundingClientRect().top;
  return () =>
    requestAnimationFrame(() => {
      const again = root.getElementById(id);
      if (again) scrollBy({ top: again.getBoundingClientRect().top - top, behavior: 'instant' });
    });
}
