/** Loads what the address speaks of, and holds the claim on what is open. */
import { effect, untracked } from '@preact/signals';
import { openedItemId, type PeoplePlace, type Place, withOpened } from '../place/place.ts';
import { firstToLookAt, neighbour } from '../queue/where-next.ts';
import { settingsSite } from '../settings/settings-room.ts';
import type { Desk } from './desk.ts';

/** Two panes stand beside each other from here on, and one is never left empty without need. */
export const TWO_PANES = '(min-width: 800px)';
/** This close to the last row that is loaded, the next slice is fetched. */
const ROWS_AHEAD = 8;

/** Returns what stops it. */
export function followPlace(desk: Desk): () => void {
  const stops = [
    effect(() => {
      const place = desk.navigation.place.value;
      untracked(() => void showList(desk, place));
    }),
    effect(() => {
      const place = desk.navigation.place.value;
      const id = openedItemId(place);
      const group = place.view === 'issues' ? place.group : null;
      untracked(() => {
        if (id !== null) desk.details.show(id);
        void desk.issues.open(group);
        desk.panels.rejecting.value = false;
        desk.panels.noting.value = false;
        desk.panels.comparing.value = false;
      });
    }),
    effect(() => {
      const id = itemToClaim(desk);
      untracked(() => void desk.claims.hold(id));
    }),
    releaseOnLeaving(desk),
    effect(() => fetchAhead(desk)),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

function itemToClaim(desk: Desk): string | null {
  const item = desk.openedItem.value;
  return item !== null && item.state !== 'closed' ? item.id : null;
}

/** Whoever closes the page looks at nothing any more; one that is brought back from memory goes on. */
function releaseOnLeaving(desk: Desk): () => void {
  const leave = () => void desk.claims.hold(null);
  const comeBack = () => void desk.claims.hold(itemToClaim(desk));
  addEventListener('pagehide', leave);
  addEventListener('pageshow', comeBack);
  return () => {
    removeEventListener('pagehide', leave);
    removeEventListener('pageshow', comeBack);
  };
}

async function showList(desk: Desk, place: Place): Promise<void> {
  switch (place.view) {
    case 'queue': {
      await desk.queue.show(place);
      if (desk.queue.status.value === 'ready') openFirst(desk);
      return;
    }
    case 'issues': {
      const isNew = await desk.issues.show({ state: place.state, site: place.site });
      const now = desk.navigation.place.value;
      const first = desk.issues.state.value.groups[0];
      if (isNew && first && hasTwoPanes() && now.view === 'issues' && now.group === null) {
        desk.navigation.replace({ ...now, group: first.id });
      }
      return;
    }
    case 'log':
      await desk.log.open(place);
      return;
    case 'statistics':
      await desk.statistics.show(place);
      return;
    case 'threads':
      await desk.threads.open(place);
      return;
    case 'people':
      if (place.author !== null) void desk.authors.load(place.author);
      await showPeople(desk, place);
      return;
    case 'settings': {
      const site = settingsSite(desk.moderator, place);
      if (site !== null) await desk.settings.open(site);
    }
  }
}

/** The list stays as it is while one goes from person to person in it. */
async function showPeople(desk: Desk, { site, q, author }: PeoplePlace): Promise<void> {
  const isShown = desk.people.status.value === 'ready' && desk.people.isOf({ site, q });
  if (!isShown || author === null) await desk.people.show({ site, q });
}

/** Beside a list that one comes to stands its first item; on a phone the list comes first. */
function openFirst(desk: Desk): void {
  const place = desk.navigation.place.value;
  if (place.view !== 'queue' || place.item !== null || !hasTwoPanes()) return;
  const first = firstToLookAt(desk.queue.state.value, desk.moderator.id, Date.now());
  if (first !== null) desk.navigation.replace(withOpened(place, first));
}

/** The next item's evidence is here before it is asked for, and so are the next rows. */
function fetchAhead(desk: Desk): void {
  const item = desk.openedItem.value;
  const state = desk.queue.state.value;
  const place = desk.navigation.place.value;
  if (place.view !== 'queue' || item === null || item.id !== place.item) return;
  untracked(() => {
    const next = neighbour(state, item.id, 1);
    if (next !== null) desk.details.show(next);
    const left = state.rows.length - 1 - state.rows.findIndex((row) => row.item.id === item.id);
    if (left < ROWS_AHEAD && state.next !== null) void desk.queue.more();
  });
}

export function hasTwoPanes(): boolean {
  return matchMedia(TWO_PANES).matches;
}
