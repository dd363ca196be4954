import type { ApiClient } from '@parley/contracts/client/api-client';
import { threadIdFor } from '@parley/core/threads/thread-id';
import { attemptToSet } from '../attempt.ts';
import type { Client } from '../clients.ts';
import { SITE } from '../cluster.ts';
import type { Actors } from '../operations.ts';
import type { Operation } from '../schedule.ts';
import { allOf, idOf, pickFrom } from './choose.ts';
import { postNew } from './post.ts';

/** Long enough for somebody to run into a closed thread, short enough for the run to go on. */
const CLOSED_MS = 400;

/** A moderator pins one of the thread's recent comments, or unpins one that is pinned. */
export async function pin(actors: Actors, client: Client, operation: Operation): Promise<void> {
  const candidates = allOf(actors, client);
  const pinned = candidates.filter(({ pins }) => pins.findLast(({ outcome }) => outcome === 'done')?.value);
  const isUnpin = pinned.length > 0 && operation.text.length % 2 === 0;
  const posted = pickFrom(isUnpin ? pinned : candidates, operation.pick);
  const id = idOf(posted);
  if (!posted || !id) return postNew(actors, client, operation);
  const call = () => moderatorFor(actors, operation).pin(id, !isUnpin);
  const { outcome, code } = await attemptToSet(posted.pins, !isUnpin, call);
  actors.history.count(isUnpin ? 'unpin' : 'pin', outcome, code);
}

/** A moderator closes the client's thread; the client tries to post all the same; it is opened again. */
export async function closeForAMoment(actors: Actors, client: Client, operation: Operation): Promise<void> {
  await setThread(actors, client.threadKey, { state: 'closed', operation });
  await postNew(actors, client, operation);
  await new Promise((next) => setTimeout(next, CLOSED_MS));
  await setThread(actors, client.threadKey, { state: 'open', operation });
}

async function setThread(
  actors: Actors,
  key: string,
  { state, operation }: { state: 'open' | 'closed'; operation: Operation },
): Promise<void> {
  const settings = actors.history.threads.get(key) ?? [];
  actors.history.threads.set(key, settings);
  const call = () => moderatorFor(actors, operation).updateThread(threadIdFor(SITE, key), { state });
  const { outcome, code } = await attemptToSet(settings, state, call);
  actors.history.count(state === 'closed' ? 'close' : 'open again', outcome, code);
}

function moderatorFor({ moderators }: Actors, { text }: Operation): ApiClient {
  return moderators[text.length % moderators.length] as ApiClient;
}
