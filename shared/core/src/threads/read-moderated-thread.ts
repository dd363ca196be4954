import type { ThreadDetail } from '@parley/contracts/room-objects';
import type { Actor } from '../access/actor.ts';
import { assertModerates, assertModerator, notFound } from '../access/policy.ts';
import { iso, presentToModerator } from '../comments/present-comment.ts';
import type { ThreadRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { SiteDirectory } from '../sites/site-directory.ts';
import { presentModeratedThreads } from './present-moderated-thread.ts';

const LATEST_SHOWN = 20;
/** Acts on the site among which the last change of the thread is looked for. */
const ACTS_LOOKED_AT = 200;

type Deps = { store: Store; sites: SiteDirectory };

/** A thread with what moderators steer it by. */
export async function readModeratedThread(
  deps: Deps,
  actor: Actor | null,
  id: string,
): Promise<ThreadDetail> {
  assertModerator(actor);
  const thread = await deps.store.threads.find(id);
  if (thread === null) throw notFound();
  assertModerates(actor, thread.site);
  return presentThreadDetail(deps, thread);
}

export async function presentThreadDetail(deps: Deps, thread: ThreadRecord): Promise<ThreadDetail> {
  const { comments } = deps.store;
  const [[shown], pinned, latest, changed] = await Promise.all([
    presentModeratedThreads(deps, [thread]),
    comments.listPinned(thread.id),
    comments.listLatest({ thread: thread.id, limit: LATEST_SHOWN }),
    lastChange(deps.store, thread),
  ]);
  if (shown === undefined) throw notFound();
  return {
    thread: shown,
    pinned: pinned.map(presentToModerator),
    latest: latest.map(presentToModerator),
    changed,
  };
}

/** Who changed a thread last; null when nobody did lately. */
export async function lastChange(
  { acts }: Pick<Store, 'acts'>,
  { id, site }: Pick<ThreadRecord, 'id' | 'site'>,
): Promise<ThreadDetail['changed']> {
  const { acts: latest } = await acts.list({ sites: [site], after: null, limit: ACTS_LOOKED_AT });
  const act = latest.find(({ kind, subject }) => kind === 'thread-updated' && subject.id === id);
  return act === undefined ? null : { by: { id: act.actor.id, name: act.actor.name }, at: iso(act.at) };
}
