/** What the palette offers: what can be done now, where one can go, and what stands in the list. */
import type { DecisionAction } from '@parley/contracts/objects';
import { authorOf, runCommand, runMacro } from '../desk/commands.ts';
import type { Desk } from '../desk/desk.ts';
import { excerptOf } from '../item/excerpt.ts';
import { type Command, KEYS, type Key } from '../keyboard/key-table.ts';
import { macroName } from '../macros/words.ts';
import { shell } from '../messages.ts';
import { actionNames, groupTitle } from '../names.ts';
import { type Place, withOpened } from '../place/place.ts';
import { wholeLane } from '../place/queue-place.ts';
import { nameOf } from '../queue/decision-notices.ts';
import { palette as words } from './words.ts';

export type PaletteEntry = { id: string; group: string; text: string; press: string | null; run: () => void };

/** Read once when the palette opens, so that nothing moves under the hand. */
export function paletteEntries(desk: Desk): PaletteEntry[] {
  return [
    ...macroEntries(desk),
    ...commandEntries(desk),
    ...filterEntries(desk),
    ...siteEntries(desk),
    { id: 'leave', group: words.act, text: shell.signOut, press: null, run: () => void desk.leave() },
    ...itemEntries(desk),
  ];
}

/** What means nothing without an item that is open. */
const ABOUT_ITEM: readonly Command[] = ['note', 'mark', 'mark-range', 'undo-shown'];

/** Commands that mean nothing from here: what moves the selection, and the palette itself. */
const LEFT_OUT: readonly Command[] = ['next', 'previous', 'open', 'back', 'palette', 'send'];

function commandEntries(desk: Desk): PaletteEntry[] {
  const keys = new Map(KEYS.filter(({ group }) => group !== 'Macros').map((key) => [key.command, key]));
  return [...keys.values()]
    .filter((key) => !LEFT_OUT.includes(key.command) && isOffered(desk, key))
    .map(({ command, words: text, press, group }) => ({
      id: command,
      group: group === 'Go' ? words.go : words.act,
      text: group === 'Go' ? words.goTo(text) : text,
      press,
      run: () => runCommand(desk, command),
    }));
}

function isOffered(desk: Desk, { command }: Key): boolean {
  if (command in actionNames) return offeredActions(desk).includes(command as DecisionAction);
  if (command === 'compare') return Boolean(desk.openedItem.value?.comment.editedAt);
  if (command === 'close-thread') return desk.navigation.place.value.view === 'threads';
  if (command === 'write') return document.querySelector('[data-write]') !== null;
  if (command === 'sanction') return authorOf(desk) !== null;
  return !ABOUT_ITEM.includes(command) || desk.openedItem.value !== null;
}

/** For several marked ones each answers for itself. */
function offeredActions(desk: Desk): readonly DecisionAction[] {
  const item = desk.openedItem.value;
  const entry = item && desk.details.entries.value[item.id];
  return entry?.status === 'ready' ? entry.detail.actions : [];
}

function macroEntries(desk: Desk): PaletteEntry[] {
  const offered = offeredActions(desk);
  return desk.macros.list.value.flatMap((macro, place) =>
    offered.includes(macro.action)
      ? [
          {
            id: `macro-${place}`,
            group: words.macros,
            text: macroName(macro),
            press: String(place + 1),
            run: () => runMacro(desk, place),
          },
        ]
      : [],
  );
}

function filterEntries(desk: Desk): PaletteEntry[] {
  const item = desk.openedItem.value;
  if (item === null) return [];
  const list = wholeLane('open', item.site);
  const author = item.comment.author;
  const go = (id: string, text: string, place: typeof list) => [
    { id, group: words.go, text, press: null, run: () => desk.navigation.go(place) },
  ];
  return [
    ...(author ? go('author', words.ofAuthor(author.name), { ...list, author: author.id }) : []),
    ...go('thread', words.ofThread(item.thread.title), { ...list, thread: item.thread.id }),
  ];
}

function siteEntries(desk: Desk): PaletteEntry[] {
  const { sites } = desk.moderator;
  if (sites.length < 2) return [];
  return [null, ...sites].map((site) => ({
    id: `site-${site ?? ''}`,
    group: words.sites,
    text: site ?? shell.allSites,
    press: null,
    run: () => desk.navigation.go({ ...withOpened(desk.navigation.place.value, null), site }),
  }));
}

/** What stands in the list of the room, by its name. */
function itemEntries(desk: Desk): PaletteEntry[] {
  const place = desk.navigation.place.value;
  return listed(desk, place).map(({ id, text }) => ({
    id: `item-${id}`,
    group: words.items,
    text,
    press: null,
    run: () => desk.navigation.go(withOpened(place, id)),
  }));
}

function listed(desk: Desk, { view }: Place): { id: string; text: string }[] {
  switch (view) {
    case 'queue':
      return desk.queue.state.value.rows.map(({ item }) => ({
        id: item.id,
        text: `${nameOf(item)}: ${excerptOf(item.comment)}`,
      }));
    case 'issues':
      return desk.issues.state.value.groups.map(({ id, title }) => ({ id, text: groupTitle(title) }));
    case 'threads':
      return desk.threads.list.entries.value.map(({ id, title, url }) => ({ id, text: title || url }));
    case 'people':
      return desk.people.entries.value.map(({ id, name }) => ({ id, text: name }));
    default:
      return [];
  }
}
