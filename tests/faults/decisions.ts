import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { DecisionAction, ReviewItem } from '@parley/contracts/objects';
import { attempt } from './attempt.ts';
import type { DecisionMade } from './history.ts';
import { nameIn } from './marker.ts';
import type { Actors } from './operations.ts';
import type { Operation } from './schedule.ts';

const ACTIONS_BY_STATE: Record<'open' | 'escalated', DecisionAction[]> = {
  open: ['approve', 'reject', 'approve', 'spam', 'escalate'],
  escalated: ['approve', 'reject', 'spam'],
};

/** As many moderators as `count` decide at once on the same version of an item, each in another way. */
export async function decide(actors: Actors, { pick, text }: Operation, count: 1 | 2): Promise<void> {
  const kind = count === 1 ? 'decide' : 'duel';
  const state = text.length % 4 === 0 ? 'escalated' : 'open';
  const [first] = actors.moderators as [ApiClient];
  const queue = await attempt(() => first.listQueue({ state, sort: 'oldest' }));
  const items = queue.value?.items ?? [];
  const item = items[Math.floor(pick * items.length)];
  if (!item) {
    if (queue.outcome !== 'done') actors.history.count(kind, queue.outcome, queue.code);
    return;
  }
  const actions = ACTIONS_BY_STATE[state];
  await Promise.all(
    actors.moderators.slice(0, count).map(async (moderator, index) => {
      const action = actions[(text.length + index) % actions.length] ?? 'approve';
      if (action === 'approve') actors.letThrough.add(nameIn(item.comment.html ?? '') ?? '');
      const made = await decideOnce(moderator, item, action);
      actors.history.decisions.push(made);
      const isOpen = made.outcome === 'unknown';
      const outcome = isOpen ? 'unknown' : made.outcome === 'done' ? 'done' : 'refused';
      actors.history.count(kind, outcome, outcome === 'refused' ? made.outcome : undefined);
    }),
  );
}

/** One attempt only: the next moderator looks at the item again. */
async function decideOnce(
  api: ApiClient,
  { id: item, version }: ReviewItem,
  action: DecisionAction,
): Promise<DecisionMade> {
  const made = { item, version, action, event: null };
  try {
    const { results } = await api.decide([{ item, version, action }]);
    const outcome = results[0]?.outcome;
    if (outcome === 'not-found' || outcome === undefined) return { ...made, outcome: 'refused' };
    return { ...made, outcome, event: results[0]?.event?.id ?? null };
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (error.isPassing) return { ...made, outcome: 'unknown' };
    return { ...made, outcome: error.code === 'conflict' ? 'conflict' : 'refused' };
  }
}
