/** What each command does, whichever key or button it came from. */
import type { DecisionAction, ReviewItem } from '@parley/contracts/objects';
import { lastUndoable } from '../item/undo-standing.ts';
import { actions as words } from '../item/words.ts';
import type { Command, MacroCommand } from '../keyboard/key-table.ts';
import { isEvent } from '../log/log-store.ts';
import { macros as macroWords } from '../macros/words.ts';
import { actionNames } from '../names.ts';
import {
  openedId,
  type Place,
  peoplePlace,
  threadsPlace,
  unfilteredLog,
  withOpened,
} from '../place/place.ts';
import { wholeLane } from '../place/queue-place.ts';
import { neighbour } from '../queue/where-next.ts';
import type { Desk } from './desk.ts';
import { focusField, send } from './fields.ts';

export function runCommand(desk: Desk, command: Command): void {
  if (isMacro(command)) runMacro(desk, Number(command.slice(MACRO_PREFIX.length)) - 1);
  else COMMANDS[command](desk);
}

const MACRO_PREFIX = 'macro-';
const isMacro = (command: Command): command is MacroCommand => command.startsWith(MACRO_PREFIX);

const COMMANDS: Record<Exclude<Command, MacroCommand>, (desk: Desk) => void> = {
  next: (desk) => move(desk, 1),
  previous: (desk) => move(desk, -1),
  open: (desk) => {
    desk.focusWish.value = 'detail';
  },
  back: goBack,
  'let-in': (desk) => {
    if (desk.navigation.place.value.view === 'issues') desk.issues.letIn();
    else desk.queue.letIn();
  },
  approve: (desk) => act(desk, 'approve'),
  reject: (desk) => {
    const { rejecting } = desk.panels;
    rejecting.value = !rejecting.value && mayAct(desk, 'reject');
  },
  spam: (desk) => act(desk, 'spam'),
  escalate: (desk) => act(desk, 'escalate'),
  reopen: (desk) => act(desk, 'reopen'),
  undo: (desk) => void desk.undoer.undoLast(),
  'undo-shown': undoShown,
  show: (desk) => void desk.notices.run('show'),
  note: (desk) => {
    if (desk.openedItem.value !== null) desk.panels.noting.value = true;
    else focusField(desk, '[data-note]');
  },
  write: (desk) => focusField(desk, '[data-write]'),
  send,
  'close-thread': ({ navigation, threads }) => {
    const place = navigation.place.value;
    const thread = threads.detail.value.value?.thread;
    if (place.view !== 'threads' || !thread || thread.id !== place.thread) return;
    void threads.steer({ state: thread.state === 'open' ? 'closed' : 'open' });
  },
  'author-note': () => document.querySelector<HTMLElement>('[data-author-note]')?.focus(),
  sanction: openSanction,
  compare: ({ panels, openedItem }) => {
    if (openedItem.value?.comment.editedAt) panels.comparing.value = !panels.comparing.value;
  },
  mark: toggleMark,
  'mark-range': markRange,
  macros: ({ panels }) => {
    panels.macros.value = true;
  },
  palette: ({ panels }) => {
    panels.palette.value = true;
  },
  'go-queue': (desk) => goTo(desk, wholeLane('open')),
  'go-held': (desk) => goTo(desk, wholeLane('held')),
  'go-flagged': (desk) => goTo(desk, wholeLane('flagged')),
  'go-escalated': (desk) => goTo(desk, wholeLane('escalated')),
  'go-decided': (desk) => goTo(desk, wholeLane('decided')),
  'go-issues': (desk) => goTo(desk, { view: 'issues', group: null, state: null, site: null }),
  'go-log': (desk) => goTo(desk, unfilteredLog(null)),
  'go-threads': (desk) => goTo(desk, threadsPlace(null)),
  'go-people': (desk) => goTo(desk, peoplePlace(null)),
  'go-settings': (desk) => goTo(desk, { view: 'settings', site: null }),
  'go-statistics': (desk) => goTo(desk, { view: 'statistics', days: 7, site: null }),
  filter: (desk) => focusField(desk, '[data-filter]'),
  help: (desk) => {
    desk.panels.help.value = true;
  },
};

