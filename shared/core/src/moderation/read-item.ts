import type { ReviewItemDetail } from '@parley/contracts/objects';
import type { Actor, ModeratorActor } from '../access/actor.ts';
import { assertModerates, assertModerator, notFound } from '../access/policy.ts';
import { iso, presentToModerator } from '../comments/present-comment.ts';
import type { KeptFlag, ReviewEventRecord, ReviewItemRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { ALLOWED_ACTIONS } from './allowed-actions.ts';
import { presentEvent, presentItem } from './present-item.ts';
import { findObstacle, findReversal, isUndoable, mayUndo } from './undo-rules.ts';

/** How many of an author's latest comments a moderator is shown. */
const RECENT_COMMENTS = 5;

/** A review item with all that a decision needs: context, flags, history, the author, and the score's sum. */
export async function readItem(
  deps: { store: Store },
  actor: Actor | null,
  id: string,
): Promise<ReviewItemDetail> {
  assertModerator(actor);
  const item = await deps.store.review.find(id);
  if (item === null) throw notFound();
  assertModerates(actor, item.site);
  const [comment, thread] = await Promise.all([
    deps.store.comments.find(id),
    deps.store.threads.find(item.thread),
  ]);
  if (comment === null || thread === null) throw notFound();
  const author = comment.author;
  const [ancestors, flags, events, standing, recent, reader] = await Promise.all([
    deps.store.comments.findMany(comment.ancestors),
    deps.store.flags.listFor(id),
    deps.store.review.events(id),
    deps.store.comments.standing(item.site, author.id),
    deps.store.comments.listByAuthor(item.site, author.id, RECENT_COMMENTS + 1),
    deps.store.readers.find(author.id),
  ]);
  return {
    item: presentItem(item, comment, thread),
    ancestors: ancestors.toSorted((a, b) => a.depth - b.depth).map(presentToModerator),
    flags: flags.map(presentFlag),
    events: events.map(presentEvent),
    author: {
      id: author.id,
      name: author.name,
      badge: author.badge,
      since: iso(reader?.createdAt ?? comment.createdAt),
      ...standing,
      recent: recent
        .filter((other) => other.id !== id)
        .slice(0, RECENT_COMMENTS)
        .map(presentToModerator),
    },
    score: explainScore(item),
    actions: [...ALLOWED_ACTIONS[item.state]],
    undoable: undoableBy(actor, events),
  };
}

function undoableBy(actor: ModeratorActor, events: ReviewEventRecord[]): string[] {
  const isFree = (event: ReviewEventRecord) =>
    isUndoable(event) &&
    mayUndo(actor, event) &&
    findReversal(event, events) === null &&
    findObstacle(event, events) === null;
  return events.filter(isFree).map(({ id }) => id);
}

/** The score as an addition sum that a moderator can check; from the item alone, so that a rebuild says the same. */
function explainScore(item: ReviewItemRecord): ReviewItemDetail['score'] {
  return item.reasons.map(({ reason, detail, weight = 0, parts }) => ({
    what: `${reason}: ${detail}`,
    points: weight,
    ...(parts === undefined ? {} : { parts }),
  }));
}

function presentFlag({ reader, reason, note, snapshot, revision, at, weight, parts, outcome }: KeptFlag) {
  return { reader, reason, note, snapshot, revision, at: iso(at), weight, parts, outcome };
}
