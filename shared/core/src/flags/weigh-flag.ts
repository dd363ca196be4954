import type { FlagPart, FlagReason } from '@parley/contracts/objects';
import type { AuthorStanding, Badge, CommentRecord, FlagAccuracy, SiteSettings } from '../ports/records.ts';

/** What a flag adds for its reason; some complaints cannot wait. */
const POINTS_BY_REASON: Record<FlagReason, number> = {
  illegal: 40,
  abuse: 20,
  spam: 15,
  other: 10,
  'off-topic': 5,
};

/** For whom the site answers itself, for those who have written here a while, and for those who were often rejected. */
const STAFF_POINTS = 10;
const TRUSTED_POINTS = 5;
const REJECTED_POINTS = -3;

/** However many have answered and voted, so that a busy page does not drown a grave complaint. */
const REACH_POINTS_MAX = 10;

/** What nobody has seen for long can wait; what was written just now is read just now. Ages in milliseconds. */
const HOUR_MS = 60 * 60_000;
const AGES = [
  { upTo: HOUR_MS, points: 5, detail: 'written within the last hour' },
  { upTo: 24 * HOUR_MS, points: 3, detail: 'written within the last day' },
  { upTo: 7 * 24 * HOUR_MS, points: 1, detail: 'written within the last week' },
] as const;
const OLDER = { points: 0, detail: 'older than a week' } as const;

/** However often somebody was wrong: nothing that they say is lost, and the next may be right. */
const FACTOR_MIN = 0.1;
const WEIGHT_MIN = 1;

/** A flagger's latest decided flags that their accuracy is taken from: whoever learns is forgiven. */
export const ACCURACY_FLAGS = 50;

export type Flagger = { badge: Badge; standing: AuthorStanding; accuracy: FlagAccuracy };
type Weighed = Pick<
  CommentRecord,
  'parent' | 'branchCount' | 'replyCount' | 'up' | 'down' | 'createdAt' | 'editedAt'
>;

/**
 * What a flag adds to its item's score, as a sum of whole points, at least 1: for its reason, the standing of whoever
 * flags, how many the comment has reached and how new it is; and all of that is raised or lowered by how often
 * decisions have agreed with them. Pure: it is kept with the flag as it was then.
 */
export function weighFlag(
  reason: FlagReason,
  flagger: Flagger,
  comment: Weighed,
  { settings, now }: { settings: SiteSettings; now: number },
): { weight: number; parts: FlagPart[] } {
  const reasonPart = { part: 'reason', points: POINTS_BY_REASON[reason], detail: reason } as const;
  const standing = standingPart(flagger, settings);
  const reach = reachPart(comment);
  const age = agePart(now - (comment.editedAt ?? comment.createdAt));
  const sum = reasonPart.points + standing.points + reach.points + age.points;
  const weight = Math.max(WEIGHT_MIN, Math.round(sum * factorOf(flagger.accuracy)));
  const accuracy = {
    part: 'accuracy',
    points: weight - sum,
    detail: accuracyWords(flagger.accuracy),
  } as const;
  return { weight, parts: [reasonPart, standing, reach, age, accuracy] };
}

/**
 * Above 1 for those who were mostly right, and steeply below for those who were mostly wrong. One decision alone says
 * little: as if one had gone either way before.
 */
function factorOf({ agreed, disagreed }: FlagAccuracy): number {
  const right = (agreed + 1) / (agreed + disagreed + 2);
  return right >= 0.5 ? right + 0.5 : Math.max(FACTOR_MIN, (2 * right) ** 2);
}

function accuracyWords({ agreed, disagreed }: FlagAccuracy): string {
  const decided = agreed + disagreed;
  return decided === 0
    ? 'none of their reports is decided yet'
    : `${agreed} of their last ${decided} decided reports ${agreed === 1 ? 'was' : 'were'} right`;
}

function standingPart({ badge, standing }: Flagger, settings: SiteSettings): FlagPart {
  const { published, rejected } = standing;
  const percent = (100 * rejected) / Math.max(1, published + rejected);
  if (badge === 'staff' || badge === 'moderator') {
    return { part: 'standing', points: STAFF_POINTS, detail: badge };
  }
  if (rejected >= settings.rejectedMin && percent >= settings.rejectedPercent) {
    const detail = `${rejected} of their ${published + rejected} comments rejected`;
    return { part: 'standing', points: REJECTED_POINTS, detail };
  }
  const isTrusted = published >= Math.max(1, settings.trustedAfter);
  const comments = `${published} published ${published === 1 ? 'comment' : 'comments'}`;
  return isTrusted
    ? { part: 'standing', points: TRUSTED_POINTS, detail: comments }
    : { part: 'standing', points: 0, detail: `new here, ${comments}` };
}

function reachPart({ parent, branchCount, replyCount, up, down }: Weighed): FlagPart {
  const replies = parent === null ? branchCount : replyCount;
  const votes = up + down;
  const points = Math.min(REACH_POINTS_MAX, Math.floor(2 * Math.log2(1 + replies + votes)));
  const detail = `${replies} ${replies === 1 ? 'reply' : 'replies'}, ${votes} ${votes === 1 ? 'vote' : 'votes'}`;
  return { part: 'reach', points, detail };
}

function agePart(age: number): FlagPart {
  const { points, detail } = AGES.find(({ upTo }) => age <= upTo) ?? OLDER;
  return { part: 'age', points, detail };
}