/** Decides on the marked items, or on the one that is open. */
export function act(desk: Desk, action: DecisionAction, reason?: string, ownNote = ''): void {
  if (!mayAct(desk, action)) return;
  const items = subjects(desk);
  const written = items.length === 1 ? desk.notes.value[items[0]?.id ?? '']?.trim() : undefined;
  // What was written for this one says more than what is said each time.
  const note = written || ownNote;
  const isMarked = desk.marks.value.size > 0;
  desk.panels.rejecting.value = false;
  desk.panels.noting.value = false;
  void desk.decide(items, action, { ...(reason ? { reason } : {}), ...(note ? { note } : {}) });
  if (isMarked) {
    desk.marks.value = new Set();
    desk.settling.disturb();
  }
  desk.notes.value = Object.fromEntries(
    Object.entries(desk.notes.value).filter(([id]) => !items.some((item) => item.id === id)),
  );
  desk.focusWish.value = 'list';
}

/** What a decision would be about: the items as they are on the screen. */
export function subjects(desk: Desk): ReviewItem[] {
  const { rows } = desk.queue.state.value;
  if (desk.marks.value.size > 0 && desk.navigation.place.value.view === 'queue') {
    return rows.filter((row) => desk.marks.value.has(row.item.id)).map((row) => row.item);
  }
  const item = desk.openedItem.value;
  return item ? [item] : [];
}

/** Offered to those who may: the service has said so with the author. */
function openSanction(desk: Desk): void {
  const entry = desk.authors.entries.value[authorOf(desk) ?? ''];
  if (entry?.status !== 'ready') return;
  const { id, name, site } = entry.value.author;
  if (entry.value.maySanction) desk.panels.sanctioning.value = { id, name, site };
  else desk.notices.tell({ tone: 'told', text: words.sanctionsForLeads });
}

/** Whom the detail pane is about: somebody, or the author of what it shows. */
export function authorOf({ navigation, openedItem }: Desk): string | null {
  const place = navigation.place.value;
  return place.view === 'people' ? place.author : (openedItem.value?.comment.author?.id ?? null);
}

/** What a notice offers to take back, else the latest decision on the item that is open. */
function undoShown(desk: Desk): void {
  if (desk.notices.run('undo-shown')) return;
  const item = desk.openedItem.value;
  const entry = item && desk.details.entries.value[item.id];
  if (!item || entry?.status !== 'ready') return;
  const event = lastUndoable(entry.detail.events, entry.detail.undoable ?? []);
  if (event) void desk.undoer.undoEvent(item, event);
  else desk.notices.tell({ tone: 'told', text: words.nothingToUndo });
}

/** The service says what may be done with the one that is open; of several it answers for each. */
function mayAct(desk: Desk, action: DecisionAction): boolean {
  const items = subjects(desk);
  const [only] = items;
  if (!only) return false;
  if (desk.marks.value.size > 0) return true;
  const entry = desk.details.entries.value[only.id];
  if (entry?.status !== 'ready') return false;
  if (!entry.detail.actions.includes(action)) {
    desk.notices.tell({ tone: 'told', text: words.notOffered(actionNames[action]) });
    return false;
  }
  if (desk.settling.isSettled.value) return true;
  desk.notices.tell({ tone: 'told', text: words.notYet });
  return false;
}

function move(desk: Desk, step: 1 | -1): void {
  const place = desk.navigation.place.value;
  if (place.view === 'log') {
    moveInLog(desk, step);
    return;
  }
  const opened = openedId(place);
  const target =
    place.view === 'queue'
      ? neighbour(desk.queue.state.value, opened, step)
      : neighbourOf(idsIn(desk, place), opened, step);
  if (target === null) return;
  desk.navigation.replace(withOpened(place, target));
  desk.focusWish.value = 'list';
}

