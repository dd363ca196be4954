/** Valid records with sensible contents: a test names only what it is about. */

import type { CommentStatus, DecisionAction, ReviewReason } from '@parley/contracts/objects';
import type { ActRecord } from '@parley/core/ports/act-store';
import type { IssueAct, IssueReportRecord } from '@parley/core/ports/issue-records';
import type { NoteRecord } from '@parley/core/ports/note-store';
import type {
  Actor,
  AuthorRecord,
  CommentRecord,
  FlagRow,
  ModeratorRecord,
  ReaderRecord,
  ReviewEventRecord,
  ReviewItemRecord,
  Session,
  Site,
  ThreadRecord,
} from '@parley/core/ports/records';
import type { SanctionRecord } from '@parley/core/ports/sanction-store';
import type { ReviewChange, ReviewStore } from '@parley/core/ports/store';
import { defaultSiteSettings } from '@parley/core/sites/default-site-settings';

/** The moment at which tests begin. */
export const START = Date.UTC(2026, 5, 1, 12);
/** Time between two records made one after the other. */
const STEP_MS = 1_000;

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';
const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';
let made = 0;

/** Sorts in the order of making, as ids of the `ids` port do; 26 characters. */
export function sortableId(): string {
  made += 1;
  return digits(made, CROCKFORD).padStart(26, '0');
}

/** A moment after that of every record made before. */
export function nextMoment(): number {
  made += 1;
  return START + made * STEP_MS;
}

export function aThreadId(): string {
  made += 1;
  return digits(made, BASE32).padStart(20, 'a');
}

export function aSite(set: Partial<Site> = {}): Site {
  return {
    id: `site-${sortableId().slice(-8)}`,
    name: 'The Sound Gazette',
    origins: ['https://news.example'],
    settings: defaultSiteSettings(),
    settingsVersion: 1,
    ssoSecret: null,
    createdAt: nextMoment(),
    ...set,
  };
}

export function aThread(set: Partial<ThreadRecord> = {}): ThreadRecord {
  const id = set.id ?? aThreadId();
  return {
    id,
    site: 'gazette',
    key: `/articles/${id}`,
    url: `https://news.example/articles/${id}`,
    title: 'Harbour bridge reopens',
    state: 'open',
    premoderation: null,
    head: 0,
    commentCount: 0,
    createdAt: nextMoment(),
    ...set,
  };
}

export const alice: AuthorRecord = { id: 'reader-alice', name: 'Alice', avatar: null, badge: 'member' };
export const bob: AuthorRecord = { id: 'reader-bob', name: 'Bob', avatar: null, badge: 'guest' };
export const mod: Actor = { id: 'moderator-mod', name: 'Mod', kind: 'moderator' };
export const ana: Actor = { id: 'moderator-ana', name: 'Ana', kind: 'moderator' };
export const screening: Actor = { id: 'screening', name: 'Screening', kind: 'system' };

/** A new root by Alice, published unless told otherwise. With `parent` given, a reply to it. */
export function aComment(
  thread: Pick<ThreadRecord, 'id' | 'site'>,
  { parent = null, ...set }: Partial<Omit<CommentRecord, 'parent'>> & { parent?: CommentRecord | null } = {},
): CommentRecord {
  const suffix = sortableId();
  const status = set.status ?? 'published';
  return {
    id: `${thread.id}${suffix}`,
    thread: thread.id,
    site: thread.site,
    parent: parent?.id ?? null,
    ancestors: parent === null ? [] : [...parent.ancestors, parent.id],
    depth: parent === null ? 0 : parent.depth + 1,
    rev: 1,
    revision: 1,
    status,
    author: alice,
    source: `The ferries were quicker. ${suffix}`,
    html: `<p>The ferries were quicker. ${suffix}</p>`,
    renderVersion: 1,
    fingerprint: `print-${suffix}`,
    createdAt: nextMoment(),
    editedAt: null,
    pinned: false,
    up: 0,
    down: 0,
    replyCount: 0,
    branchCount: 0,
    listed: status === 'published',
    reason: status === 'held' ? 'It waits for a moderator.' : null,
    idempotencyKey: `key-${suffix}`,
    idempotencyHash: `hash-${suffix}`,
    ...set,
  };
}

/** What goes with a comment that screening holds. */
export function heldBy(
  comment: CommentRecord,
  {
    kind = 'opened',
    rule = 'suspect-words',
    weight = 30,
  }: { kind?: 'opened' | 'edited'; rule?: string; weight?: number } = {},
): ReviewChange {
  const at = nextMoment();
  const reason: ReviewReason = { reason: rule, source: 'screening', detail: 'found “scum”', weight };
  return {
    event: {
      id: sortableId(),
      item: comment.id,
      site: comment.site,
      kind,
      at,
      actor: screening,
      reason: rule,
      note: null,
      reasons: [reason],
      after: { state: 'open', status: 'held' },
    },
    weight,
    dueAt: at + 3_600_000,
  };
}

export function aFlag(comment: CommentRecord, set: Partial<FlagRow> = {}): FlagRow {
  const { weight = 20 } = set;
  return {
    thread: comment.thread,
    comment: comment.id,
    revision: comment.revision,
    reader: { id: bob.id, name: bob.name },
    reason: 'abuse',
    note: null,
    snapshot: comment.source ?? '',
    at: nextMoment(),
    site: comment.site,
    weight,
    parts: [{ part: 'reason', points: weight, detail: 'abuse' }],
    ...set,
  };
}

