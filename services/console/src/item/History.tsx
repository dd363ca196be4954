import type { ReviewEvent } from '@parley/contracts/objects';
import { eventNames, flagNames, humanize, reasonNames, statusShort } from '../names.ts';
import { Age } from '../time/Age.tsx';

/** The item's log, newest last, as it was written. */
export function History({ events, title }: { events: ReviewEvent[]; title: string }) {
  return (
    <section class="history">
      <h2>{title}</h2>
      <ol>
        {events.map((event) => (
          <li key={event.id} class={event.actor.kind}>
            <p>
              <b>{event.actor.name}</b> {eventNames[event.kind]}
              {event.before.status !== event.after.status && (
                <span class="quiet-text">
                  {' '}
                  · {statusShort[event.before.status]} → {statusShort[event.after.status]}
                </span>
              )}
              <Age at={event.at} isSentence />
            </p>
            {event.reason && <p class="quiet-text">{reasonWords(event)}</p>}
            {event.note && <q>{event.note}</q>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Moderators write sentences; rules and flags give words. */
export function reasonWords({ kind, reason, actor }: ReviewEvent): string {
  if (reason === null) return '';
  if (kind === 'flagged') return flagNames[reason] ?? reason;
  return actor.kind === 'moderator' ? reason : (reasonNames[reason] ?? humanize(reason));
}
