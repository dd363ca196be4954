import type { Language } from './language.ts';
import { layout, troubleLine } from './layout.ts';
import { html } from './markup.ts';
import { UNLISTED } from './problem-page.ts';

/** What goes wrong, as readers see it, the most frequent first; `ask.` and `answer.` of each are in `words/`. */
const TROUBLES = [
  'missing',
  'forbidden',
  'gone',
  'late',
  'session',
  'wait',
  'forgotten',
  'clock',
  'report',
] as const;

/** "If commenting does not work", for readers. Needs neither the store nor a script. */
export function helpPage(language: Language): string {
  const { t } = language;
  const title = t('help');
  const button = t('post');
  const body = html`<header class="masthead"><h1>${title}</h1></header>
<main>
${TROUBLES.map((trouble) => html`<section><h2>${t(`ask.${trouble}`, { button })}</h2><p>${t(`answer.${trouble}`)}</p></section>\n`)}
<section><h2>${t('ask.else')}</h2>
<p>${t('answer.else')}</p>
${troubleLine(language, null, null)}</section>
</main>`;
  return layout(language, { title, ...UNLISTED, body });
}
