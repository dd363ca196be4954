import { MUTES_MAX } from '@parley/contracts/limits';
import type { Actor } from '../access/actor.ts';
import { CoreError } from '../core-error.ts';
import type { Store } from '../ports/store.ts';

/**
 * Puts an author on the actor's list of those whose comments they do not want to see, or takes them off it. Nobody
 * else learns of it, and nobody is asked whether there is such an author. Throws `forbidden` for oneself.
 */
export async function muteAuthor(
  deps: { store: Pick<Store, 'mutes'> },
  actor: Actor,
  author: string,
  isMuted: boolean,
): Promise<void> {
  if (author === actor.id) throw new CoreError('forbidden', 'These are your own comments.');
  await deps.store.mutes.set({ reader: actor.id, author, isMuted, limit: MUTES_MAX });
}
