/** Keys that lead into fields and out of them. */

import type { Desk } from './desk.ts';

/** Into the first such field of the room, wherever it is folded away. */
export function focusField({ focusWish }: Pick<Desk, 'focusWish'>, selector: string): void {
  const field = document.querySelector<HTMLElement>(selector);
  if (field === null) return;
  // What was wished for a moment ago must not take the focus from here.
  focusWish.value = null;
  const folded = field.closest('details');
  if (folded) folded.open = true;
  field.focus();
  field.scrollIntoView({ block: 'nearest' });
}

/** Sends the form around what has the focus, unless its button says that there is nothing to send. */
export function send(): void {
  const form = document.activeElement?.closest('form');
  const button = form?.querySelector('[type=submit]');
  if (button?.matches(':disabled, [aria-disabled=true]')) return;
  form?.requestSubmit();
}
