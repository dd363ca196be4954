import { SLICE_MAX } from '@parley/contracts/limits';
import { attempt } from '../attempt.ts';
import { SITE } from '../cluster.ts';
import type { Posted } from '../history.ts';
import { holdsTextOf } from '../marker.ts';
import type { Actors } from '../operations.ts';

/** Changes before the head that are asked for: the removal is among them, and what readers were told before. */
const CHANGES_BACK = 100;

/**
 * Right after a removal was acknowledged, nobody is given the text any more, whatever they ask for. `approvals`:
 * how often somebody had tried to approve the comment before its removal was asked for. Where somebody has
 * tried since, nothing is concluded.
 */
export async function lookAfterRemoval(
  { stranger, history }: Actors,
  posted: Posted,
  { id, approvals }: { id: string; approvals: number },
): Promise<void> {
  const place = { site: SITE, key: posted.threadKey };
  const views: [view: string, read: () => Promise<unknown>][] = [
    ['the first slice', () => stranger.openThread({ ...place, sort: 'newest', limit: SLICE_MAX })],
    ['its permalink', () => stranger.getComment(id)],
    [
      'the changes',
      async () => {
        const { thread } = await stranger.openThread({ ...place, limit: 1 });
        return stranger.listChanges(thread.id, Math.max(0, thread.head - CHANGES_BACK));
      },
    ],
  ];
  await Promise.all(
    views.map(async ([view, read]) => {
      const { outcome, value } = await attempt(read, 1);
      // A permalink may well be refused: there is nothing to be seen any more.
      history.count('look after a removal', outcome);
      const isApproved = posted.approvals !== approvals && !posted.withdrawals.includes('done');
      if (!isApproved && holdsTextOf(posted.name, JSON.stringify(value ?? null))) {
        history.leaks.push(`${view} held the text of ${posted.name} after its removal was acknowledged`);
      }
    }),
  );
}
