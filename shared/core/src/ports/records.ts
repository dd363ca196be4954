/**
 * What the domain keeps. Times are milliseconds since 1970 (UTC) by the `clock` port; ids are strings from
 * the `ids` port; `null` is a known absence.
 */
import type {
  Badge,
  ChangeKind,
  CommentStatus,
  DecisionAction,
  FlagPart,
  FlagReason,
  ReviewReason,
  ReviewState,
} from '@parley/contracts/objects';

export type SiteSettings = {
  maxLength: number;
  maxDepth: number;
  editWindowSeconds: number;
  guests: boolean;
  premoderation: 'off' | 'new-authors' | 'all';
  votes: 'off' | 'up' | 'up-down';
  /** Seconds between two comments of a reader, in threads that say nothing of their own; 0: as often as limits allow. */
  slowModeSeconds: number;
  /** Published comments after which an author is no longer new. */
  trustedAfter: number;
  /**
   * Words that refuse a comment, and words that hold it; matched whole, on the folded form. A `*` is any run of
   * letters within a word.
   */
  bannedWords: string[];
  suspectWords: string[];
  /** Words that are passed over, though a pattern of those above matches them. */
  allowedWords: string[];
  /** More links than this hold a comment. */
  linksForNewAuthors: number;
  linksForTrusted: number;
  /** Authors with so many rejected comments, which are at least such a part of all, are looked at first. */
  rejectedMin: number;
  rejectedPercent: number;
  captcha: 'off' | 'on-suspicion' | 'all-guests';
  /** Secret: never shown, never logged. */
  akismetKey: string | null;
  classifierUrl: string | null;
  /** Signs what is sent to the classifier. Secret: never shown, never logged. */
  classifierSecret: string | null;
  /** Where it is told that issue reports come in unusual numbers; null: nowhere. */
  alertUrl: string | null;
  /** Signs what is sent there. Secret: never shown, never logged. */
  alertSecret: string | null;
};

export type Site = {
  id: string;
  name: string;
  /** Exact origins (`https://news.example`) whose pages may embed this site's threads. */
  origins: string[];
  settings: SiteSettings;
  /** Grows with every change of the settings: part of every ETag. */
  settingsVersion: number;
  /** Who changed them last, and when. */
  settingsChanged?: { by: { id: string; name: string }; at: number } | undefined;
  /** For HS256 sign-on by the site's own tokens. Secret: never shown, never logged. */
  ssoSecret: string | null;
  createdAt: number;
};

export type ThreadRecord = {
  id: string;
  site: string;
  key: string;
  url: string;
  title: string;
  state: 'open' | 'closed';
  /** Overrides the site's when set. */
  premoderation: SiteSettings['premoderation'] | null;
  /** Each reader may post once in so many seconds; 0 or absent: as often as limits allow. */
  slowModeSeconds?: number;
  head: number;
  /** Published comments. */
  commentCount: number;
  createdAt: number;
};

export type AuthorRecord = {
  id: string;
  name: string;
  avatar: string | null;
  badge: Badge;
  /** Wrote the page, as its site signed when they signed on there. */
  isPageAuthor?: true;
};

export type CommentRecord = {
  id: string;
  thread: string;
  site: string;
  parent: string | null;
  /** Root first, parent last; empty for a root. Its length is `depth`. */
  ancestors: string[];
  depth: number;
  /** Grows with every change readers can see; a log entry is unique by `(id, rev)`. */
  rev: number;
  /** Grows with every new body only: what a flag refers to. Starts at 1. */
  revision: number;
  status: CommentStatus;
  author: AuthorRecord;
  /** As written. NEVER insert as HTML. Null once deleted. */
  source: string | null;
  /** Rendered and sanitized. Null once deleted. */
  html: string | null;
  /** Version of the renderer that made `html`. */
  renderVersion: number;
  /** Folded text's fingerprint, for duplicates. */
  fingerprint: string;
  createdAt: number;
  editedAt: number | null;
  pinned: boolean;
  up: number;
  down: number;
  /** Direct replies that are listed. */
  replyCount: number;
  /** On a root: the published comments below it, however deep. 0 on a reply. */
  branchCount: number;
  /** Shown in slices: published, or removed with listed replies (a tombstone). */
  listed: boolean;
  /** Why it was held or rejected, in plain words for its author. */
  reason: string | null;
  /** Written under a mute: while it is held, its author is shown it as if it were published. */
  muted?: true;
  idempotencyKey: string;
  /** Hash of what the key was used for (author, parent, body): tells a replay from a mismatch. */
  idempotencyHash: string;
};

