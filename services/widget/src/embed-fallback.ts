import type { Mounted } from './app.tsx';
import type { EmbedSettings, Opening } from './embed-settings.ts';
import { embedMessages as say } from './messages/embed.ts';

export type FallbackSettings = EmbedSettings & { opening: Opening; retry: () => void };

/**
 * What stands in place of the comments when the app cannot be loaded: what happened, a way to try again and the
 * ways that need no script, at once; and the panel for readers in trouble, in their language, if its script comes.
 */
export async function showFallback(
  shadow: ShadowRoot,
  settings: FallbackSettings,
  isWanted: () => boolean,
): Promise<Mounted | null> {
  const again = element('button', say.retry);
  again.onclick = settings.retry;
  const copy = element('button', say.copy);
  copy.onclick = () =>
    navigator.clipboard?.writeText(`script-blocked ${settings.helpPage} ${navigator.userAgent}`).then(() => {
      copy.textContent = say.copied;
    });
  const section = element('section');
  section.lang = 'en';
  section.dir = 'ltr';
  section.append(
    element('h2', say.heading),
    element('p', navigator.onLine ? say.notLoaded + settings.api : say.offline),
    again,
    link(settings.plainPage, say.plainPage),
    link(settings.helpPage, say.report),
    settings.contact ? link(`mailto:${settings.contact}`, settings.contact) : '',
    copy,
  );
  shadow.replaceChildren(section);
  const help: typeof import('./help/help.tsx') = await import(`${settings.api}/help.js`);
  return isWanted() ? help.mount(shadow, settings) : null;
}

function link(address: string, text: string): HTMLElement {
  const made = element('a', text);
  made.href = address;
  return made;
}

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, text = ''): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
