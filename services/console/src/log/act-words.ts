import type { Act } from '@parley/contracts/act-objects';
import { capital } from '../names.ts';
import { acts as words } from './words.ts';

type Facts = Act['after'];

/** What somebody did, after their name: `banned alice until 3 Jun 2026`. */
export function actWords(act: Act): string {
  const { name } = act.subject;
  switch (act.kind) {
    case 'settings-changed':
      return words.settings(name, fieldsOf(act).map(fieldWords).join(', '));
    case 'author-sanctioned':
      return sanctionWords(name, act.after);
    case 'sanction-lifted': {
      const kind = String(act.before.kind ?? '');
      return words.lifted(words.sanctionNames[kind] ?? kind, name);
    }
    case 'thread-updated':
      return words.thread(name, threadWords(act.after));
    case 'comment-pinned':
      return words.pinned(name);
    case 'comment-unpinned':
      return words.unpinned(name);
    case 'note-added':
      return words.noted(name);
    case 'note-removed':
      return words.noteRemoved(name, String(act.before.by ?? ''));
  }
}

/** What was before and what is now, a line a field; for settings only, where the sentence does not say it. */
export function actChanges(act: Act): string[] {
  if (act.kind !== 'settings-changed') return [];
  return fieldsOf(act).map((field) =>
    words.change(capital(fieldWords(field)), valueWords(act.before[field]), valueWords(act.after[field])),
  );
}

/** `maxLength` as people read it: `max length`. */
export function fieldWords(field: string): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function fieldsOf({ before, after }: Act): string[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])];
}

function sanctionWords(name: string, { kind, until, removeDays }: Facts): string {
  const verb = kind === 'ban' ? words.ban : kind === 'mute' ? words.mute : words.premoderate;
  const end =
    typeof until === 'number' || typeof until === 'string' ? words.until(dateOf(until)) : words.untilLifted;
  const removed = typeof removeDays === 'number' ? `, ${words.removed(removeDays)}` : '';
  return `${verb(name)} ${end}${removed}`;
}

function threadWords({ state, premoderation, slowModeSeconds }: Facts): string {
  const parts: string[] = [];
  if (state === 'closed') parts.push(words.closed);
  if (state === 'open') parts.push(words.reopened);
  if (premoderation === null) parts.push(words.premoderationOfSite);
  else if (premoderation !== undefined)
    parts.push(words.premoderation[String(premoderation)] ?? String(premoderation));
  if (typeof slowModeSeconds === 'number') parts.push(words.slow(slowModeSeconds));
  return parts.join(', ');
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return words.nothing;
  return Array.isArray(value) ? words.lines(value.length) : String(value);
}

function dateOf(at: number | string): string {
  const form = { day: 'numeric', month: 'short', year: 'numeric' } as const;
  return new Intl.DateTimeFormat('en-GB', form).format(new Date(at));
}
