/** What a correct store is: every part below is tried on every adapter. */
import { describeActs } from './store/acts.ts';
import { ADAPTERS, type OpenedStore } from './store/adapters.ts';
import type { GetStore } from './store/arrange.ts';
import { describeBranches } from './store/branches.ts';
import { describeCommentEdits } from './store/comment-edits.ts';
import { describeCommentLists } from './store/comment-lists.ts';
import { describeComments } from './store/comments.ts';
import { describeFlags } from './store/flags.ts';
import { describeIdentity } from './store/identity.ts';
import { describeInterleavings } from './store/interleavings.ts';
import { describeIssueTriage } from './store/issue-triage.ts';
import { describeIssues } from './store/issues.ts';
import { describeModeratorsAtOnce } from './store/moderators-at-once.ts';
import { describeNotes } from './store/notes.ts';
import { describeOutbox } from './store/outbox.ts';
import { describeRelay } from './store/relay.ts';
import { describeReview } from './store/review.ts';
import { describeReviewClaims } from './store/review-claims.ts';
import { describeReviewQueue } from './store/review-queue.ts';
import { describeRooms } from './store/rooms.ts';
import { describeSanctions } from './store/sanctions.ts';
import { describeThreads } from './store/threads.ts';
import { describeTombstones } from './store/tombstones.ts';
import { describeVotes } from './store/votes.ts';

const PARTS: ((getStore: GetStore, percent: number) => void)[] = [
  describeThreads,
  describeComments,
  describeCommentEdits,
  describeCommentLists,
  describeTombstones,
  describeBranches,
  describeVotes,
  describeFlags,
  describeReview,
  describeReviewClaims,
  describeReviewQueue,
  describeIdentity,
  describeSanctions,
  describeActs,
  describeNotes,
  describeRooms,
  describeIssues,
  describeIssueTriage,
  describeOutbox,
  describeRelay,
  describeInterleavings,
  describeModeratorsAtOnce,
];

for (const adapter of ADAPTERS) {
  adapter.describe(`the store on ${adapter.name}`, (url) => {
    let opened: OpenedStore | undefined;
    before('open the store', async () => {
      opened = await adapter.open(url);
    });
    after('remove what it kept', async () => {
      await opened?.dispose();
    });
    const getStore: GetStore = () => {
      if (opened === undefined) throw new Error('the store is not open');
      return opened.store;
    };
    for (const describePart of PARTS) describePart(getStore, adapter.percent);
  });
}
