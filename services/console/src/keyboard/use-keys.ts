import { useEffect } from 'preact/hooks';
import { runCommand } from '../desk/commands.ts';
import type { Desk } from '../desk/desk.ts';
import { type Prefix, readKey } from './read-key.ts';
import { singleKeys } from './single-keys.ts';

/** Listens to the keyboard while the rooms are shown. What is typed into a field is left alone. */
export function useKeys(desk: Desk): void {
  useEffect(() => {
    let prefix: Prefix = null;
    const onKey = (event: KeyboardEvent) => {
      const isEscape = event.key === 'Escape';
      if (event.defaultPrevented || event.isComposing) return;
      if (isPaletteKey(event)) {
        // In a dialog it does nothing here; the browser's own search must not open either.
        event.preventDefault();
        if (!isInDialog()) runCommand(desk, 'palette');
        return;
      }
      if (isSendKey(event)) {
        event.preventDefault();
        runCommand(desk, 'send');
        return;
      }
      if (isInDialog() || (desk.panels.rejecting.value && !isEscape)) return;
      const target = event.target instanceof Element ? event.target : null;
      if (isField(target)) {
        if (isEscape && target instanceof HTMLElement) {
          target.blur();
          runCommand(desk, 'back');
        }
        return;
      }
      if (!singleKeys.value && !isEscape) return;
      // A button or a link that has the focus takes Enter for itself.
      if (event.key === 'Enter' && target !== document.body && !target?.closest('[data-row]')) return;
      const read = readKey(prefix, {
        key: event.getModifierState('CapsLock') ? event.key.toLowerCase() : event.key,
        isRepeat: event.repeat,
        hasModifier: event.ctrlKey || event.metaKey || event.altKey,
        at: event.timeStamp,
      });
      prefix = read.prefix;
      if (read.command === null) return;
      event.preventDefault();
      runCommand(desk, read.command);
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  }, [desk]);
}

/** Not a single key: it holds where those are switched off, and in fields. */
function isPaletteKey({ key, ctrlKey, metaKey, altKey, shiftKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'k' && (ctrlKey || metaKey) && !altKey && !shiftKey;
}

/** In a field only: elsewhere it is the browser's. */
function isSendKey({ key, ctrlKey, metaKey, altKey, shiftKey, target }: KeyboardEvent): boolean {
  if (key !== 'Enter' || !(ctrlKey || metaKey) || altKey || shiftKey) return false;
  return target instanceof Element && isField(target) && target.closest('form') !== null;
}

/** A modal dialog has all keys to itself. */
function isInDialog(): boolean {
  return document.querySelector('dialog[open]') !== null;
}

function isField(target: Element | null): boolean {
  return target?.closest('input:not([type=checkbox]), textarea, select, [contenteditable]') != null;
}
