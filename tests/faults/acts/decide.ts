import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { DecisionAction, ReviewItem } from '@parley/contracts/objects';
import { attempt } from '../attempt.ts';
import type { DecisionMade } from '../history.ts';
import { markerIn } from '../marker.ts';
import type { Actors } from '../operations.ts';
import type { Operation } from '../schedule.ts';
import { lookAfterRemoval } from './look-after-removal.ts';

const ACTIONS_BY_STATE: Record<ReviewItem['state'], DecisionAction[]> = {
  open: ['approve', 'reject', 'approve', 'spam', 'escalate'],
  escalated: ['approve', 'reject', 'spam'],
  closed: ['reopen'],
};
/** Drawn by the length of a text. */
const STATES = ['open', 'open', 'escalated', 'open', 'open', 'closed'] as const;

/**
 * Moderators decide on an item of the queue: for `duel` two at once on the same version, each in another way;
 * for `decide-again` one sends the same decision again.
 */
export async function decide(actors: Actors, operation: Operation): Promise<void> {
  const state = STATES[operation.text.length % STATES.length] ?? 'open';
  const [first] = actors.moderators as [ApiClient];
  const queue = await attempt(() => first.listQueue({ state, sort: 'oldest' }));
  const items = queue.value?.items ?? [];
  const item = items[Math.floor(operation.pick * items.length)];
  if (item) await decideItem(actors, item, operation);
  else if (queue.outcome !== 'done') actors.history.count(operation.kind, queue.outcome, queue.code);
}

/** A moderator opens the item of this comment and decides on it. */
export async function decideOn(actors: Actors, id: string, operation: Operation): Promise<void> {
  const [first] = actors.moderators as [ApiClient];
  const { outcome, value, code } = await attempt(() => first.getItem(id));
  if (value) await decideItem(actors, value.item, { ...operation, kind: 'decide' });
  else actors.history.count('decide', outcome, code);
}

async function decideItem(actors: Actors, item: ReviewItem, { kind, text }: Operation): Promise<void> {
  const actions = ACTIONS_BY_STATE[item.state];
  const moderators = actors.moderators.slice(0, kind === 'duel' ? 2 : 1);
  await Promise.all(
    moderators.map(async (moderator, index) => {
      const action = actions[(text.length + index) % actions.length] ?? 'approve';
      await decideOnce(actors, moderator, { item, action, kind });
      if (kind === 'decide-again')
        await decideOnce(actors, moderator, { item, action, kind: `${kind}, repeated` });
    }),
  );
}

async function decideOnce(
  actors: Actors,
  moderator: ApiClient,
  { item, action, kind }: { item: ReviewItem; action: DecisionAction; kind: string },
): Promise<void> {
  const { history } = actors;
  const posted = history.findById(item.id);
  if (action === 'approve') {
    history.letThrough.add(markerIn(item.comment.html ?? '') ?? '');
    if (posted) posted.approvals += 1;
  }
  const approvals = posted?.approvals ?? 0;
  const made = await ask(moderator, item, action);
  history.decisions.push(made);
  const isOpen = made.outcome === 'unknown';
  const outcome = isOpen ? 'unknown' : made.outcome === 'done' ? 'done' : 'refused';
  history.count(kind, outcome, outcome === 'refused' ? made.outcome : undefined);
  const isRemoval = made.outcome === 'done' && (action === 'reject' || action === 'spam');
  if (isRemoval && posted) await lookAfterRemoval(actors, posted, { id: item.id, approvals });
}

/** One attempt only: the next moderator looks at the item again. */
async function ask(
  api: ApiClient,
  { id: item, version }: ReviewItem,
  action: DecisionAction,
): Promise<DecisionMade> {
  const askedAt = performance.now();
  const made = (outcome: DecisionMade['outcome'], event: string | null = null): DecisionMade => {
    return { item, version, action, outcome, event, askedAt, answeredAt: performance.now() };
  };
  try {
    const { results } = await api.decide([{ item, version, action }]);
    const outcome = results[0]?.outcome;
    if (outcome === 'not-found' || outcome === undefined) return made('refused');
    return made(outcome, results[0]?.event?.id ?? null);
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.isPassing) return made('unknown');
    return made(error.code === 'conflict' ? 'conflict' : 'refused');
  }
}
