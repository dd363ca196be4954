/** What a reader looks at, to be put back under their eyes after everything around it was drawn anew. */
export type Place = {
  /** The comment that stands first in sight; null while the reader is at the top of the thread or elsewhere. */
  id: string | null;
  restore: () => void;
};

export function keepPlace(root: ShadowRoot): Place {
  const topOf = (element: Element) => element.getBoundingClientRect().top;
  const heading = root.getElementById('heading');
  const first = [...root.querySelectorAll('article')].find((card) => topOf(card) >= 0);
  if (!first || !heading || topOf(heading) > 0) return { id: null, restore: () => {} };
  const top = topOf(first);
  return {
    id: first.id.replace('comment-', ''),
    restore: () =>
      requestAnimationFrame(() => {
        const again = root.getElementById(first.id);
        if (again) scrollBy({ top: topOf(again) - top, behavior: 'instant' });
      }),
  };
}
