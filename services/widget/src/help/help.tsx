/**
 * `help.js`: built by itself, for pages on which the app could not be loaded. Says what happened and what to do, in
 * the reader's language, and takes their report.
 */

import { directionOf, loadLanguage } from '@parley/contracts/messages/language';
import { render } from 'preact';
import { useEffect, useLayoutEffect, useState } from 'preact/hooks';
import type { Mounted } from '../app.tsx';
import type { FallbackSettings } from '../embed-fallback.ts';
import { createPageStorage } from '../page/page-storage.ts';
import { keepTheme } from '../page/theme.ts';
import { createWitness } from '../page/witness.ts';
import baseStyle from '../styles/base.css';
import helpStyle from '../styles/help.css';
import mediaStyle from '../styles/media.css';
import formsStyle from '../styles/on-demand.css';
import tokenStyle from '../styles/tokens.css';
import writingStyle from '../styles/writing.css';
import { HelpPanel, type HelpPlace } from './HelpPanel.tsx';
import { GravestNoticed } from './Noticed.tsx';
import { openDesk, sendWaitingReports } from './open-desk.ts';
import { helpWords } from './words.ts';

/** Takes the place of what `embed.js` has shown by itself. */
export async function mount(shadow: ShadowRoot, settings: FallbackSettings): Promise<Mounted> {
  const language = await loadLanguage([settings.lang, ...navigator.languages]);
  const t = helpWords(language);
  const ending = new AbortController();
  const desk = openDesk(settings, factsOf(settings, ending.signal), {
    findDraft: () => null,
    readThread: () => null,
  });
  const { api, contact } = settings;
  const place: HelpPlace = { desk, t, locale: language.locale, api, host: new URL(api).host, contact };
  keepTheme(shadow.host as HTMLElement, settings.theme, ending.signal);
  for (const event of ['online', 'offline'])
    addEventListener(event, desk.diagnosis.look, { signal: ending.signal });
  sendWaitingReports(settings.api);

  // A place of its own: when the app comes after all, its drawing begins on empty ground.
  const ground = document.createElement('div');
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(tokenStyle + baseStyle + writingStyle + formsStyle + helpStyle + mediaStyle);
  shadow.adoptedStyleSheets = [sheet];
  shadow.replaceChildren(ground);
  render(<NotLoaded place={place} settings={settings} />, ground);
  return {
    unmount() {
      render(null, ground);
      ending.abort();
      desk.end();
    },
    login() {},
    logout() {},
  };
}

function NotLoaded({ place, settings }: { place: HelpPlace; settings: FallbackSettings }) {
  const { desk, t, locale, host } = place;
  const [isAsking, setAsking] = useState(false);
  useEffect(() => void desk.askWhy(), [desk]);
  // Before the next paint: the connection may be back sooner than that.
  useLayoutEffect(() => {
    // Whoever is telling us about it is not interrupted.
    if (isAsking) return;
    addEventListener('online', settings.retry);
    return () => removeEventListener('online', settings.retry);
  }, [isAsking, settings.retry]);
  const ask = () => setAsking(true);
  return (
    <section
      class="parley"
      lang={locale}
      dir={directionOf(locale) === 'rtl' ? 'rtl' : undefined}
      aria-labelledby="heading"
    >
      <header class="header">
        <h2 id="heading">{t('comments')}</h2>
      </header>
      <div class="failure ui" role="alert">
        <p>{t('failed')}</p>
        <GravestNoticed diagnosis={desk.diagnosis} t={t} host={host} />
        <button type="button" class="primary" onClick={settings.retry}>
          {t('retry')}
        </button>
        <button type="button" class="quiet" onClick={ask}>
          {t('reportThis')}
        </button>
      </div>
      <footer class="foot ui">
        <button type="button" class="quiet" onClick={ask}>
          {t('report')}
        </button>
        <a href={settings.plainPage}>{t('plainPage')}</a>
      </footer>
      {isAsking && <HelpPanel place={place} onEnd={() => setAsking(false)} />}
    </section>
  );
}

/** What can be told without the app: that it is missing, how the first slice fared, and what the page forbids. */
function factsOf({ api, opening }: FallbackSettings, signal: AbortSignal) {
  const storage = createPageStorage(() => localStorage);
  const witness = createWitness(api);
  const note = (status: number, requestId: string | null) =>
    witness.noteCall({ method: 'GET', route: '/v1/threads', status, ms: 0, requestId });
  opening.response.then(
    (response) => note(response.status, response.headers.get('x-request-id')),
    () => note(0, null),
  );
  document.addEventListener(
    'securitypolicyviolation',
    (event) => witness.noteViolation(event.effectiveDirective, event.blockedURI),
    { signal },
  );
  return () => ({
    isStorageBlocked: storage.isBlocked,
    hasSessionExpired: false,
    isScriptMissing: true,
    isOriginRefused: false,
    live: null,
    behindMs: 0,
    calls: [...witness.calls],
    errors: [],
    cspViolations: [...witness.cspViolations],
  });
}
