import type { ReviewEvent, ReviewItemDetail } from '@parley/contracts/objects';
import { useDesk } from '../desk/desk-context.ts';
import { eventNames, flagNames, reasonName, statusShort } from '../names.ts';
import { Age } from '../time/Age.tsx';
import { ageWords } from '../time/time-words.ts';
import { undoStanding } from './undo-standing.ts';
import { item as words } from './words.ts';

/** The item's log, newest last, as it was written; beside each decision whether it can be taken back. */
export function History({ detail }: { detail: ReviewItemDetail }) {
  const { events } = detail;
  return (
    <section class="history">
      <h2>{words.history}</h2>
      <ol>
        {events.map((event) => (
          <li key={event.id} class={`${event.actor.kind} ${event.kind}`}>
            <p>
              <b>{event.actor.name}</b> {whatItDid(event)}
              {isWord(event) && <span class="quiet-text"> · {reasonWords(event)}</span>}
              {event.before.status !== event.after.status && (
                <span class="quiet-text">
                  {' '}
                  · {statusShort[event.before.status]} → {statusShort[event.after.status]}
                </span>
              )}
              <Age at={event.at} isSentence />
              <Undo event={event} detail={detail} />
            </p>
            {event.reason && !isWord(event) && <p class="quiet-text">{reasonWords(event)}</p>}
            {event.note && (
              <p>
                <q>{event.note}</q>
              </p>
            )}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Undo({ event, detail }: { event: ReviewEvent; detail: ReviewItemDetail }) {
  const desk = useDesk();
  const standing = undoStanding(event, detail.events, detail.undoable ?? []);
  const what = eventNames[event.kind];
  switch (standing.kind) {
    case 'free':
      return (
        <button
          type="button"
          class="small-button"
          aria-label={words.undoWhat(event.actor.name, what)}
          onClick={() => void desk.undoer.undoEvent(detail.item, event)}
        >
          {words.undo}
        </button>
      );
    case 'undone':
      return <small>{words.undone(standing.by.actor.name, ageWords(standing.by.at, desk.now.value))}</small>;
    case 'overtaken': {
      const { by } = standing;
      const isFree = detail.undoable?.includes(by.id);
      const say = isFree ? words.overtaken : words.overtakenByOthers;
      return <small>{say(by.actor.name, eventNames[by.kind])}</small>;
    }
    case 'not-yours':
      return <small>{words.notYours}</small>;
    case 'no-decision':
      return null;
  }
}

function whatItDid({ kind, actor }: ReviewEvent): string {
  return kind === 'opened' && actor.kind === 'moderator' ? words.tookUp : eventNames[kind];
}

/** What flags and rules give as their reason has room in the line. */
function isWord({ kind, reason }: ReviewEvent): boolean {
  return reason !== null && (kind === 'flagged' || kind === 'opened' || kind === 'appealed');
}

/** Moderators write sentences; rules and flags give words. */
export function reasonWords({ kind, reason, actor }: ReviewEvent): string {
  if (reason === null) return '';
  if (kind === 'flagged') return flagNames[reason] ?? reason;
  return actor.kind === 'moderator' && kind !== 'opened' ? reason : reasonName(reason);
}