/** What a flag does to the comment's review item. */
export function flaggedBy(flag: FlagRow, comment: CommentRecord): ReviewChange {
  const { weight, parts } = flag;
  return {
    event: {
      id: sortableId(),
      item: comment.id,
      site: comment.site,
      kind: 'flagged',
      at: flag.at,
      actor: { ...flag.reader, kind: 'reader' },
      reason: flag.reason,
      note: flag.note,
      reasons: [
        { reason: `flag:${flag.reason}`, source: 'flag', detail: 'reported by a reader', weight, parts },
      ],
      after: { state: 'open', status: 'published' },
    },
    weight,
    dueAt: flag.at + 3_600_000,
  };
}

/** A moderator's decision on an item as they see it, in the form that `review.decide` takes. */
export function aDecision(
  item: ReviewItemRecord,
  action: DecisionAction,
  set: { by?: Actor; status?: CommentStatus; at?: number; authorReason?: string | null } = {},
): Parameters<ReviewStore['decide']>[0] {
  const found = set.status ?? 'held';
  return {
    id: item.id,
    expectedVersion: item.version,
    authorReason: set.authorReason ?? null,
    event: {
      id: sortableId(),
      item: item.id,
      site: item.site,
      kind: action,
      at: set.at ?? nextMoment(),
      actor: set.by ?? mod,
      reason: null,
      note: null,
      reasons: [],
      before: { state: item.state, status: found },
      after: outcomeOf(action, found),
    },
  };
}

function outcomeOf(action: DecisionAction, status: CommentStatus): ReviewEventRecord['after'] {
  switch (action) {
    case 'approve':
      return { state: 'closed', status: 'published' };
    case 'reject':
    case 'spam':
      return { state: 'closed', status: 'rejected' };
    case 'escalate':
      return { state: 'escalated', status };
    case 'reopen':
      return { state: 'open', status };
  }
}

export function aReader(set: Partial<ReaderRecord> = {}): ReaderRecord {
  return {
    id: `reader-${sortableId()}`,
    site: 'gazette',
    badge: 'guest',
    name: 'Carol',
    avatar: null,
    externalId: null,
    createdAt: nextMoment(),
    ...set,
  };
}

export function aModerator(set: Partial<ModeratorRecord> = {}): ModeratorRecord {
  const id = sortableId();
  return {
    id: `moderator-${id}`,
    email: `mod-${id}@news.example`,
    name: 'Mod',
    role: 'moderator',
    sites: ['gazette'],
    passwordHash: 'scrypt$16384$8$1$c2FsdA$aGFzaA',
    failedSignIns: 0,
    lockedUntil: null,
    createdAt: nextMoment(),
    ...set,
  };
}

export function aSanction(reader: ReaderRecord, set: Partial<SanctionRecord> = {}): SanctionRecord {
  return {
    id: `s${sortableId()}`,
    kind: 'mute',
    reader: { id: reader.id, name: reader.name },
    site: reader.site,
    everywhere: false,
    externalId: null,
    until: null,
    reason: 'Insults.',
    by: { id: mod.id, name: mod.name },
    at: nextMoment(),
    lifted: null,
    removal: null,
    ...set,
  };
}

/** What Mod noted about Carol. */
export function aNote(set: Partial<NoteRecord> = {}): NoteRecord {
  const id = sortableId();
  return {
    id: `n${id}`,
    key: `key-${id}`,
    author: { id: 'reader-carol', name: 'Carol' },
    site: 'gazette',
    text: 'Writes from two accounts.',
    by: { id: mod.id, name: mod.name },
    at: nextMoment(),
    ...set,
  };
}

/** What a lead did to a site, unless told otherwise. */
export function anAct(set: Partial<ActRecord> = {}): ActRecord {
  return {
    id: sortableId(),
    site: 'gazette',
    kind: 'settings-changed',
    at: nextMoment(),
    actor: ana,
    subject: { kind: 'site', id: 'gazette', name: 'The Gazette' },
    reason: null,
    before: { maxLength: 1 },
    after: { maxLength: 2 },
    ...set,
  };
}

export function aSession(set: Partial<Session> = {}): Session {
  const createdAt = nextMoment();
  return {
    tokenHash: sortableId().padStart(64, '0'),
    subject: { kind: 'reader', id: alice.id, site: 'gazette' },
    createdAt,
    expiresAt: createdAt + 86_400_000,
    ...set,
  };
}

/** What Mia does to a group: by default she says that she has seen it. */
export function aTriage(group: string, set: Partial<IssueAct> = {}): IssueAct {
  return {
    id: sortableId(),
    group,
    site: 'gazette',
    kind: 'changed',
    at: nextMoment(),
    actor: { id: 'mia', name: 'Mia', kind: 'moderator' },
    note: null,
    set: { state: 'triaged' },
    ...set,
  };
}

export function anIssueReport(set: Partial<IssueReportRecord> = {}): IssueReportRecord {
  return {
    ticket: `00000000-0000-4000-8000-${digits(++made, '0123456789').padStart(12, '0')}`,
    site: 'gazette',
    page: 'https://news.example/articles/bridge',
    message: 'The button does nothing.',
    email: null,
    diagnosis: ['api-5xx'],
    diagnostics: { build: 'test', lastStatus: 503 },
    receivedAt: nextMoment(),
    ...set,
  };
}

function digits(value: number, alphabet: string): string {
  let text = '';
  for (let rest = value; rest > 0; rest = Math.floor(rest / alphabet.length)) {
    text = `${alphabet[rest % alphabet.length]}${text}`;
  }
  return text;
}
