/** Where the moderator is: a signal that follows the address, and the ways to change it. */
import { type ReadonlySignal, signal } from '@preact/signals';
import { formatPlace, type Place, parsePlace } from './place.ts';

export type Navigation = {
  place: ReadonlySignal<Place>;
  /** A step that "back" returns from. */
  go: (place: Place) => void;
  /** A step that "back" skips: moving along a list would otherwise fill the history. */
  replace: (place: Place) => void;
};

export function createNavigation(): Navigation {
  const place = signal(parsePlace(location.hash));
  addEventListener('hashchange', () => {
    place.value = parsePlace(location.hash);
  });
  const show = (next: Place, method: 'pushState' | 'replaceState') => {
    const hash = formatPlace(next);
    if (hash === formatPlace(place.value)) return;
    history[method](null, '', hash);
    place.value = next;
  };
  return {
    place,
    go: (next) => show(next, 'pushState'),
    replace: (next) => show(next, 'replaceState'),
  };
}
