import type { Store } from '../store.ts';
import type { View } from '../view.ts';

/** So long must a comment stand in sight to count as seen, in milliseconds. */
const SEEN_AFTER_MS = 2_500;

/** New comments lose their mark once they have been in sight for a while, on a page that is looked at. */
export function markSeen(root: ShadowRoot, store: Store<View>, signal: AbortSignal): void {
  const timers = new Map<Element, ReturnType<typeof setTimeout>>();
  const sight = new IntersectionObserver(look, { threshold: 0.1 });
  const watched = new Set<Element>();
  let isAsked = false;
  const stop = store.subscribe(() => {
    // One look is enough for all that happens until then: where nobody looks no frame comes, and they would pile up.
    if (!isAsked) requestAnimationFrame(watch);
    isAsked = true;
  });
  signal.addEventListener('abort', () => {
    stop();
    sight.disconnect();
    for (const timer of timers.values()) clearTimeout(timer);
  });

  function watch(): void {
    isAsked = false;
    const marked = new Set(root.querySelectorAll('.fresh > .head'));
    for (const one of watched) if (!marked.has(one)) leave(one);
    for (const one of marked) {
      if (watched.has(one)) continue;
      watched.add(one);
      sight.observe(one);
    }
  }

  function look(entries: IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of entries) {
      clearTimeout(timers.get(target));
      if (isIntersecting)
        timers.set(
          target,
          setTimeout(() => see(target), SEEN_AFTER_MS),
        );
    }
  }

  function see(head: Element): void {
    const id = head.parentElement?.id.replace('comment-', '') ?? '';
    const fresh = new Set(store.get().fresh);
    if (document.hidden || !fresh.delete(id)) return;
    store.set({ fresh });
  }

  function leave(head: Element): void {
    watched.delete(head);
    sight.unobserve(head);
    clearTimeout(timers.get(head));
    timers.delete(head);
  }
}
