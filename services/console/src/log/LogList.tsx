import type { ReviewEvent } from '@parley/contracts/objects';
import { useDesk } from '../desk/desk-context.ts';
import { reasonWords } from '../item/History.tsx';
import { log as words } from '../messages.ts';
import { eventNames } from '../names.ts';
import { formatPlace, type LogPlace } from '../place/place.ts';
import { queue as queueWords } from '../queue/words.ts';
import { ListPane } from '../shell/ListPane.tsx';
import { Age } from '../time/Age.tsx';

/** Who did what, newest first; beside it the item that an entry speaks of. */
export function LogList({ place }: { place: LogPlace }) {
  const { log } = useDesk();
  const events = log.events.value;
  const selected = log.selected.value ?? events.find((event) => event.item === place.item)?.id ?? null;
  return (
    <ListPane
      label={words.label}
      tools={<span class="quiet-text">{words.intro}</span>}
      status={log.status.value}
      problem={log.problem.value}
      failed={words.failed}
      onRetry={() => void log.show(place.site)}
      rowCount={events.length}
      empty={<p>{words.empty}</p>}
      selected={selected}
      next={log.next.value}
      more={words.more}
      moreBusy={log.isLoadingMore.value ? queueWords.loadingMore : null}
      onMore={() => void log.more()}
    >
      {events.map((event) => (
        <LogRow
          key={event.id}
          event={event}
          href={formatPlace({ ...place, item: event.item })}
          isSelected={event.id === selected}
        />
      ))}
    </ListPane>
  );
}

function LogRow({ event, href, isSelected }: { event: ReviewEvent; href: string; isSelected: boolean }) {
  const { log, moderator } = useDesk();
  return (
    <li class={`row log-row ${event.kind}`}>
      <a
        href={href}
        data-row
        aria-current={isSelected || undefined}
        onClick={() => {
          log.selected.value = event.id;
        }}
      >
        <span class="row-head">
          <span class="name">
            <b>{event.actor.name}</b> {eventNames[event.kind]}
          </span>
          <Age at={event.at} />
        </span>
        <span class="log-more">{said(event, moderator.sites.length > 1)}</span>
      </a>
    </li>
  );
}

function said(event: ReviewEvent, withSite: boolean): string {
  const parts = [reasonWords(event), event.note && `“${event.note}”`].filter((part) => Boolean(part));
  if (parts.length === 0) parts.push(words.nowIn(event.after.state));
  return [...parts, withSite && event.site].filter((part) => Boolean(part)).join(' · ');
}
