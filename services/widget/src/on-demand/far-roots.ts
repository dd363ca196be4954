import { afterPaint } from '../page/after-paint.ts';
import { drawAtOnce, drawInTurns } from '../page/in-turn.ts';
import type { Store } from '../store.ts';
import type { View } from '../view.ts';

/** Shorter lists than this, in roots, are kept whole, so that the browser's own search finds all of them. */
const WHOLE_MAX = 40;
/** How far from the screen roots are kept, in CSS pixels: more than a hasty thumb passes before they are back. */
const NEAR_PX = 2_500;
/** Roots that go in one frame. */
const LEAVING_AT_ONCE = 3;

/**
 * Keeps the page small however far a reader has come: of roots far out of sight only the room is kept. What
 * has the focus or is being written in stays. Ends with `signal`.
 */
export function keepFarRootsAway(root: ShadowRoot, store: Store<View>, signal: AbortSignal): void {
  const section = root.querySelector('section');
  if (!section) return;
  const observed = new Set<Element>();
  /** Roots that are to come back or to go, as they were last seen. */
  const moving = new Map<Element, IntersectionObserverEntry>();
  let isMoving = false;
  /** Roots that were seen to be drawn to their end. */
  const drawn = new WeakSet<Element>();
  const sight = new IntersectionObserver(look, { rootMargin: `${NEAR_PX}px 0px` });
  const list = new MutationObserver(watchRoots);
  list.observe(section, { childList: true });
  signal.addEventListener('abort', () => {
    sight.disconnect();
    list.disconnect();
  });
  // Paper has no far.
  addEventListener(
    'beforeprint',
    () => {
      drawAtOnce();
      store.set({ far: new Map() });
    },
    { signal },
  );
  addEventListener('afterprint', drawInTurns, { signal });
  watchRoots();

  function watchRoots(): void {
    const roots = new Set(section?.querySelectorAll(':scope > article'));
    for (const gone of observed)
      if (!roots.has(gone)) {
        sight.unobserve(gone);
        observed.delete(gone);
      }
    if (roots.size <= WHOLE_MAX) return;
    for (const one of roots) {
      if (observed.has(one)) continue;
      sight.observe(one);
      observed.add(one);
    }
  }

  function look(entries: IntersectionObserverEntry[]): void {
    for (const entry of entries) {
      const { target, isIntersecting } = entry;
      const isDrawn = !target.querySelector('.rest');
      if (isIntersecting || (isDrawn && drawn.has(target))) moving.set(target, entry);
      else {
        // An entry may be older than the last reply that was drawn: only the one after it has the height.
        if (isDrawn) drawn.add(target);
        sight.unobserve(target);
        sight.observe(target);
      }
    }
    if (!isMoving) moveSoon();
  }

  /** Between frames: drawing and painting would be one long task else. */
  function moveSoon(): void {
    isMoving = moving.size > 0 && !signal.aborted;
    if (isMoving) void afterPaint().then(moveSome);
  }

  /**
   * A few in a frame, and of those that come back one, the nearest first, when the one before is drawn to its
   * end: all at once would hold up the scrolling. Nothing is measured here, since that would have the page laid
   * out an extra time.
   */
  function moveSome(): void {
    const waiting = [...moving.values()];
    const isDrawing = section?.querySelector('.replies .rest');
    const [nearest] = waiting
      .filter((one) => one.isIntersecting && !isDrawing)
      .sort((a, b) => distanceOf(a) - distanceOf(b));
    const leaving = waiting.filter((one) => !one.isIntersecting).slice(0, LEAVING_AT_ONCE);
    const far = new Map(store.get().far);
    for (const { target, isIntersecting, boundingClientRect } of nearest ? [nearest] : leaving) {
      moving.delete(target);
      if (isIntersecting) far.delete(idOf(target));
      else if (mayLeave(target)) far.set(idOf(target), boundingClientRect.height);
    }
    if (nearest || leaving.length > 0) store.set({ far });
    moveSoon();
  }

  function mayLeave(article: Element): boolean {
    return !article.contains(root.activeElement) && !article.querySelector('textarea, form');
  }
}

const idOf = (article: Element) => article.id.replace('comment-', '');

/** From the middle of the screen, in CSS pixels. To ask the window for its height would have it laid out. */
function distanceOf({ boundingClientRect: target, rootBounds }: IntersectionObserverEntry): number {
  const middle = rootBounds ? (rootBounds.top + rootBounds.bottom) / 2 : 0;
  return Math.abs((target.top + target.bottom) / 2 - middle);
}
