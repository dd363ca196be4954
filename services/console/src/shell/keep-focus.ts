/**
 * Where the focus goes when what had it is taken away: a sanction that was lifted, a row that somebody else decided
 * on. Browsers drop it to the top of the page, from where a keyboard would walk all the way back.
 */

/** What takes the focus without being a stop of the Tab key, as panes and dialogs do, or is one. */
const TAKES_FOCUS = '[tabindex], dialog';

/** Where the keys work from in every room. */
const LAST_RESORT = '[data-list], [data-detail] [tabindex]';

/** Watches `root`; returns what stops it. */
export function keepFocus(root: Element): () => void {
  let last: Element | null = null;
  let around: HTMLElement[] = [];
  const note = (event: FocusEvent) => {
    last = event.target instanceof Element ? event.target : null;
    around = last ? placesAround(last) : [];
  };
  const observer = new MutationObserver(() => {
    if (last === null || last.isConnected || document.activeElement !== document.body) return;
    last = null;
    const places = [...around, ...document.querySelectorAll<HTMLElement>(LAST_RESORT)];
    places.find((place) => place.isConnected && place.checkVisibility())?.focus({ preventScroll: true });
  });
  root.addEventListener('focusin', note as EventListener);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    observer.disconnect();
    root.removeEventListener('focusin', note as EventListener);
  };
}

/** From the nearest on; of a pane its heading, where that can take the focus. */
function placesAround(element: Element): HTMLElement[] {
  const places: HTMLElement[] = [];
  for (let place = element.parentElement; place !== null; place = place.parentElement) {
    if (!place.matches(TAKES_FOCUS)) continue;
    const heading = place.querySelector<HTMLElement>(':scope h1[tabindex]');
    if (heading !== null) places.push(heading);
    places.push(place);
  }
  return places;
}
