import type { Findings } from './checks/findings.ts';
import type { CheckName } from './checks.ts';
import {
  decisionMade,
  flagRow,
  postOf,
  recordOf,
  setting,
  threadOf,
  whole,
  window,
} from './well-findings.ts';

/** Each case spoils a run in which all is well, and names the one promise that is broken by it. */
export const SPOILT: [what: string, broken: CheckName, spoil: (findings: Findings) => void][] = [
  [
    'an acknowledged comment is gone',
    'an acknowledged comment is kept',
    ({ evidence }) => evidence.records.clear(),
  ],
  ['a key was answered with two ids', 'one key makes one comment', (found) => postOf(found).ids.add('b')],
  [
    'a text is shown under a second id',
    'one key makes one comment',
    ({ truth }) => truth.get('page-0')?.comments.set('b', { comment: shownAs('b'), asOf: 1 }),
  ],
  [
    'a refused comment was stored',
    'a refused comment is not stored',
    (found) => Object.assign(postOf(found), { outcome: 'refused' }),
  ],
  [
    'a withdrawn comment is still published',
    'a comment has the status that was answered last',
    (found) => postOf(found).withdrawals.push('done'),
  ],
  [
    'a comment whose edit was held is still published',
    'a comment has the status that was answered last',
    (found) => postOf(found).statuses.push(setting('held', 1)),
  ],
  [
    'a rejected comment is still published',
    'a comment has the status that was answered last',
    ({ history }) => history.decisions.push(decisionMade({ action: 'reject' })),
  ],
  [
    'the text is not the one that was acknowledged last',
    'an acknowledged edit is kept',
    (found) => postOf(found).edits.push({ marker: 'k0x0e1z', outcome: 'done' }),
  ],
  [
    'an edit that was sent again was made twice',
    'a repeated edit is made once',
    (found) => Object.assign(recordOf(found), { revision: 2 }),
  ],
  [
    'a vote is not there',
    'an acknowledged vote is kept',
    (found) => postOf(found).votes.set(1, [setting(1, 1)]),
  ],
  ['a flag is not there', 'an acknowledged flag is kept', (found) => postOf(found).flags.set(1, 'done')],
  [
    'a pinned comment is not pinned',
    'a pin is as it was answered last',
    (found) => postOf(found).pins.push(setting(true, 1)),
  ],
  [
    'a thread that was opened again is closed',
    'a thread is open or closed as it was answered last',
    (found) => {
      found.history.threads.set('page-0', [setting('closed', 1), setting('open', 3)]);
      Object.assign(threadOf(found).record ?? {}, { state: 'closed' });
    },
  ],
  [
    'a comment was taken while its thread was closed',
    'a closed thread takes no comments',
    (found) => {
      found.history.threads.set('page-0', [setting('closed', 1), setting('open', 9)]);
      Object.assign(postOf(found), { askedAt: 4, doneAt: 5 });
    },
  ],
  [
    'an issue report is gone',
    'an acknowledged issue report is kept once',
    ({ history }) => history.reports.set('another', 'done'),
  ],
  [
    'an issue report was counted twice',
    'an acknowledged issue report is kept once',
    ({ evidence }) => evidence.issues.counts.set('g', 2),
  ],
  [
    'two decisions won the same version',
    'one decision wins a version',
    ({ history }) => {
      for (const action of ['escalate', 'approve'] as const) history.decisions.push(decisionMade({ action }));
    },
  ],
  [
    'a decision is not in the log of its item',
    'an acknowledged decision is kept',
    ({ history }) => history.decisions.push(decisionMade({ event: 'another' })),
  ],
  [
    'an item has another state than its events make',
    'a review item is the fold of its events',
    ({ evidence }) => Object.assign(evidence.reviews.get('a')?.item ?? {}, { state: 'closed' }),
  ],
  [
    'an event of an item is missing',
    'a review item is the fold of its events',
    ({ evidence }) => Object.assign(evidence.reviews.get('a')?.events[0] ?? {}, { version: 2 }),
  ],
  [
    'a held comment has no open item',
    'what awaits a moderator is in the queue',
    (found) => {
      Object.assign(recordOf(found), { status: 'held' });
      found.evidence.reviews.clear();
    },
  ],
  [
    'a flag was stored twice',
    'a flag counts once',
    ({ evidence }) => evidence.flags.get('a')?.push(flagRow()),
  ],
  [
    'the log jumps over a number',
    'the log has no holes',
    (found) => Object.assign(threadOf(found), { seqs: [1, 3] }),
  ],
  [
    'two windows were told different things under one number',
    'all windows were told the same',
    ({ windows }) => windows.push({ ...window('another'), log: new Map([[1, 'published b']]) }),
  ],
  [
    'a window stands where the store does not',
    'every window shows what the store holds',
    ({ windows }) => windows.push({ ...window('another'), shown: { ...whole(), head: 2 } }),
  ],
  [
    'a window shows a pin that is none',
    'every window shows what the store holds',
    ({ windows }) => Object.assign(windows[0]?.shown.comments.get('a')?.comment ?? {}, { pinned: true }),
  ],
  [
    'a window shows a closed thread as open',
    'every window shows what the store holds',
    ({ truth }) => Object.assign(truth.get('page-0')?.thread ?? {}, { state: 'closed' }),
  ],
  [
    'a removed comment with replies left no tombstone',
    'a fresh load shows what the store holds',
    ({ evidence, truth }) => {
      const reply = { ...evidence.records.get('k0x0'), id: 'b', parent: 'gone' } as never;
      evidence.records.set('k0x1', reply);
      evidence.records.set('k0x2', { id: 'gone', thread: 't', status: 'deleted', parent: null } as never);
      truth.get('page-0')?.comments.set('b', { comment: shownAs('b'), asOf: 1 });
    },
  ],
  [
    'a loaded comment lacks a vote',
    'a fresh load shows what the store holds',
    ({ evidence }) => evidence.votes.set(1, new Map([['a', 1]])),
  ],
  [
    'a reader is not told of their own held comment',
    'readers are told of their own what the store holds',
    (found) => Object.assign(recordOf(found), { status: 'held' }),
  ],
  [
    'a reader is told of a vote that is none',
    'readers are told of their own what the store holds',
    ({ mine }) => Object.assign(mine.get(0)?.votes ?? {}, { a: 1 }),
  ],
  [
    'a window was sent what it must not see',
    'hidden text is shown to nobody',
    ({ windows }) => windows[0]?.leaks.push('a is held, with its text'),
  ],
  [
    'somebody who asked was answered with hidden text',
    'hidden text is shown to nobody',
    ({ history }) => history.leaks.push('its permalink held the text of k0x0'),
  ],
  [
    'a window was sent a text with the number of its removal',
    'a text is gone for all after its removal',
    ({ windows }) => windows.push({ ...window('another'), texts: new Map([['a 1', false]]) }),
  ],
  [
    'a window was sent the text of a withdrawn comment',
    'a text is gone for all after its removal',
    (found) => Object.assign(recordOf(found), { status: 'deleted' }),
  ],
  [
    'a counter says another number',
    'counts equal a recount',
    (found) => Object.assign(threadOf(found).record ?? {}, { commentCount: 2 }),
  ],
  [
    'a comment counts a reply that is none',
    'counts equal a recount',
    (found) => Object.assign(recordOf(found), { replyCount: 1 }),
  ],
  [
    'a server did not come back',
    'every server answers after a fault',
    ({ heals }) => Object.assign(heals[0] ?? {}, { allServersMs: Number.POSITIVE_INFINITY }),
  ],
  [
    'a server had ended by itself',
    'servers end when they are asked to',
    ({ serverExitCodes }) => serverExitCodes.push(1),
  ],
];

function shownAs(id: string) {
  const [known] = whole().comments.values();
  return { ...known?.comment, id } as never;
}
