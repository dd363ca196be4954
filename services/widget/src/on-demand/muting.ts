import { formCalls } from '@parley/contracts/client/form-calls';
import { MUTES_MAX } from '@parley/contracts/limits';
import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import { createTranslate } from '@parley/contracts/messages/translate';
import type { Comment, Mine, Reader } from '@parley/contracts/objects';
import { mutedKey, withMember } from '../view.ts';
import type { Widget } from '../widget.ts';
import { asApiError } from '../writing/send.ts';

/** Mutes whoever wrote a comment, and leaves the focus with what is left of it. */
export function mute(widget: Widget, { id, author }: Comment): void {
  const { store, say, locale, words } = widget;
  if (!author) return;
  void setMuted(widget, author.id, true);
  say(createTranslate(locale, onDemandMessages, words)('mutedNote', { name: author.name }));
  store.set({ target: { id, mayScroll: false } });
}

/**
 * Has the comments of an author folded away for this reader on this site, or shown again. Nobody else notices. Of a
 * reader who has signed in the server keeps it, and what it could not be told yet is told with the next visit.
 */
export async function setMuted(widget: Widget, author: string, isMuted: boolean): Promise<void> {
  const { session, api, thread } = widget;
  const reader = session.reader();
  show(widget, reader, author, isMuted);
  if (!isKnown(reader)) return;
  thread.noteOwnChange();
  try {
    await formCalls(api.call).mute(author, isMuted);
  } catch (reason) {
    if (!asApiError(reason).isPassing) return;
    if (isMuted) keepForLater(widget, author);
    else show(widget, reader, author, true);
  }
  thread.noteOwnChange();
}

/**
 * Whom a signed-in reader has muted is for the server to say. It is told whom they muted before they signed in, or while
 * it could not be reached.
 */
export async function takeMuted(widget: Widget, reader: Reader, { muted }: Mine): Promise<void> {
  const { session, storage, settings, store, api } = widget;
  const isStill = () => session.reader()?.id === reader.id;
  if (!isKnown(reader) || !muted || !isStill()) return;
  store.set({ muted: new Set(muted) });
  storage.write(mutedKey(settings.site, reader), muted);
  const key = mutedKey(settings.site, null);
  for (const author of storage.read<string[]>(key) ?? []) {
    try {
      await formCalls(api.call).mute(author);
    } catch (reason) {
      // One that the server refuses is of no use there; the others wait for a better moment.
      if (asApiError(reason).isPassing) return;
    }
    if (!isStill()) return;
    storage.write(
      key,
      (storage.read<string[]>(key) ?? []).filter((one) => one !== author),
    );
    show(widget, reader, author, true);
  }
}

function show(
  { store, storage, settings }: Widget,
  reader: Reader | null,
  author: string,
  isMuted: boolean,
): void {
  const muted = withMember(store.get().muted, author, isMuted);
  storage.write(mutedKey(settings.site, reader), [...muted].slice(-MUTES_MAX));
  store.set({ muted });
}

/** Whether the server keeps whom they mute: a guest is another reader on every device. */
function isKnown(reader: Reader | null): reader is Reader {
  return reader !== null && reader.badge !== 'guest';
}

function keepForLater({ storage, settings }: Widget, author: string): void {
  const key = mutedKey(settings.site, null);
  const waiting = storage.read<string[]>(key) ?? [];
  storage.write(key, [...waiting.filter((one) => one !== author), author].slice(-MUTES_MAX));
}
