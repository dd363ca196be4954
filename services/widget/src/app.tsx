import { loadLanguage } from '@parley/contracts/messages/language';
import { render } from 'preact';
import { loadForms } from './OnDemand.tsx';
import { Parley } from './Parley.tsx';
import { afterPaint } from './page/after-paint.ts';
import { keepTheme } from './page/theme.ts';
import baseStyle from './styles/base.css';
import commentStyle from './styles/comment.css';
import tokenStyle from './styles/tokens.css';
import writingStyle from './styles/writing.css';
import { createWidget, type Widget, WidgetProvider, type WidgetSettings } from './widget.ts';
import { asApiError } from './writing/send.ts';

export type Mounted = { unmount(): void; login(token: string): void; logout(): void };

/** Times are told anew so often, in milliseconds. */
const CLOCK_EVERY_MS = 30_000;

/** Shapes of comments are shown once the comments have kept their reader waiting so long, in milliseconds. */
const SKELETON_AFTER_MS = 50;

/** Draws a thread into the shadow root of `host` and keeps it up to date until it is unmounted. */
export async function mount(host: HTMLElement, settings: WidgetSettings): Promise<Mounted> {
  // The thread itself is under way already, so that its words cost no time of their own.
  const language = await loadLanguage([settings.lang, ...navigator.languages]);
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' });
  const ending = new AbortController();
  const widget = createWidget(settings, root, language);
  let isDrawn = false;

  function draw(): void {
    if (isDrawn || ending.signal.aborted) return;
    isDrawn = true;
    root.adoptedStyleSheets = [tokenStyle, baseStyle, commentStyle, writingStyle].map(sheetOf);
    keepTheme(host, settings.theme, ending.signal);
    listen(widget, ending.signal);
    root.replaceChildren();
    render(
      <WidgetProvider value={widget}>
        <Parley />
      </WidgetProvider>,
      root,
    );
    void prepareForms(widget, root, ending.signal);
  }
  // Where the comments are here first, a frame of anything else would only hold them up.
  void widget.thread.load().then(() => {
    draw();
    begin(widget);
  });
  setTimeout(draw, SKELETON_AFTER_MS);

  return {
    unmount() {
      render(null, root);
      widget.thread.stop();
      ending.abort();
    },
    login: (token) => void signOn(widget, token),
    logout: widget.actions.signOut,
  };
}

function begin(widget: Widget): void {
  const { navigation, settings, store } = widget;
  const id = store.get().thread?.thread.id;
  // Replies that were being written stand open where they were.
  if (id) store.set({ replying: new Set(widget.drafts(id).parents()) });
  navigation.followHash(location.hash);
  if (settings.ssoToken) void signOn(widget, settings.ssoToken);
  settings.emit('ready', { comments: store.get().thread?.thread.counts.comments ?? 0 });
}

/** Fetches what comes on demand before anybody demands it: by then the connection may be gone. */
async function prepareForms(widget: Widget, root: ShadowRoot, signal: AbortSignal): Promise<void> {
  await afterPaint();
  const forms = await loadForms().catch(() => null);
  if (!forms || signal.aborted) return;
  root.adoptedStyleSheets.push(sheetOf(forms.style));
  forms.attend(widget, root, signal);
}

/** Exchanges the site's own token. One that is refused leaves the reader as they were. */
async function signOn({ api, session, settings }: Widget, token: string): Promise<void> {
  try {
    session.begin(await api.beginSsoSession(settings.site, token));
  } catch (reason) {
    settings.emit('error', { code: asApiError(reason).code });
  }
}

/** What the page tells the widget, until `signal` ends it. */
function listen({ clock, navigation, witness, thread, store }: Widget, signal: AbortSignal): void {
  const ticking = setInterval(() => clock.set({ now: Date.now() }), CLOCK_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(ticking));
  addEventListener('hashchange', () => navigation.followHash(location.hash), { signal });
  addEventListener('online', () => store.get().phase === 'failed' && thread.load(), { signal });
  addEventListener('error', (event) => witness.noteError(event.message, event.error?.stack), { signal });
  addEventListener(
    'unhandledrejection',
    ({ reason }) => witness.noteError(String(reason), String(reason?.stack)),
    { signal },
  );
  document.addEventListener(
    'securitypolicyviolation',
    (event) => witness.noteViolation(event.effectiveDirective, event.blockedURI),
    { signal },
  );
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.hidden) return;
      clock.set({ now: Date.now() });
      void thread.refreshMine();
    },
    { signal },
  );
}

function sheetOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  return sheet;
}
