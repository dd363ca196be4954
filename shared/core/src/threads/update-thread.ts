import type { Thread } from '@parley/contracts/objects';
import type { UpdateThread } from '@parley/contracts/requests';
import type { Actor } from '../access/actor.ts';
import { assertModerates, assertModerator, notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import { tellAct } from '../moderation/tell-act.ts';
import type { EventBus } from '../ports/event-bus.ts';
import type { Clock, Ids, Log } from '../ports/host.ts';
import type { ThreadRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { announceChanges } from './announce-changes.ts';
import { presentThread } from './present-thread.ts';
import { lastChange, presentThreadDetail } from './read-moderated-thread.ts';

type Deps = { store: Store; bus: EventBus; sites: SiteDirectory; clock: Clock; ids: Ids; log: Log };
type Steered = Pick<ThreadRecord, 'state' | 'premoderation' | 'slowModeSeconds'>;

/**
 * A moderator closes or opens a thread, has its comments looked at first, or slows it down. Throws `conflict`, with the
 * thread as it is and who changed it, when it is no longer as `seen` says.
 */
export async function updateThread(
  deps: Deps,
  actor: Actor | null,
  id: string,
  { seen, ...request }: UpdateThread,
): Promise<Thread> {
  assertModerator(actor);
  const thread = await deps.store.threads.find(id);
  if (thread === null) throw notFound();
  assertModerates(actor, thread.site);
  const site = await deps.sites.find(thread.site);
  if (site === null) throw notFound();
  const set = given(request);
  if (isSo(thread, set)) return presentThread(thread, site);
  const subject = { kind: 'thread', id, name: thread.title || thread.key } as const;
  const act = tellAct(deps, actor, { site: thread.site, kind: 'thread-updated', subject });
  const change = await deps.store.threads.update(id, set, act, seen === undefined ? {} : given(seen));
  if (change === null) {
    const now = (await deps.store.threads.find(id)) ?? thread;
    if (isSo(now, set)) return presentThread(now, site);
    throw await changedMeanwhile(deps, now);
  }
  await announceChanges(deps, [change]);
  deps.log.info('thread.updated', { thread: id, moderator: actor.id });
  return presentThread(change.thread, site);
}

/** What was named, without what was not. */
function given({ state, premoderation, slowModeSeconds }: Partial<Steered>): Partial<Steered> {
  return {
    ...(state === undefined ? {} : { state }),
    ...(premoderation === undefined ? {} : { premoderation }),
    ...(slowModeSeconds === undefined ? {} : { slowModeSeconds }),
  };
}

function isSo(thread: ThreadRecord, set: Partial<Steered>): boolean {
  const known: Steered = { ...thread, slowModeSeconds: thread.slowModeSeconds ?? 0 };
  return (Object.keys(set) as (keyof Steered)[]).every((name) => known[name] === set[name]);
}

async function changedMeanwhile(deps: Deps, thread: ThreadRecord): Promise<CoreError> {
  const changed = await lastChange(deps.store, thread);
  const by = changed?.by.name ?? 'Somebody';
  return new CoreError('conflict', `${by} has changed this thread meanwhile. It is shown as it is now.`, {
    current: await presentThreadDetail(deps, thread),
  });
}
