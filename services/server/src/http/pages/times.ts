import { html, type Markup } from './markup.ts';

const SHOWN = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  timeZone: 'UTC',
});

/** The exact time, for the page is kept and a time that counts from now would not stay true. */
export function time(at: string): Markup {
  return html`<time datetime="${at}">${SHOWN.format(new Date(at))} UTC</time>`;
}