/** A body that a newer one replaced; `at`: when it was written. */
export type CommentRevision = { comment: string; revision: number; source: string; at: number };

/** One entry of a thread's log with what it left behind. */
export type LoggedChange = {
  seq: number;
  kind: ChangeKind;
  comment: CommentRecord | null;
  /** The thread after the change: its `head` and `commentCount` belong to `seq`. */
  thread: ThreadRecord;
  /** New reply counts of ancestors that this change altered. */
  replyCounts: Record<string, number>;
  /** New branch counts of roots that it altered. */
  branchCounts?: Record<string, number>;
};

export type ReaderRecord = {
  id: string;
  site: string;
  badge: Exclude<Badge, 'moderator'>;
  name: string;
  avatar: string | null;
  /** The site's own id for a signed-on reader; null for guests. */
  externalId: string | null;
  createdAt: number;
};

export type { Badge };
export type AuthorStanding = { published: number; held: number; rejected: number };

export type Session = {
  /** The token itself is never stored. */
  tokenHash: string;
  subject:
    | { kind: 'reader'; id: string; site: string; isPageAuthor?: true }
    | { kind: 'moderator'; id: string };
  createdAt: number;
  expiresAt: number;
};

export type ModeratorRecord = {
  id: string;
  /** Lower case; unique. */
  email: string;
  name: string;
  role: 'moderator' | 'lead' | 'owner';
  /** Sites they moderate; owners moderate all, whatever this says. */
  sites: string[];
  /** `scrypt$N$r$p$salt$hash`. Secret. */
  passwordHash: string;
  failedSignIns: number;
  /** Sign-in is refused until then, after too many failures. */
  lockedUntil: number | null;
  createdAt: number;
};

export type FlagRow = {
  thread: string;
  comment: string;
  revision: number;
  reader: { id: string; name: string };
  reason: FlagReason;
  note: string | null;
  /** The source as it was flagged. */
  snapshot: string;
  at: number;
  site: string;
  /** What it added to the item's score, and the parts that this is the sum of, as they were then. */
  weight: number;
  parts: FlagPart[];
};

/** Whether the last decision on its comment agreed with a flag that came before. */
export type FlagOutcome = 'agreed' | 'disagreed';

/** A flag as it is kept: with the version of its item's `flagged` event. Null: not told, not decided. */
export type KeptFlag = FlagRow & { version: number | null; outcome: FlagOutcome | null };

/** How often decisions agreed with a flagger of late. */
export type FlagAccuracy = Record<FlagOutcome, number>;

export type Actor = { id: string; name: string; kind: 'moderator' | 'reader' | 'system' };

/** Append-only. The review item is a fold of these. */
export type ReviewEventRecord = {
  id: string;
  item: string;
  site: string;
  /** 1, 2, 3 … within the item. */
  version: number;
  kind: 'opened' | 'flagged' | 'withdrawn' | 'edited' | 'undo' | 'appealed' | DecisionAction;
  at: number;
  actor: Actor;
  reason: string | null;
  note: string | null;
  /** Reasons this event adds to the item: why it was opened, who flagged it. */
  reasons: ReviewReason[];
  before: { state: ReviewState | null; status: CommentStatus };
  after: { state: ReviewState; status: CommentStatus };
  /** The event that an `undo` takes back. */
  reverses?: string | undefined;
  /** With an `undo`: the item's decision as it was before the event that is taken back. */
  restores?: ReviewItemRecord['decision'] | undefined;
  /** Shared by what was decided together. */
  bulk?: string | undefined;
};

export type ReviewItemRecord = {
  /** The comment's id: one item a comment. */
  id: string;
  site: string;
  thread: string;
  version: number;
  state: ReviewState;
  score: number;
  reasons: ReviewReason[];
  flags: Partial<Record<FlagReason, number>>;
  claim: { by: { id: string; name: string }; until: number } | null;
  /** The comment's, as the item's last event left it. */
  status: CommentStatus;
  openedAt: number;
  /** When it came into the state it is in. */
  enteredAt: number;
  dueAt: number;
  decision: { action: DecisionAction; by: string; at: number; reason: string | null } | null;
};
