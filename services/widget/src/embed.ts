/**
 * The script that pages carry. It finds out where and what to mount, begins to read the thread, loads the
 * app beside it, and when the app cannot be loaded, says so and brings help.
 */
import type { Mounted } from './app.tsx';
import { fillCounts } from './embed-counts.ts';
import { showFallback } from './embed-fallback.ts';
import { type EmbedOptions, readSettings } from './embed-settings.ts';
import style from './styles/embed.css';

declare const APP_PATH: string;
/** The name that the app's file gives `mount`. */
declare const APP_MOUNT: string;

/** Comments that are further away than this from what is in sight wait until the reader comes near. */
const NEAR = '1500px 0px';
/** A connection that hangs is as good as none: after this the reader is told, in milliseconds. */
const LOAD_MAX_MS = 20_000;

type Listener = (detail: unknown) => void;
type Host = HTMLElement & { parleyOptions?: EmbedOptions };

const TAG = 'parley-comments';
/** Scripts that are added by other scripts may not be the current one. */
const script = (document.currentScript ??
  document.querySelector('script[data-site][src*="/embed.js"]')) as HTMLScriptElement | null;
const given: EmbedOptions = { ...script?.dataset };
const listeners = new Map<string, Set<Listener>>();
const mounted = new Map<Host, Promise<Mounted | null>>();
const waiting = new WeakMap<Host, IntersectionObserver>();

/** Starts once the place comes near, or at once where the page's address names a comment. */
function startNear(host: Host): void {
  if (/^#(comment|branch)-/.test(location.hash)) {
    start(host);
    return;
  }
  const sight = new IntersectionObserver(
    (entries) => {
      if (!entries.some((entry) => entry.isIntersecting)) return;
      sight.disconnect();
      start(host);
    },
    { rootMargin: NEAR },
  );
  sight.observe(host);
  waiting.set(host, sight);
}

function start(host: Host): void {
  const settings = readSettings({ ...given, ...host.dataset, ...host.parleyOptions }, script?.src);
  const shadow = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  shadow.adoptedStyleSheets = [sheet];
  const opening = settings.open();

  function load(address: string): Promise<Mounted | null> {
    let timer = 0;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(reject, LOAD_MAX_MS);
    });
    return Promise.race([import(address), late])
      .finally(() => clearTimeout(timer))
      .then((app) => (mounted.has(host) ? app[APP_MOUNT](host, { ...settings, opening, emit }) : null));
  }
  const isHere = () => mounted.get(host) === app;
  const address = settings.api + APP_PATH;
  // Browsers remember a module that failed, so the second attempt asks by another name.
  const app: Promise<Mounted | null> = load(address)
    .catch(() => load(`${address}?again`))
    .catch(() => {
      emit('error', { code: 'script-blocked' });
      return showFallback(shadow, { ...settings, opening, retry: () => restart(host) }, isHere);
    })
    .catch(() => null);
  mounted.set(host, app);
  // A browser's first formats take it long. Now it has the time: all that is needed is on its way.
  setTimeout(() => new Intl.RelativeTimeFormat().format(0, 'day'));
  setTimeout(() => new Date().toLocaleString());
}

function stop(host: Host): void {
  waiting.get(host)?.disconnect();
  mounted.get(host)?.then((app) => app?.unmount());
  mounted.delete(host);
}

function restart(host: Host): void {
  stop(host);
  host.shadowRoot?.replaceChildren();
  start(host);
}

function emit(event: string, detail: unknown): void {
  for (const listener of listeners.get(event) ?? []) listener(detail);
}

/** Gives the element that was made; `unmount` takes it or what it was mounted in. */
function mount(target: Element, options?: EmbedOptions): Element {
  const host: Host = document.createElement(TAG);
  if (options) host.parleyOptions = options;
  target.append(host);
  return host;
}

function forEachApp(act: (app: Mounted) => void): void {
  for (const app of mounted.values()) app.then((one) => one && act(one));
}

const api = {
  mount,
  unmount(target: Element): void {
    for (const host of [target, ...target.querySelectorAll(TAG)]) if (host.localName === TAG) host.remove();
  },
  login(token: string): void {
    given.ssoToken = token;
    forEachApp((app) => app.login(token));
  },
  logout(): void {
    delete given.ssoToken;
    forEachApp((app) => app.logout());
  },
  on(event: string, listener: Listener): void {
    listeners.set(event, (listeners.get(event) ?? new Set()).add(listener));
  },
  off(event: string, listener: Listener): void {
    listeners.get(event)?.delete(listener);
  },
};

/** Where the script stands in the page's body, at once. */
function mountHere(): void {
  if (!given.site || given.target !== undefined || !script || !document.body?.contains(script)) return;
  const host: Host = document.createElement(TAG);
  host.parleyOptions = given;
  script.after(host);
}

/** What may stand further down the page: the place that `data-target` names, and elements that show counts. */
function mountBelow(): void {
  const place = given.target === undefined ? null : document.querySelector(given.target);
  if (place) mount(place, given);
  if (given.site) fillCounts(readSettings(given, script?.src));
}

declare global {
  interface Window {
    parley?: typeof api;
  }
}

if (!window.parley) {
  window.parley = api;
  customElements.define(
    TAG,
    class extends HTMLElement {
      connectedCallback(): void {
        startNear(this);
      }
      disconnectedCallback(): void {
        stop(this);
      }
    },
  );
}
mountHere();
if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', mountBelow);
else mountBelow();
