import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { type Command, keyOf } from '../keyboard/key-table.ts';
import { shell } from '../messages.ts';
import { laneNames } from '../names.ts';
import { people } from '../people/words.ts';
import { formatPlace, type Place, peoplePlace, threadsPlace, unfilteredLog } from '../place/place.ts';
import { LANES, type Lane, wholeLane } from '../place/queue-place.ts';
import { type Counts, countOf, countWords } from '../queue/queue-counts.ts';
import { settings as settingsWords } from '../settings/words.ts';
import { statistics } from '../statistics/words.ts';
import { threads } from '../threads/words.ts';

type Entry = {
  place: Place;
  name: string;
  command: Command;
  isHere: boolean;
  count?: string | undefined;
  isUrgent?: boolean;
  /** Said where there is only room for a dot. */
  dot?: string | undefined;
};

/** Where one can go, and how much waits there. Links, so that a place can be opened in a tab of its own. */
export function PlaceNav() {
  const { navigation, queue, issues, settings, moderator } = useDesk();
  const unsaved = Object.keys(settings.drafts.value).length;
  const here = navigation.place.value;
  const { site } = here;
  const { counts } = queue.state.value;
  const news = issues.news.value;
  const groups: { name: string; entries: Entry[] }[] = [
    {
      name: shell.queue,
      entries: LANES.map((lane) => ({
        place: wholeLane(lane, site),
        name: laneNames[lane],
        command: LANE_COMMANDS[lane],
        isHere: here.view === 'queue' && here.lane === lane,
        count: queue.hasCounts.value ? laneCount(counts, lane) : undefined,
      })),
    },
    {
      name: shell.trouble,
      entries: [
        {
          place: { view: 'issues', group: null, state: null, site },
          name: shell.issues,
          command: 'go-issues',
          isHere: here.view === 'issues',
          count: news && news.count > 0 ? shell.newCount(news.count, news.more) : undefined,
          isUrgent: true,
        },
      ],
    },
    {
      name: shell.site,
      entries: [
        {
          place: threadsPlace(site),
          name: threads.label,
          command: 'go-threads',
          isHere: here.view === 'threads',
        },
        {
          place: peoplePlace(site),
          name: people.label,
          command: 'go-people',
          isHere: here.view === 'people',
        },
        ...(moderator.role === 'moderator'
          ? []
          : [
              {
                place: { view: 'settings' as const, site },
                name: settingsWords.label,
                command: 'go-settings' as const,
                isHere: here.view === 'settings',
                dot: unsaved > 0 ? settingsWords.unsaved : undefined,
              },
            ]),
      ],
    },
    {
      name: shell.record,
      entries: [
        {
          place: unfilteredLog(site),
          name: shell.log,
          command: 'go-log',
          isHere: here.view === 'log',
        },
        {
          place: { view: 'statistics', days: 7, site },
          name: statistics.label,
          command: 'go-statistics',
          isHere: here.view === 'statistics',
        },
      ],
    },
  ];
  return (
    <nav class="places" aria-label={shell.navigation}>
      {groups.map((group) => (
        <div key={group.name} class="place-group">
          <h2>{group.name}</h2>
          <ul>
            {group.entries.map((entry) => (
              <PlaceLink key={entry.name} {...entry} />
            ))}
          </ul>
        </div>
      ))}
      <p class="key-hint" aria-hidden="true">
        <Keys press="j" /> <Keys press="k" /> {shell.move}
      </p>
    </nav>
  );
}

const LANE_COMMANDS: Record<Lane, Command> = {
  open: 'go-queue',
  held: 'go-held',
  flagged: 'go-flagged',
  escalated: 'go-escalated',
  decided: 'go-decided',
};

/** Of the whole queue zero is worth saying; of its parts nothing is. */
function laneCount(counts: Counts, lane: Lane): string | undefined {
  const count = countOf(counts, lane);
  return count === null || (count === 0 && lane !== 'open') ? undefined : countWords(count);
}

function PlaceLink({ place, name, command, isHere, count, isUrgent, dot }: Entry) {
  const link = useRef<HTMLAnchorElement>(null);
  // On a phone the places are a row that reaches beyond the screen.
  useEffect(() => {
    if (isHere) link.current?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [isHere]);
  return (
    <li>
      <a ref={link} href={formatPlace(place)} aria-current={isHere ? 'page' : undefined}>
        <span>{name}</span>
        {count !== undefined && <span class={isUrgent ? 'count urgent' : 'count'}>{count}</span>}
        {dot !== undefined && (
          <span class="dot" title={dot}>
            <span class="visually-hidden">{dot}</span>
          </span>
        )}
        <span class="place-key" aria-hidden="true">
          <Keys press={keyOf(command)} />
        </span>
      </a>
    </li>
  );
}
