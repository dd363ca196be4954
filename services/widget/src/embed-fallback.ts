import type { Mounted } from './app.tsx';
import type { EmbedSettings, Opening } from './embed-settings.ts';
import { embedWords } from './messages/embed.ts';

export type FallbackSettings = EmbedSettings & { opening: Opening; retry: () => void };

/**
 * What stands in place of the comments when the app cannot be loaded: what happened, a way to try again and the
 * ways that need no script, at once; and the panel for readers in trouble if its script comes.
 */
export async function showFallback(
  shadow: ShadowRoot,
  settings: FallbackSettings,
  isWanted: () => boolean,
): Promise<Mounted | null> {
  const { api, lang, contact, retry } = settings;
  const section = element('section');
  for (section.lang of [lang, ...navigator.languages, 'en'].map((tag) => tag.slice(0, 2)))
    if (embedWords[section.lang]) break;
  section.dir = /ar|he/.test(section.lang) ? 'rtl' : 'ltr';
  const [missing, again, plainPage, report] = (embedWords[section.lang] as string).split('|');
  const button = element('button', again);
  button.onclick = retry;
  section.append(
    element('h2', missing),
    button,
    link(settings.plainPage, plainPage),
    link(settings.helpPage, report),
    contact ? link(`mailto:${contact}`, contact) : '',
  );
  shadow.replaceChildren(section);
  const help: typeof import('./help/help.tsx') = await import(`${api}/help.js`);
  return isWanted() ? help.mount(shadow, settings) : null;
}

function link(address: string, text?: string): HTMLElement {
  const made = element('a', text);
  made.href = address;
  return made;
}

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, text = ''): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
