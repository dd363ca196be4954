import type { CommentRecord, FlagRow } from '@parley/core/ports/records';
import { threadIdFor } from '@parley/core/threads/thread-id';
import type { Findings } from './checks/findings.ts';
import { SITE } from './cluster.ts';
import { createHistory, type DecisionMade, type Posted, type Setting } from './history.ts';
import type { ReaderWindow } from './reader-window.ts';
import type { WholeThread } from './whole-thread.ts';

const THREAD = threadIdFor(SITE, 'page-0');

/** One comment, `a`, posted by client 0, flagged by client 1, and shown in one window. */
export function wellFindings(): Findings {
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
    askedAt: 0,
    doneAt: 1,
    edits: [],
    withdrawals: [],
    statuses: [],
    approvals: 0,
    pins: [],
    votes: new Map(),
    flags: new Map(),
  };
  history.posts.set(posted.name, posted);
  history.learnId(posted, 'a');
  history.reports.set('ticket', 'done');
  const record = {
    id: 'a',
    thread: THREAD,
    parent: null,
    status: 'published',
    source: posted.body,
    rev: 1,
    revision: 1,
    replyCount: 0,
    pinned: false,
    author: { id: 'reader 0' },
    reason: null,
  } as CommentRecord;
  const thread = { id: THREAD, head: 1, commentCount: 1, state: 'open' };
  const item = { id: 'a', version: 1, state: 'open' };
  return {
    history,
    clients: [{ index: 0, readerId: 'reader 0', threadKey: 'page-0' } as never],
    windows: [window('window 0')],
    heals: [
      { kind: 'readers-cut', at: 0, heads: new Map([['page-0', 1]]), allServersMs: 5, liveAgainMs: [] },
    ],
    truth: new Map([['page-0', whole()]]),
    mine: new Map([[0, { votes: {}, flagged: [], comments: [] }]]),
    serverExitCodes: [0],
    evidence: {
      records: new Map([[posted.name, record]]),
      threads: new Map([['page-0', { record: thread as never, seqs: [1], drift: [] }]]),
      votes: new Map(),
      flags: new Map([['a', [flagRow()]]]),
      reviews: new Map([
        [
          'a',
          {
            item: item as never,
            refolded: { ...item } as never,
            events: [{ id: 'event', kind: 'flagged', version: 1 } as never],
          },
        ],
      ]),
      issues: { groups: new Map([['ticket', 'g']]), counts: new Map([['g', 1]]) },
    },
  };
}

export function window(name: string): ReaderWindow {
  const log = new Map([[1, 'published a']]);
  const texts = new Map([['a 1', true]]);
  const found = { name, threadKey: 'page-0', shown: whole(), log, texts, leaks: [], resets: 0 };
  return found as unknown as ReaderWindow;
}

export function whole(): WholeThread {
  const comment = {
    id: 'a',
    status: 'published',
    html: '<p>Words k0x0e0z</p>',
    author: { id: 'reader 0' },
    rev: 1,
    replyCount: 0,
    pinned: false,
    votes: { up: 0, down: 0 },
  };
  return {
    thread: { state: 'open', counts: { comments: 1 } } as WholeThread['thread'],
    head: 1,
    comments: new Map([['a', { comment: comment as never, asOf: 1 }]]),
  };
}

export function flagRow(): FlagRow {
  return { comment: 'a', revision: 1, reader: { id: 'reader 1' } } as FlagRow;
}

/** Asked at `at` and acknowledged a millisecond later. */
export function setting<T>(value: T, at: number): Setting<T> {
  return { value, outcome: 'done', askedAt: at, answeredAt: at + 1 };
}

export function decisionMade(given: Partial<DecisionMade>): DecisionMade {
  const made = { item: 'a', version: 0, action: 'escalate', outcome: 'done', event: 'event' } as const;
  return { ...made, askedAt: 1, answeredAt: 2, ...given };
}

export function postOf({ history }: Findings): Posted {
  return history.posts.get('k0x0') as Posted;
}

export function recordOf({ evidence }: Findings): CommentRecord {
  return evidence.records.get('k0x0') as CommentRecord;
}

export function threadOf({ evidence }: Findings) {
  return evidence.threads.get('page-0')!;
}
