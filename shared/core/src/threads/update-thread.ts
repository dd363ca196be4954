import type { Thread } from '@parley/contracts/objects';
import type { UpdateThread } from '@parley/contracts/requests';
import type { Actor } from '../access/actor.ts';
import { assertModerates, assertModerator, notFound } from '../access/policy.ts';
import { tellAct } from '../moderation/tell-act.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Clock, Ids, Log } from '../ports/host.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { announceChanges } from './announce-changes.ts';
import { presentThread } from './present-thread.ts';

/** A moderator closes or opens a thread, has its comments looked at first, or slows it down. */
export async function updateThread(
  deps: { store: Store; bus: EventBus; sites: SiteDirectory; clock: Clock; ids: Ids; log: Log },
  actor: Actor | null,
  id: string,
  request: UpdateThread,
): Promise<Thread> {
  assertModerator(actor);
  const thread = await deps.store.threads.find(id);
  if (thread === null) throw notFound();
  assertModerates(actor, thread.site);
  const site = await deps.sites.find(thread.site);
  if (site === null) throw notFound();
  const { state, premoderation, slowModeSeconds } = request;
  const set = {
    ...(state === undefined ? {} : { state }),
    ...(premoderation === undefined ? {} : { premoderation }),
    ...(slowModeSeconds === undefined ? {} : { slowModeSeconds }),
  };
  const subject = { kind: 'thread', id, name: thread.title || thread.key } as const;
  const act = tellAct(deps, actor, { site: thread.site, kind: 'thread-updated', subject });
  const change = await deps.store.threads.update(id, set, act);
  if (change === null) return presentThread(thread, site);
  await announceChanges(deps, [change]);
  deps.log.info('thread.updated', { thread: id, moderator: actor.id });
  return presentThread(change.thread, site);
}
