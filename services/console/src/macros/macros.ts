/**
 * A moderator's own decisions on a number key: what to do, the reason for the author, the note for the others. Kept
 * in this browser where it keeps anything at all.
 */
import { NOTE_MAX_LENGTH } from '@parley/contracts/limits';
import { type Signal, signal } from '@preact/signals';

export const MACRO_ACTIONS = ['approve', 'reject', 'spam', 'escalate'] as const;
export type MacroAction = (typeof MACRO_ACTIONS)[number];
/** Reasons and notes are empty where there is none. */
export type Macro = { action: MacroAction; reason: string; note: string };
export type Macros = {
  list: Signal<readonly Macro[]>;
  /** False when the browser does not keep them: they hold until the page is left. */
  keep: (macros: readonly Macro[]) => boolean;
};

/** One for each key from 1 to 9. */
export const MACROS_MAX = 9;
/** The contract's limit on a decision's reason, in characters. */
export const REASON_MAX_LENGTH = 200;

export function createMacros(
  moderator: string,
  storage: Pick<Storage, 'getItem' | 'setItem'> = localStorage,
): Macros {
  const keptAs = `parley-console-macros-${moderator}`;
  const list = signal(read(keptAs, storage));
  return {
    list,
    keep: (macros) => {
      list.value = macros.slice(0, MACROS_MAX);
      try {
        storage.setItem(keptAs, JSON.stringify(list.value));
        return true;
      } catch {
        return false;
      }
    },
  };
}

function read(keptAs: string, storage: Pick<Storage, 'getItem'>): readonly Macro[] {
  try {
    return parseMacros(JSON.parse(storage.getItem(keptAs) ?? '[]'));
  } catch {
    return [];
  }
}

/** Only what is a macro: an older or a newer console may have written it. */
export function parseMacros(kept: unknown): readonly Macro[] {
  if (!Array.isArray(kept)) return [];
  return kept.flatMap(parseMacro).slice(0, MACROS_MAX);
}

function parseMacro(kept: unknown): Macro[] {
  if (typeof kept !== 'object' || kept === null) return [];
  const { action, reason, note } = kept as Record<string, unknown>;
  const known = MACRO_ACTIONS.find((one) => one === action);
  if (known === undefined) return [];
  return [
    {
      action: known,
      reason: typeof reason === 'string' ? reason.slice(0, REASON_MAX_LENGTH) : '',
      note: typeof note === 'string' ? note.slice(0, NOTE_MAX_LENGTH) : '',
    },
  ];
}