/** What is listed in a room, from top to bottom. */
function idsIn(desk: Desk, { view }: Place): string[] {
  if (view === 'threads') return desk.threads.list.entries.value.map(({ id }) => id);
  if (view === 'people') return desk.people.entries.value.map(({ id }) => id);
  return view === 'issues' ? desk.issues.state.value.groups.map(({ id }) => id) : [];
}

function moveInLog(desk: Desk, step: 1 | -1): void {
  const place = desk.navigation.place.value;
  const entries = desk.log.entries.value;
  const target = neighbourOf(
    entries.map((entry) => entry.id),
    desk.log.selected.value,
    step,
  );
  const entry = entries.find((one) => one.id === target);
  if (!entry) return;
  desk.log.selected.value = entry.id;
  desk.navigation.replace(withOpened(place, isEvent(entry) ? entry.item : null));
  desk.focusWish.value = 'list';
}

function neighbourOf(ids: readonly string[], id: string | null, step: 1 | -1): string | null {
  const place = id === null ? -1 : ids.indexOf(id);
  if (place === -1) return ids.at(step === 1 ? 0 : -1) ?? null;
  return ids[place + step] ?? null;
}

/** Out of whatever one is deepest in: a menu, the marks, the detail. */
function goBack(desk: Desk): void {
  const { panels } = desk;
  if (panels.rejecting.value || panels.noting.value) {
    panels.rejecting.value = false;
    panels.noting.value = false;
  } else if (desk.marks.value.size > 0) {
    desk.marks.value = new Set();
  } else if (document.activeElement?.closest('[data-detail]') && hasListBeside()) {
    desk.focusWish.value = 'list';
    return;
  } else if (!hasListBeside()) {
    desk.navigation.go(withOpened(desk.navigation.place.value, null));
  }
  desk.focusWish.value = 'list';
}

function hasListBeside(): boolean {
  return document.querySelector('[data-list]')?.checkVisibility() ?? false;
}

function toggleMark(desk: Desk): void {
  const place = desk.navigation.place.value;
  if (place.view !== 'queue' || place.item === null) return;
  setMark(desk, place.item, !desk.marks.value.has(place.item));
}

/** From the row that was marked last to the one that is open, both included. */
function markRange(desk: Desk): void {
  const place = desk.navigation.place.value;
  if (place.view !== 'queue' || place.item === null) return;
  const ids = desk.queue.state.value.rows.filter((row) => row.leaving === null).map((row) => row.item.id);
  const here = ids.indexOf(place.item);
  const from = ids.indexOf(desk.lastMark.value ?? place.item);
  const range = ids.slice(Math.min(here, from === -1 ? here : from), Math.max(here, from) + 1);
  desk.marks.value = new Set([...desk.marks.value, ...range]);
  desk.lastMark.value = place.item;
}

/** Carries out the macro in this place (from 0) on what is open or marked; says so where there is none. */
export function runMacro(desk: Desk, place: number): void {
  const macro = desk.macros.list.value[place];
  if (macro === undefined) {
    const define = { words: macroWords.define, command: null, run: () => (desk.panels.macros.value = true) };
    desk.notices.tell({ tone: 'told', text: macroWords.none(String(place + 1)), actions: [define] });
    return;
  }
  act(desk, macro.action, macro.reason || undefined, macro.note);
}

export function setMark(desk: Desk, id: string, isMarked: boolean): void {
  const marks = new Set(desk.marks.value);
  if (isMarked) marks.add(id);
  else marks.delete(id);
  desk.lastMark.value = id;
  desk.marks.value = marks;
}

/** The site that is chosen stays chosen. */
function goTo(desk: Desk, place: Place): void {
  desk.navigation.go({ ...place, site: desk.navigation.place.value.site });
  desk.focusWish.value = 'list';
}
