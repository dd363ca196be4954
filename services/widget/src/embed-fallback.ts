import type { EmbedSettings } from './embed-settings.ts';
import { makeTicket } from './make-ticket.ts';
import { embedMessages as say } from './messages/en.ts';

/**
 * What stands in place of the comments when the app cannot be loaded: what happened, a way to try again, and
 * the report form, with nothing that would have to be loaded.
 */
export function showFallback(shadow: ShadowRoot, settings: EmbedSettings, retry: () => void): void {
  const heading = element('h2', say.heading);
  const what = element('p', navigator.onLine ? say.notLoaded : say.offline);
  const again = element('button', say.retry);
  again.onclick = retry;
  const open = element('button', say.report);
  open.className = 'link';
  open.onclick = () => open.replaceWith(reportForm(settings));
  const section = element('section');
  const plain = element('a', say.plainPage);
  plain.href = settings.plainPage;
  section.append(heading, what, again, plain, open);
  shadow.replaceChildren(section);
}

function reportForm(settings: EmbedSettings): HTMLElement {
  const ticket = makeTicket();
  const form = element('form');
  const label = element('label', say.reportLabel);
  const message = element('textarea');
  message.rows = 4;
  message.maxLength = 4000;
  label.append(message);
  const send = element('button', say.send);
  const status = element('p');
  status.setAttribute('role', 'status');
  form.append(label, send, status);
  form.onsubmit = (event) => {
    event.preventDefault();
    send.disabled = true;
    const report = {
      ticket,
      site: settings.site,
      page: location.origin + location.pathname,
      message: message.value || undefined,
      diagnosis: navigator.onLine ? ['script-blocked'] : ['script-blocked', 'offline'],
      diagnostics: { language: navigator.language, viewport: innerWidth < 520 ? 'narrow' : 'wide' },
    };
    // Plain text needs no preflight, which may be what is broken.
    fetch(`${settings.api}/h`, { method: 'POST', body: JSON.stringify(report), keepalive: true })
      .then((response) => {
        if (!response.ok) throw response;
        status.textContent = `${say.sent} ${ticket}`;
      })
      .catch(() => {
        send.disabled = false;
        status.textContent = `${say.notSent} ${ticket}`;
      });
  };
  return form;
}

function element<Tag extends keyof HTMLElementTagNameMap>(tag: Tag, text = ''): HTMLElementTagNameMap[Tag] {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}
