import type { IssueGroupDetail } from '@parley/contracts/objects';
import { useDesk } from '../desk/desk-context.ts';
import { Button } from '../shell/Button.tsx';
import { Age } from '../time/Age.tsx';
import { eventWords } from './event-words.ts';
import { useAct } from './use-act.ts';
import { issues as words } from './words.ts';

/** What was done to a group, newest first; beside each act of late whether it can be taken back. */
export function IssueHistory({ detail }: { detail: IssueGroupDetail }) {
  const { api } = useDesk();
  const { isBusy, problem, run } = useAct();
  return (
    <section class="history issue-history">
      <h2>{words.history}</h2>
      {detail.events.length === 0 && <p class="quiet-text">{words.untouched}</p>}
      <ol>
        {detail.events.map((event) => (
          <li key={event.id} class={event.actor.kind}>
            <p>
              <b>{event.actor.name}</b> {eventWords(event)} <Age at={event.at} isSentence />{' '}
              {detail.undoable.includes(event.id) && (
                <Button
                  class="small-button"
                  aria-label={words.undoWhat(event.actor.name, eventWords(event))}
                  isOff={isBusy}
                  onClick={() => void run(() => api.undoIssueEvent(detail.id, event.id))}
                >
                  {words.undo}
                </Button>
              )}
            </p>
            {event.note && <q>{event.note}</q>}
            {event.kind === 'changed' && event.after.publicNote !== event.before.publicNote && (
              <q>{event.after.publicNote}</q>
            )}
          </li>
        ))}
      </ol>
      <p role="status" class="problem">
        {problem}
      </p>
    </section>
  );
}
