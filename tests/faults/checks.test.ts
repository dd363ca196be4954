import type { CommentRecord } from '@parley/core/ports/records';
import { expect } from 'chai';
import { type CheckName, type Findings, findViolations } from './checks.ts';
import { createHistory, type Posted } from './history.ts';
import type { ReaderWindow } from './reader-window.ts';
import type { WholeThread } from './whole-thread.ts';

/** Each case spoils a run in which all is well, and names the one promise that is broken by it. */
const SPOILT: [what: string, broken: CheckName, spoil: (findings: Findings) => void][] = [
  ['an acknowledged comment is gone', 'an acknowledged comment is kept', lose],
  [
    'a key was answered with two ids',
    'one key makes one comment',
    ({ history }) => postOf(history).ids.add('b'),
  ],
  [
    'a refused comment was stored',
    'a refused comment is not stored',
    ({ history }) => Object.assign(postOf(history), { outcome: 'refused' }),
  ],
  [
    'a withdrawn comment is still published',
    'a comment has the status that was answered last',
    ({ history }) => postOf(history).withdrawals.push('done'),
  ],
  [
    'the text is not the one that was acknowledged last',
    'an acknowledged edit is kept',
    ({ history }) => postOf(history).edits.push({ marker: 'k0x0e1z', outcome: 'done' }),
  ],
  [
    'a vote is not there',
    'an acknowledged vote is kept',
    ({ history }) => postOf(history).votes.set(1, { acknowledged: 1, open: new Set() }),
  ],
  [
    'a flag is not there',
    'an acknowledged flag is kept',
    ({ history }) => postOf(history).flags.set(1, 'done'),
  ],
  [
    'the log jumps over a number',
    'the log has no holes',
    ({ evidence }) => Object.assign(threadOf(evidence), { seqs: [1, 3] }),
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
    'a window was sent what it must not see',
    'hidden text is shown to nobody',
    ({ windows }) => windows[0]?.leaks.push('a is held, with its text'),
  ],
  [
    'a counter says another number',
    'counts equal a recount',
    ({ evidence }) => Object.assign(threadOf(evidence).record ?? {}, { commentCount: 2 }),
  ],
  [
    'two decisions won the same version',
    'one decision wins a version',
    ({ history, evidence }) => {
      for (const action of ['escalate', 'approve'] as const) {
        history.decisions.push({ item: 'a', version: 1, action, outcome: 'done', event: action });
      }
      evidence.reviews.set('a', { item: null, refolded: null, events: [] });
    },
  ],
];

describe('The checks of a run under faults', () => {
  it('find nothing where all is well', () => {
    expect(findViolations(wellFindings())).to.deep.equal([]);
  });

  for (const [what, broken, spoil] of SPOILT) {
    it(`notice that ${what}`, () => {
      const findings = wellFindings();
      spoil(findings);
      expect(findViolations(findings).map(({ check }) => check)).to.include(broken);
    });
  }
});

/** One comment, `a`, posted by client 0 and shown in one window. */
function wellFindings(): Findings {
  const history = createHistory();
  const posted: Posted = {
    name: 'k0x0',
    client: 0,
    threadKey: 'page-0',
    parent: null,
    body: 'Words k0x0e0z',
    marker: 'k0x0e0z',
    isMeantHeld: false,
    ids: new Set(),
    outcome: 'done',
    edits: [],
    withdrawals: [],
    votes: new Map(),
    flags: new Map(),
  };
  history.posts.set(posted.name, posted);
  history.learnId(posted, 'a');
  const record = { id: 'a', thread: 't', status: 'published', source: posted.body } as CommentRecord;
  const thread = { id: 't', head: 1, commentCount: 1 };
  return {
    history,
    clients: [],
    windows: [window('window 0')],
    truth: new Map([['page-0', whole()]]),
    evidence: {
      records: new Map([[posted.name, record]]),
      threads: new Map([['page-0', { record: thread as never, seqs: [1], drift: [] }]]),
      votes: new Map(),
      flags: new Map(),
      reviews: new Map(),
    },
  };
}

function window(name: string): ReaderWindow {
  const log = new Map([[1, 'published a']]);
  return { name, threadKey: 'page-0', shown: whole(), log, leaks: [], resets: 0 } as unknown as ReaderWindow;
}

function whole(): WholeThread {
  const comment = { id: 'a', status: 'published', html: '<p>Words k0x0e0z</p>', rev: 1 };
  return {
    thread: { state: 'open', counts: { comments: 1 } } as WholeThread['thread'],
    head: 1,
    comments: new Map([['a', { comment: comment as never, asOf: 1 }]]),
  };
}

function lose({ evidence }: Findings): void {
  evidence.records.clear();
}

function postOf({ posts }: Findings['history']): Posted {
  return posts.get('k0x0') as Posted;
}

function threadOf({ threads }: Findings['evidence']) {
  return threads.get('page-0')!;
}
