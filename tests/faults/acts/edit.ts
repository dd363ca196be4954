import { attemptToSet } from '../attempt.ts';
import type { Client } from '../clients.ts';
import type { Posted, Setting } from '../history.ts';
import { markerOf } from '../marker.ts';
import type { Actors } from '../operations.ts';
import type { Operation } from '../schedule.ts';
import { idOf, own, pickFrom } from './choose.ts';
import { decideOn } from './decide.ts';
import { lookAfterRemoval } from './look-after-removal.ts';
import { postNew, SUSPECT_WORDS } from './post.ts';

/** An edit with words that pass, or with words that are held. Some are sent again, some decided at once. */
export async function edit(actors: Actors, client: Client, operation: Operation): Promise<void> {
  const posted = pickFrom(own(actors, client), operation.pick);
  const id = idOf(posted);
  if (!posted || !id) return postNew(actors, client, operation);
  const { history } = actors;
  const marker = markerOf(posted.name, posted.edits.length + 1);
  const isMeantHeld = operation.kind === 'edit-held';
  if (isMeantHeld) history.withheld.add(marker);
  const body = `${isMeantHeld ? `${SUSPECT_WORDS} ` : ''}${operation.text} ${marker}`;
  const made: Posted['edits'][number] = { marker, outcome: 'unknown' };
  posted.edits.push(made);
  const approvals = posted.approvals;

  const settings: Setting<'held'>[] = [];
  const send = () => attemptToSet(settings, 'held', () => client.api.editComment(id, body));
  const first = await send();
  made.outcome = first.outcome;
  history.count(operation.kind, first.outcome, first.code);
  const isHeld = first.value?.status === 'held';
  if (isHeld) history.withheld.add(marker);
  noteHolding(posted, { settings, isHeld });
  if (operation.kind === 'edit-again') {
    const again = await send();
    if (again.outcome === 'done') made.outcome = 'done';
    history.count('edit-again, repeated', again.outcome, again.code);
    noteHolding(posted, { settings, isHeld: again.value?.status === 'held' });
  }

  if (!isHeld) return;
  await lookAfterRemoval(actors, posted, { id, approvals });
  const isDecidedAtOnce = operation.text.length % 2 === 0;
  if (isMeantHeld && isDecidedAtOnce) await decideOn(actors, id, operation);
}

/** An edit can take a comment off the page, and never onto it. Without an answer it may have done so. */
function noteHolding(
  posted: Posted,
  { settings, isHeld }: { settings: Setting<'held'>[]; isHeld: boolean },
): void {
  const setting = settings.at(-1);
  // Not for its words alone: authors of whom much was rejected are held whatever they write.
  const mayHold = isHeld || setting?.outcome === 'unknown';
  if (setting && mayHold) posted.statuses.push(setting);
}
