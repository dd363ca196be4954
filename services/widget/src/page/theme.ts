/**
 * Keeps the widget light or dark. `auto` follows what the page really shows: its text colour tells whether
 * it is dark, also where a page has a switch of its own or knows no dark at all. Ends with `signal`.
 */
export function keepTheme(host: HTMLElement, wanted: string, signal: AbortSignal): void {
  const look = () => {
    const isDark = wanted === 'dark' || (wanted !== 'light' && isLight(getComputedStyle(host).color));
    host.dataset.scheme = isDark ? 'dark' : 'light';
  };
  const watcher = new MutationObserver(look);
  for (const element of [document.documentElement, document.body])
    watcher.observe(element, { attributes: true });
  signal.addEventListener('abort', () => watcher.disconnect());
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', look, { signal });
  addEventListener('load', look, { signal });
  look();
}

/** Whether a computed colour is light: `rgb(…)` in parts of 255, newer notations with their lightness first. */
export function isLight(colour: string): boolean {
  const [first = 0, second = 0, third = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number);
  if (colour.startsWith('rgb')) return 0.3 * first + 0.59 * second + 0.11 * third > 140;
  return (first > 1 ? first / 100 : first) > 0.6;
}
