import type { Act } from '@parley/contracts/act-objects';
import type { LoggedEvent } from '@parley/contracts/log-objects';
import { useDesk } from '../desk/desk-context.ts';
import { reasonWords } from '../item/History.tsx';
import { eventNames } from '../names.ts';
import { formatPlace, type LogPlace, peoplePlace, threadsPlace, unfilteredLog } from '../place/place.ts';
import { Age } from '../time/Age.tsx';
import { actChanges, actWords } from './act-words.ts';
import { isEvent, type LogEntry } from './log-store.ts';
import { log as words } from './words.ts';

type Props = { entry: LogEntry; place: LogPlace; isSelected: boolean };

/** Who did what to whom, why, and when, as a sentence that leads to what it speaks of. */
export function LogRow({ entry, place, isSelected }: Props) {
  const { log, moderator } = useDesk();
  const withSite = moderator.sites.length > 1;
  return (
    <li class={`row log-row ${entry.kind}`}>
      <a
        href={isEvent(entry) ? formatPlace({ ...place, item: entry.item }) : hrefOfAct(entry, place)}
        data-row
        aria-current={isSelected || undefined}
        onClick={() => {
          log.selected.value = entry.id;
        }}
      >
        <span class="row-head">
          <span class="log-sentence">
            <b>{entry.actor.name}</b> {isEvent(entry) ? eventWords(entry) : actWords(entry)}
          </span>
          <Age at={entry.at} />
        </span>
        {linesOf(entry, withSite).map((line) => (
          <span key={line} class="log-more">
            {line}
          </span>
        ))}
      </a>
    </li>
  );
}

/** “rejected alice’s comment”. */
function eventWords({ kind, about, actor }: LoggedEvent): string {
  const whose = about === null ? words.aComment : words.commentOf(about.author.name);
  const isOwn = about !== null && actor.id === about.author.id;
  return isOwn ? eventNames[kind] : (ofComment[kind]?.(whose) ?? `${eventNames[kind]}: ${whose}`);
}

const ofComment: Partial<Record<LoggedEvent['kind'], (whose: string) => string>> = {
  approve: (whose) => `approved ${whose}`,
  reject: (whose) => `rejected ${whose}`,
  spam: (whose) => `marked ${whose} as spam`,
  escalate: (whose) => `escalated ${whose}`,
  reopen: (whose) => `reopened ${whose}`,
  undo: (whose) => `took a decision back on ${whose}`,
  opened: (whose) => `held ${whose} for review`,
  flagged: (whose) => `flagged ${whose}`,
};

function linesOf(entry: LogEntry, withSite: boolean): string[] {
  if (!isEvent(entry)) return [...actChanges(entry), ...(entry.reason ? [`“${entry.reason}”`] : [])];
  const where = [
    entry.about?.thread.title ? words.on(entry.about.thread.title) : '',
    withSite ? entry.site : '',
  ];
  const why = [reasonWords(entry), entry.note ? `“${entry.note}”` : ''];
  const lines = [where, why].map((parts) => parts.filter((part) => part !== '').join(' · '));
  return lines.filter((line) => line !== '');
}

/** To the room of what an act is about. */
function hrefOfAct({ subject }: Act, { site }: LogPlace): string {
  switch (subject.kind) {
    case 'comment':
      return formatPlace({ ...unfilteredLog(site), comment: subject.id });
    case 'author':
      return formatPlace(peoplePlace(site, subject.id));
    case 'thread':
      return formatPlace(threadsPlace(site, subject.id));
    case 'site':
      return formatPlace({ view: 'settings', site: subject.id });
  }
}
