import { useEffect, useRef } from 'preact/hooks';
import { SanctionDialog } from '../author/SanctionDialog.tsx';
import type { Desk } from '../desk/desk.ts';
import { DeskContext } from '../desk/desk-context.ts';
import { IssueDetail } from '../issues/IssueDetail.tsx';
import { IssueList } from '../issues/IssueList.tsx';
import { issues as issueWords } from '../issues/words.ts';
import { ItemPane } from '../item/ItemPane.tsx';
import { KeyHelp } from '../keyboard/KeyHelp.tsx';
import { useKeys } from '../keyboard/use-keys.ts';
import { LogList } from '../log/LogList.tsx';
import { log as logWords } from '../log/words.ts';
import { MacroDialog } from '../macros/MacroDialog.tsx';
import { brand, shell } from '../messages.ts';
import { laneNames } from '../names.ts';
import { Palette } from '../palette/Palette.tsx';
import { AuthorPane } from '../people/AuthorPane.tsx';
import { PeopleList } from '../people/PeopleList.tsx';
import { people } from '../people/words.ts';
import { openedId, type Place } from '../place/place.ts';
import { QueueList } from '../queue/QueueList.tsx';
import { Settings } from '../settings/Settings.tsx';
import { settings } from '../settings/words.ts';
import { Statistics } from '../statistics/Statistics.tsx';
import { statistics } from '../statistics/words.ts';
import { ThreadList } from '../threads/ThreadList.tsx';
import { ThreadPane } from '../threads/ThreadPane.tsx';
import { threads } from '../threads/words.ts';
import { ConnectionBar } from './ConnectionBar.tsx';
import { keepFocus } from './keep-focus.ts';
import { NoticeList } from './NoticeList.tsx';
import { PlaceNav } from './PlaceNav.tsx';
import { TopBar } from './TopBar.tsx';

/** Where, which, what: three panes beside each other, two, or one after another, as the width allows. */
export function Rooms({ desk }: { desk: Desk }) {
  const place = desk.navigation.place.value;
  const rooms = useRef<HTMLDivElement>(null);
  useKeys(desk);
  useEffect(() => (rooms.current ? keepFocus(rooms.current) : undefined), []);
  useEffect(() => {
    const { open } = desk.queue.state.value.counts;
    document.title = `${open > 0 ? `(${open}) ` : ''}${titleOf(place)} · ${brand}`;
  });

  return (
    <DeskContext.Provider value={desk}>
      <div ref={rooms} class="rooms" data-opened={openedId(place) !== null}>
        <button type="button" class="skip" onClick={focusList}>
          {shell.skip}
        </button>
        <TopBar />
        <PlaceNav />
        <ConnectionBar />
        <main class="panes" data-view={place.view}>
          <Room place={place} />
        </main>
        <NoticeList />
        {desk.panels.sanctioning.value && (
          <SanctionDialog
            author={desk.panels.sanctioning.value}
            onClose={() => (desk.panels.sanctioning.value = null)}
          />
        )}
        {desk.panels.palette.value && <Palette onClose={() => (desk.panels.palette.value = false)} />}
        {desk.panels.macros.value && <MacroDialog onClose={() => (desk.panels.macros.value = false)} />}
        {desk.panels.help.value && <KeyHelp onClose={() => (desk.panels.help.value = false)} />}
      </div>
    </DeskContext.Provider>
  );
}

function Room({ place }: { place: Place }) {
  switch (place.view) {
    case 'queue':
      return (
        <>
          <QueueList place={place} />
          <ItemPane place={place} />
        </>
      );
    case 'issues':
      return (
        <>
          <IssueList place={place} />
          <IssueDetail place={place} />
        </>
      );
    case 'log':
      return (
        <>
          <LogList place={place} />
          <ItemPane place={place} />
        </>
      );
    case 'statistics':
      return <Statistics place={place} />;
    case 'threads':
      return (
        <>
          <ThreadList place={place} />
          <ThreadPane place={place} />
        </>
      );
    case 'people':
      return (
        <>
          <PeopleList place={place} />
          <AuthorPane place={place} />
        </>
      );
    case 'settings':
      return <Settings place={place} />;
  }
}

/** A link would change the hash, which is the place. */
function focusList(): void {
  document.querySelector<HTMLElement>('[data-list] [data-row], [data-list]')?.focus();
}

function titleOf(place: Place): string {
  switch (place.view) {
    case 'queue':
      return laneNames[place.lane];
    case 'issues':
      return issueWords.label;
    case 'log':
      return logWords.label;
    case 'statistics':
      return statistics.label;
    case 'threads':
      return threads.label;
    case 'people':
      return people.label;
    case 'settings':
      return settings.label;
  }
}
