/** The schema as it was in the beginning: version 1 of a file. Changed by migrations only. */
export const FIRST_SCHEMA = `
CREATE TABLE sites (id TEXT PRIMARY KEY, record TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE threads (
  id TEXT PRIMARY KEY,
  site TEXT NOT NULL,
  key TEXT NOT NULL,
  url TEXT NOT NULL,
  title TEXT NOT NULL,
  state TEXT NOT NULL,
  premoderation TEXT,
  head INTEGER NOT NULL,
  comment_count INTEGER NOT NULL,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

-- The log of a thread. Bounded: rows that fall out of it are deleted as others are appended.
CREATE TABLE changes (
  thread TEXT NOT NULL,
  seq INTEGER NOT NULL,
  kind TEXT NOT NULL,
  comment TEXT,
  comment_count INTEGER NOT NULL,
  reply_counts TEXT,
  PRIMARY KEY (thread, seq)
) WITHOUT ROWID;

-- place: whose replies a comment is listed among; the thread's id for roots, so that one index serves both.
CREATE TABLE comments (
  id TEXT NOT NULL PRIMARY KEY,
  thread TEXT NOT NULL,
  site TEXT NOT NULL,
  parent TEXT,
  ancestors TEXT NOT NULL,
  rev INTEGER NOT NULL,
  revision INTEGER NOT NULL,
  status TEXT NOT NULL,
  author_id TEXT NOT NULL,
  author_name TEXT NOT NULL,
  author_avatar TEXT,
  author_badge TEXT NOT NULL,
  source TEXT,
  html TEXT,
  render_version INTEGER NOT NULL,
  fingerprint TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  edited_at INTEGER,
  pinned INTEGER NOT NULL,
  up INTEGER NOT NULL,
  down INTEGER NOT NULL,
  reply_count INTEGER NOT NULL,
  listed INTEGER NOT NULL,
  was_published INTEGER NOT NULL,
  reason TEXT,
  idempotency_key TEXT NOT NULL,
  idempotency_hash TEXT NOT NULL,
  place TEXT AS (coalesce(parent, thread)) VIRTUAL,
  score INTEGER AS (up - down) VIRTUAL,
  in_slices INTEGER AS (listed AND NOT (pinned AND parent IS NULL)) VIRTUAL
);
CREATE UNIQUE INDEX comments_by_key ON comments (thread, idempotency_key);
CREATE INDEX comments_by_time ON comments (place, id) WHERE in_slices = 1;
CREATE INDEX comments_by_score ON comments (place, score, id) WHERE in_slices = 1;
CREATE INDEX comments_by_replies ON comments (place, reply_count, id) WHERE in_slices = 1;
CREATE INDEX comments_pinned ON comments (thread, id) WHERE pinned = 1;
CREATE INDEX comments_unseen ON comments (thread, author_id, id) WHERE status IN ('held', 'rejected');
CREATE INDEX comments_by_author ON comments (site, author_id, created_at, id, status);
CREATE INDEX comments_by_fingerprint ON comments (thread, author_id, fingerprint, created_at, status);

CREATE TABLE revisions (
  comment TEXT NOT NULL,
  revision INTEGER NOT NULL,
  source TEXT NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (comment, revision)
);

-- How many comments an author has by status: asked with every post, so counted as they change.
CREATE TABLE standings (
  site TEXT NOT NULL,
  author TEXT NOT NULL,
  published INTEGER NOT NULL,
  held INTEGER NOT NULL,
  rejected INTEGER NOT NULL,
  PRIMARY KEY (site, author)
) WITHOUT ROWID;

CREATE TABLE votes (
  comment TEXT NOT NULL,
  reader TEXT NOT NULL,
  thread TEXT NOT NULL,
  value INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (comment, reader)
) WITHOUT ROWID;
CREATE INDEX votes_by_reader ON votes (thread, reader, comment, value);

-- The exact totals of comments that were voted on. base_up, base_down: what an import brought.
-- marked_at: the oldest vote that the comment itself does not show yet.
CREATE TABLE vote_totals (
  comment TEXT PRIMARY KEY,
  thread TEXT NOT NULL,
  base_up INTEGER NOT NULL,
  base_down INTEGER NOT NULL,
  up INTEGER NOT NULL,
  down INTEGER NOT NULL,
  marked_at INTEGER
) WITHOUT ROWID;
CREATE INDEX vote_totals_marked ON vote_totals (marked_at, comment) WHERE marked_at IS NOT NULL;

CREATE TABLE flags (
  comment TEXT NOT NULL,
  revision INTEGER NOT NULL,
  reader TEXT NOT NULL,
  reader_name TEXT NOT NULL,
  thread TEXT NOT NULL,
  reason TEXT NOT NULL,
  note TEXT,
  snapshot TEXT NOT NULL,
  at INTEGER NOT NULL
);
CREATE UNIQUE INDEX flags_by_comment ON flags (comment, revision, reader);
CREATE INDEX flags_by_reader ON flags (thread, reader, comment);

CREATE TABLE readers (
  id TEXT PRIMARY KEY,
  site TEXT NOT NULL,
  external_id TEXT,
  record TEXT NOT NULL
) WITHOUT ROWID;
CREATE UNIQUE INDEX readers_external ON readers (site, external_id) WHERE external_id IS NOT NULL;

CREATE TABLE sessions (
  token_hash TEXT PRIMARY KEY,
  subject TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_by_end ON sessions (expires_at);

CREATE TABLE moderators (
  id TEXT PRIMARY KEY,
  email TEXT NOT NULL UNIQUE,
  name TEXT NOT NULL,
  role TEXT NOT NULL,
  sites TEXT NOT NULL,
  password_hash TEXT NOT NULL,
  failed_sign_ins INTEGER NOT NULL,
  locked_until INTEGER,
  created_at INTEGER NOT NULL
) WITHOUT ROWID;

CREATE TABLE review_items (
  id TEXT PRIMARY KEY,
  site TEXT NOT NULL,
  thread TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  score INTEGER NOT NULL,
  reasons TEXT NOT NULL,
  flags TEXT NOT NULL,
  claim TEXT,
  opened_at INTEGER NOT NULL,
  due_at INTEGER NOT NULL,
  decision TEXT
) WITHOUT ROWID;
CREATE INDEX review_items_by_score ON review_items (site, state, score, id);
CREATE INDEX review_items_by_age ON review_items (site, state, opened_at, id);
CREATE INDEX review_items_by_thread ON review_items (thread, id);

-- One row a reason of an item, with the item's sort keys, so that a queue of one reason is a range too.
CREATE TABLE review_reasons (
  item TEXT NOT NULL,
  reason TEXT NOT NULL,
  site TEXT NOT NULL,
  state TEXT NOT NULL,
  score INTEGER NOT NULL,
  opened_at INTEGER NOT NULL,
  PRIMARY KEY (item, reason)
) WITHOUT ROWID;
CREATE INDEX review_reasons_by_score ON review_reasons (site, state, reason, score, item);
CREATE INDEX review_reasons_by_age ON review_reasons (site, state, reason, opened_at, item);

CREATE TABLE review_events (
  item TEXT NOT NULL,
  version INTEGER NOT NULL,
  id TEXT NOT NULL,
  site TEXT NOT NULL,
  at INTEGER NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (item, version)
) WITHOUT ROWID;
CREATE UNIQUE INDEX review_events_by_id ON review_events (id);
CREATE INDEX review_events_by_time ON review_events (site, at, id);

CREATE TABLE issue_reports (
  ticket TEXT PRIMARY KEY,
  issue_group TEXT NOT NULL,
  received_at INTEGER NOT NULL,
  record TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX issue_reports_by_group ON issue_reports (issue_group, received_at, ticket);

CREATE TABLE issue_groups (
  id TEXT PRIMARY KEY,
  site TEXT NOT NULL,
  version INTEGER NOT NULL,
  state TEXT NOT NULL,
  title TEXT NOT NULL,
  diagnosis TEXT NOT NULL,
  count INTEGER NOT NULL,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  fixed_in TEXT,
  public_note TEXT
) WITHOUT ROWID;
CREATE INDEX issue_groups_by_time ON issue_groups (last_seen, id);
CREATE INDEX issue_groups_by_state ON issue_groups (state, last_seen, id);
CREATE INDEX issue_groups_by_site ON issue_groups (site, last_seen, id);
CREATE INDEX issue_groups_by_site_and_state ON issue_groups (site, state, last_seen, id);

CREATE TABLE leases (job TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL) WITHOUT ROWID;
`;
