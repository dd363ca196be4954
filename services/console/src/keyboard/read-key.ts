/** Turns key presses into commands. Pure: the time and what was pressed before go in, and come out. */
import { type Command, KEYS, type Key } from './key-table.ts';

export type Press = { key: string; isRepeat: boolean; hasModifier: boolean; at: number };
/** The first key of two, and when it was pressed (milliseconds). */
export type Prefix = { key: string; at: number } | null;

/** Time for the second key. Longer, and a forgotten `g` would change what the next key means. */
export const SECOND_KEY_WITHIN_MS = 1_500;

const PREFIXES = new Set(KEYS.filter((key) => key.press.includes(' ')).map((key) => firstOf(key)));

/**
 * A key that follows a prefix in time is only ever the second of the two, known or not: `g` and then `s` by
 * mistake must not mark anything as spam.
 */
export function readKey(prefix: Prefix, press: Press): { prefix: Prefix; command: Command | null } {
  if (press.hasModifier) return { prefix: null, command: null };
  const isSecond = prefix !== null && press.at - prefix.at <= SECOND_KEY_WITHIN_MS;
  const wanted = isSecond ? `${prefix.key} ${press.key}` : press.key;
  const key = KEYS.find((one) => one.press === wanted);
  if (key) return { prefix: null, command: press.isRepeat && !key.repeats ? null : key.command };
  if (!isSecond && PREFIXES.has(press.key)) {
    return { prefix: { key: press.key, at: press.at }, command: null };
  }
  return { prefix: null, command: null };
}

function firstOf(key: Key): string {
  return key.press.slice(0, key.press.indexOf(' '));
}
