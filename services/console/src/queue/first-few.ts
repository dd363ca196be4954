import { notices as words } from './words.ts';

/** A notice that lists more than this covers what it speaks of. */
const LISTED_MAX = 5;

/** The first lines of many, and how many more there are. */
export function firstFew(lines: readonly string[]): string[] {
  if (lines.length <= LISTED_MAX) return [...lines];
  return [...lines.slice(0, LISTED_MAX), words.andMore(lines.length - LISTED_MAX)];
}
