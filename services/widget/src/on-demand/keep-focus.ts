/**
 * What has the focus may be taken off the page by others: a comment that is removed, a button that has nothing more to
 * offer. The focus then goes to the comment that takes its place, so that nobody who reads with the keyboard or by ear
 * is thrown back to the top of the page.
 */
export function keepFocus(root: ShadowRoot, signal: AbortSignal): void {
  let last: Element | null = null;
  root.addEventListener(
    'focusin',
    ({ target }) => {
      last = target as Element;
    },
    { signal },
  );
  root.addEventListener(
    'focusout',
    ({ target }) =>
      // Some browsers tell of it when the element itself goes: only what is still there was left on purpose.
      setTimeout(() => {
        if (last === target && last?.isConnected) last = null;
      }),
    { signal },
  );
  const watcher = new MutationObserver((records) => {
    if (!last || last.isConnected || root.activeElement || document.activeElement !== document.body) return;
    const gone = last;
    const record = records.find(({ removedNodes }) => [...removedNodes].some((node) => node.contains(gone)));
    last = null;
    if (record) placeOf(record, root)?.focus({ preventScroll: true });
  });
  watcher.observe(root, { childList: true, subtree: true });
  signal.addEventListener('abort', () => watcher.disconnect());
}

/** The comment that now stands where something was: the next one, else the one before, else the one around it. */
function placeOf(
  { nextSibling, previousSibling, target }: MutationRecord,
  root: ShadowRoot,
): HTMLElement | null {
  for (let at = nextSibling; at; at = at.nextSibling) if (isCard(at)) return at;
  for (let at = previousSibling; at; at = at.previousSibling) if (isCard(at)) return at;
  const around = (target as Element).closest?.<HTMLElement>('article');
  return around ?? root.querySelector<HTMLElement>('#heading');
}

function isCard(node: Node): node is HTMLElement {
  return node.nodeName === 'ARTICLE';
}
