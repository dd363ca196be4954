import type { LiveClient } from '@parley/contracts/client/live-client';
import { createReaderClient, type ReaderClient } from '@parley/contracts/client/reader-client';
import { messages } from '@parley/contracts/messages/en';
import type { Language } from '@parley/contracts/messages/language';
import { createTranslate, type Translate } from '@parley/contracts/messages/translate';
import type { Reader } from '@parley/contracts/objects';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { type CommentActions, createCommentActions } from './comment-actions.ts';
import type { EmbedSettings, Opening } from './embed-settings.ts';
import { makeTicket } from './make-ticket.ts';
import { createNavigation, type Navigation } from './navigation.ts';
import { loadForms } from './OnDemand.tsx';
import { afterPaint } from './page/after-paint.ts';
import { createPageStorage, type PageStorage } from './page/page-storage.ts';
import { createWitness, type Witness } from './page/witness.ts';
import { createSession, type Session } from './session.ts';
import { createStore, type Store, useStore } from './store.ts';
import { createThreadController, type ThreadController } from './thread-controller.ts';
import { firstView, foldedKey, mutedKey, type View } from './view.ts';
import { createDrafts, type Drafts } from './writing/drafts.ts';

export type WidgetSettings = Omit<EmbedSettings, 'open'> & {
  opening: Opening | null;
  emit: (event: string, detail: unknown) => void;
};

/** Everything that one mounted widget is made of. */
export type Widget = {
  settings: WidgetSettings;
  store: Store<View>;
  clock: Store<{ now: number }>;
  api: ReaderClient;
  session: Session;
  storage: PageStorage;
  /** What is kept until the reader closes the page's tab. */
  visit: PageStorage;
  thread: ThreadController;
  actions: CommentActions;
  navigation: Navigation;
  witness: Witness;
  drafts(thread: string): Drafts;
  /** Tells those who listen rather than look. */
  say(text: string): void;
  t: Translate;
} & Language;

/** The live side's address beside this module: it is built apart, so its name is known only then. */
declare const LIVE_PATH: string;

/** What arrives while somebody reads is told at most so often, in milliseconds. */
const NEWS_EVERY_MS = 30_000;

/** Puts the parts together. Nothing is loaded or shown yet. */
export function createWidget(settings: WidgetSettings, root: ShadowRoot, language: Language): Widget {
  const t = createTranslate(language.locale, messages, language.words);
  const storage = createPageStorage(() => localStorage);
  const visit = createPageStorage(() => sessionStorage);
  const witness = createWitness(settings.api);
  const session: Session = createSession({
    site: settings.site,
    storage,
    onChange: (reader) => {
      store.set({ reader, muted: new Set(readMuted(reader)) });
      thread.changeReader();
      settings.emit(reader ? 'login' : 'logout', reader);
    },
  });
  const readMuted = (reader: Reader | null) => storage.read<string[]>(mutedKey(settings.site, reader));
  const store = createStore<View>({
    ...firstView(settings.sort, session.reader(), readMuted(session.reader())),
    folded: new Set(visit.read<string[]>(foldedKey(settings.key))),
  });
  const api = createReaderClient({
    baseUrl: settings.api,
    token: session.token,
    fetch: fetchAfter(settings.opening),
    onCall: witness.noteCall,
  });

  async function startLive(): Promise<LiveClient> {
    await afterPaint();
    const { startLive: start }: typeof import('./live-start.ts') = await import(LIVE_PATH);
    const live = start({ baseUrl: settings.api, site: settings.site, token: session.token, api });
    live.onState((state) => {
      const hasComeBack = state.status === 'live' && store.get().live.status !== 'live';
      store.set({ live: state });
      if (hasComeBack && state.reconnects > 0) void thread.refreshMine();
    });
    store.set({ live: live.state() });
    return live;
  }

  const bringIn = (id: string, isPassed?: boolean) =>
    loadForms().then(
      (forms) => forms.bringIn({ api, store }, id, isPassed),
      () => false,
    );

  let drafts: Drafts | undefined;
  let toldAt = 0;
  let untold = 0;
  function tellNews(count: number): void {
    untold = Math.max(0, untold + count);
    if (untold === 0 || Date.now() - toldAt < NEWS_EVERY_MS) return;
    toldAt = Date.now();
    say(t('newComments', { count: untold }));
    untold = 0;
  }

  function say(text: string): void {
    // The same words again are heard only when they differ.
    store.set({ said: store.get().said === text ? `${text}\u00a0` : text });
  }

  const thread = createThreadController({
    api,
    settings,
    store,
    session,
    startLive,
    keepPlace: () =>
      loadForms().then(
        (forms) => forms.keepPlace(root),
        () => ({ id: null, restore: () => {} }),
      ),
    bringIn,
    onNews: tellNews,
    onMine: (reader, mine) => void loadForms().then(({ takeMuted }) => takeMuted(widget, reader, mine)),
  });

  const actions = createCommentActions({
    api,
    settings,
    session,
    update: thread.update,
    noteOwnChange: thread.noteOwnChange,
  });

  const widget: Widget = {
    settings,
    store,
    clock: createStore({ now: Date.now() }),
    api,
    session,
    storage,
    visit,
    thread,
    actions,
    navigation: createNavigation({
      store,
      url: settings.url,
      bringIn,
    }),
    witness,
    drafts: (id) => {
      drafts ??= createDrafts({ storage, thread: id, now: Date.now, makeKey: makeTicket });
      return drafts;
    },
    say,
    t,
    ...language,
  };
  return widget;
}

const WidgetContext = createContext<Widget | null>(null);
export const WidgetProvider = WidgetContext.Provider;

export function useWidget(): Widget {
  const widget = useContext(WidgetContext);
  if (!widget) throw new Error('a component stands outside of a widget');
  return widget;
}

export function useView<const S>(select: (view: View) => S): S {
  return useStore(useWidget().store, select);
}

/** The embed has asked for the first slice already; whoever asks for the same gets that answer, once. */
function fetchAfter(opening: Opening | null): typeof fetch {
  let first = opening;
  return (input, init) => {
    if (!first || first.url !== input) return fetch(input, init);
    const { response } = first;
    first = null;
    return response;
  };
}
