/** The changes in a form that decide on a text, as they would be saved. Pure. */
import type { TriedSettings } from '@parley/contracts/site-settings';
import type { Draft } from './fields.ts';

/** Named one by one, so that the compiler asks about a rule that comes to be. */
const TRIED: Record<keyof TriedSettings, true> = {
  maxLength: true,
  premoderation: true,
  trustedAfter: true,
  linksForNewAuthors: true,
  linksForTrusted: true,
  bannedWords: true,
  suspectWords: true,
  allowedWords: true,
  rejectedMin: true,
  rejectedPercent: true,
};

/** Undefined where nothing of the draft is about texts. */
export function triedRules(draft: Draft): TriedSettings | undefined {
  const entries = Object.entries(tidy(draft)).filter(([name]) => Object.hasOwn(TRIED, name));
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** Empty lines are for the eye. */
export function tidy(draft: Draft): Draft {
  const entries = Object.entries(draft).map(([name, value]) => [
    name,
    Array.isArray(value) ? value.map((line) => line.trim()).filter((line) => line !== '') : value,
  ]);
  return Object.fromEntries(entries);
}
