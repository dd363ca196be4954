import { NAME_MAX_LENGTH } from '@parley/contracts/limits';
import { pathOf } from './addresses.ts';
import type { Language } from './language.ts';
import { html, type Markup } from './markup.ts';

/** What is in the form: what was typed is shown again when it could not be taken. */
export type FormState = {
  thread: string;
  /** Makes the comment once, however often the form is sent. */
  key: string | Markup;
  parent: string | null;
  name: string;
  body: string;
  maxLength: number;
  /** What the thread is to be of, where it is not there yet. */
  page: { site: string; key: string; url: string; title: string } | null;
  premoderated: boolean;
};

/** The form by which a guest posts: a name, a text, and what makes sending it twice harmless. */
export function commentForm({ t, carried }: Language, state: FormState): Markup {
  const { page, parent, premoderated } = state;
  const action = pathOf(state.thread, { lang: carried });
  // A text area drops the first line break of its content: the one written here is that.
  return html`<form class="write" method="post" action="${action}" accept-charset="utf-8">
<input type="hidden" name="key" value="${state.key}">
${parent !== null && html`<input type="hidden" name="parent" value="${parent}">\n`}${
  page !== null &&
  html`<input type="hidden" name="site" value="${page.site}"><input type="hidden" name="page" value="${page.key}"><input type="hidden" name="url" value="${page.url}"><input type="hidden" name="title" value="${page.title}">\n`
}<p><label for="name">${t('name')}</label>
<input id="name" name="name" value="${state.name}" required maxlength="${NAME_MAX_LENGTH}" dir="auto" autocomplete="nickname"></p>
<p><label for="body">${t(parent === null ? 'yourComment' : 'yourReply')}</label>
<textarea id="body" name="body" rows="6" required maxlength="${state.maxLength}" dir="auto" aria-describedby="about-body">
${state.body}</textarea></p>
<p id="about-body" class="hint">${t('marks')} ${premoderated && t('reason.premoderation')}</p>
<p class="unseen" aria-hidden="true"><label for="website">${t('leaveEmpty')}</label>
<input id="website" name="website" tabindex="-1" autocomplete="off"></p>
<p><button type="submit">${t('post')}</button></p>
</form>`;
}
