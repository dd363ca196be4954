import type { Comment } from '@parley/contracts/objects';
import { onDemandMessages } from '../messages/en-on-demand.ts';
import { createTranslate } from '../messages/translate.ts';
import { mutedKey, withMember } from '../view.ts';
import type { Widget } from '../widget.ts';

/** Whoever mutes more than this forgets the first: the list lives in the page's storage. */
const MUTED_MAX = 500;

/** Mutes whoever wrote a comment, and leaves the focus with what is left of it. */
export function mute(widget: Widget, { id, author }: Comment): void {
  const { store, say, locale, words } = widget;
  if (!author) return;
  setMuted(widget, author.id, true);
  say(createTranslate(locale, onDemandMessages, words)('mutedNote', { name: author.name }));
  store.set({ target: { id, mayScroll: false } });
}

/** Has the comments of an author folded away for this reader on this site, or shown again. Nobody else notices. */
export function setMuted({ store, storage, settings }: Widget, author: string, isMuted: boolean): void {
  const muted = withMember(store.get().muted, author, isMuted);
  storage.write(mutedKey(settings.site), [...muted].slice(-MUTED_MAX));
  store.set({ muted });
}
