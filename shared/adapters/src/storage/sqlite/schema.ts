import type { DatabaseSync } from 'node:sqlite';
import { FIRST_SCHEMA } from './first-schema.ts';
import { judgeAll } from './flag-outcomes.ts';
import { ISSUE_TRIAGE, OUTBOX } from './issue-schema.ts';
import { fileAll, LOG_TERMS } from './log-terms.ts';
import { foldAllNames } from './readers.ts';
import { chainAll } from './review-chain.ts';

/**
 * The schema's history: the n-th entry brings a file from version n to n + 1 (`PRAGMA user_version`). Entries
 * are only ever added.
 */
const MIGRATIONS: readonly (string | ((driver: DatabaseSync) => void))[] = [
  FIRST_SCHEMA,
  // A site's feed.
  `CREATE INDEX comments_latest ON comments (site, created_at, id) WHERE status = 'published';`,
  // The log of moderation as a chain of fingerprints; what was decided together; sanctions.
  (driver) => {
    driver.exec(`
      CREATE TABLE review_chain (
        site TEXT NOT NULL,
        seq INTEGER NOT NULL,
        event TEXT NOT NULL,
        prev_hash TEXT NOT NULL,
        hash TEXT NOT NULL,
        PRIMARY KEY (site, seq)
      ) WITHOUT ROWID;
      CREATE UNIQUE INDEX review_chain_by_event ON review_chain (event);

      ALTER TABLE review_events ADD COLUMN bulk TEXT;
      CREATE INDEX review_events_by_bulk ON review_events (bulk) WHERE bulk IS NOT NULL;

      ALTER TABLE comments ADD COLUMN muted INTEGER NOT NULL DEFAULT 0;

      -- external_id: of those that hold everywhere. ended_at: when it was lifted.
      CREATE TABLE sanctions (
        id TEXT PRIMARY KEY,
        reader TEXT NOT NULL,
        external_id TEXT,
        site TEXT NOT NULL,
        until INTEGER,
        ended_at INTEGER,
        record TEXT NOT NULL
      ) WITHOUT ROWID;
      CREATE INDEX sanctions_by_reader ON sanctions (reader, id);
      CREATE INDEX sanctions_everywhere ON sanctions (external_id) WHERE external_id IS NOT NULL;
      CREATE INDEX sanctions_by_site ON sanctions (site, id) WHERE ended_at IS NULL;
    `);
    chainAll(driver);
  },
  // Seconds between two comments of a reader in a thread.
  'ALTER TABLE threads ADD COLUMN slow_mode INTEGER NOT NULL DEFAULT 0;',
  // What moderators do besides deciding on items.
  `
  CREATE TABLE acts (
    id TEXT PRIMARY KEY,
    site TEXT NOT NULL,
    at INTEGER NOT NULL,
    record TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX acts_by_time ON acts (site, at, id);
  `,
  // The sessions of a reader.
  "CREATE INDEX sessions_by_subject ON sessions (json_extract(subject, '$.id'));",
  ISSUE_TRIAGE,
  // The comments below each root, however deep: what "most discussed" goes by.
  `
  ALTER TABLE comments ADD COLUMN branch_count INTEGER NOT NULL DEFAULT 0;
  -- root: the topmost ancestor; empty on roots.
  ALTER TABLE comments ADD COLUMN root TEXT AS (substr(ancestors, 1, instr(ancestors || ',', ',') - 1)) VIRTUAL;
  ALTER TABLE comments ADD COLUMN discussion INTEGER
    AS (CASE WHEN parent IS NULL THEN branch_count ELSE reply_count END) VIRTUAL;
  CREATE INDEX comments_by_root ON comments (root) WHERE status = 'published' AND parent IS NOT NULL;
  UPDATE comments SET branch_count = (
    SELECT count(*) FROM comments AS reply
    WHERE reply.root = comments.id AND reply.status = 'published' AND reply.parent IS NOT NULL
  ) WHERE parent IS NULL AND reply_count > 0;
  DROP INDEX comments_by_replies;
  CREATE INDEX comments_by_discussion ON comments (place, discussion, id) WHERE in_slices = 1;
  ALTER TABLE changes ADD COLUMN branch_counts TEXT;
  `,
  // What an item's last event left of its comment, when it came into its state, and queues by these and by thread.
  `
  ALTER TABLE review_items ADD COLUMN status TEXT NOT NULL DEFAULT 'published';
  ALTER TABLE review_items ADD COLUMN entered_at INTEGER NOT NULL DEFAULT 0;
  UPDATE review_items SET
    status = (SELECT json_extract(record, '$.after.status') FROM review_events
      WHERE item = review_items.id AND version = review_items.version),
    entered_at = (SELECT max(at) FROM review_events
      WHERE item = review_items.id
        AND json_extract(record, '$.before.state') IS NOT json_extract(record, '$.after.state'));
  CREATE INDEX review_items_by_entry ON review_items (site, state, entered_at, id);

  ALTER TABLE review_reasons ADD COLUMN entered_at INTEGER NOT NULL DEFAULT 0;
  UPDATE review_reasons SET
    entered_at = (SELECT entered_at FROM review_items WHERE id = review_reasons.item);
  INSERT INTO review_reasons (item, reason, site, state, score, opened_at, entered_at)
    SELECT id, 'status:' || status, site, state, score, opened_at, entered_at FROM review_items
    UNION ALL SELECT id, 'thread:' || thread, site, state, score, opened_at, entered_at FROM review_items;
  CREATE INDEX review_reasons_by_entry ON review_reasons (site, state, reason, entered_at, item);
  `,
  OUTBOX,
  // Whose comments each reader does not want to see.
  'CREATE TABLE mutes (reader TEXT PRIMARY KEY, authors TEXT NOT NULL) WITHOUT ROWID;',
  // Challenges that were used, until they are over.
  `
  CREATE TABLE challenges (
    id TEXT PRIMARY KEY,
    taken_by TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX challenges_by_end ON challenges (expires_at);
  `,
  // Threads and readers, as moderators look for them.
  (driver) => {
    driver.exec(`
      CREATE INDEX threads_by_time ON threads (site, created_at, id);
      CREATE INDEX threads_by_state ON threads (site, state, created_at, id);
      CREATE INDEX review_items_waiting ON review_items (thread) WHERE state <> 'closed';
      ALTER TABLE readers ADD COLUMN folded_name TEXT NOT NULL DEFAULT '';
      CREATE INDEX readers_by_name ON readers (site, folded_name, id);
    `);
    foldAllNames(driver);
  },
  // Whether a comment's author wrote the page.
  'ALTER TABLE comments ADD COLUMN is_page_author INTEGER NOT NULL DEFAULT 0;',
  // What services said of comments. state: null, waiting to be contradicted, told.
  `
  CREATE TABLE opinions (
    comment TEXT PRIMARY KEY,
    verdict TEXT NOT NULL,
    at INTEGER NOT NULL,
    record TEXT NOT NULL,
    contradiction TEXT,
    state TEXT
  ) WITHOUT ROWID;
  CREATE INDEX opinions_by_age ON opinions (at);
  CREATE INDEX opinions_waiting ON opinions (state) WHERE state = 'waiting';
  `,
  // What the log of moderation is searched by.
  (driver) => {
    driver.exec(LOG_TERMS);
    fileAll(driver);
  },
  // One opinion a body, as edits are asked about too.
  `
  CREATE TABLE opinions_by_body (
    comment TEXT NOT NULL,
    revision INTEGER NOT NULL,
    verdict TEXT NOT NULL,
    at INTEGER NOT NULL,
    record TEXT NOT NULL,
    contradiction TEXT,
    state TEXT,
    PRIMARY KEY (comment, revision)
  ) WITHOUT ROWID;
  INSERT INTO opinions_by_body SELECT comment, 1, verdict, at, record, contradiction, state FROM opinions;
  DROP TABLE opinions;
  ALTER TABLE opinions_by_body RENAME TO opinions;
  CREATE INDEX opinions_by_age ON opinions (at);
  CREATE INDEX opinions_waiting ON opinions (state) WHERE state = 'waiting';
  `,
  // What each flag weighed and of what, its event, and whether the last decision agreed with it. Until here they
  // weighed by their reason alone.
  (driver) => {
    driver.exec(`
      ALTER TABLE flags ADD COLUMN site TEXT NOT NULL DEFAULT '';
      ALTER TABLE flags ADD COLUMN weight INTEGER NOT NULL DEFAULT 0;
      ALTER TABLE flags ADD COLUMN parts TEXT NOT NULL DEFAULT '[]';
      ALTER TABLE flags ADD COLUMN version INTEGER;
      ALTER TABLE flags ADD COLUMN outcome TEXT;
      UPDATE flags SET
        site = coalesce((SELECT site FROM threads WHERE id = flags.thread), ''),
        weight = CASE reason
          WHEN 'illegal' THEN 40 WHEN 'abuse' THEN 20 WHEN 'spam' THEN 15 WHEN 'other' THEN 10 ELSE 5 END;
      UPDATE flags SET parts = json_array(json_object('part', 'reason', 'points', weight, 'detail', reason));
      CREATE INDEX flags_decided ON flags (site, reader, at, outcome) WHERE outcome IS NOT NULL;
    `);
    judgeAll(driver);
  },
  // What moderators note about authors. is_erased: removed, its text is gone.
  `
  CREATE TABLE notes (
    id TEXT PRIMARY KEY,
    key TEXT NOT NULL UNIQUE,
    author TEXT NOT NULL,
    is_erased INTEGER NOT NULL,
    record TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX notes_by_author ON notes (author, id) WHERE is_erased = 0;
  `,
];

/**
 * Brings a file up to date, or up to version `upTo`, one version a transaction. Refuses one that a newer Parley has
 * written.
 */
export function migrate(driver: DatabaseSync, upTo = MIGRATIONS.length): void {
  for (let version = versionOf(driver); version !== upTo; version = versionOf(driver)) {
    const migration = MIGRATIONS[version];
    if (migration === undefined) {
      throw new Error(
        `This database has schema version ${version}, and this Parley knows up to ${MIGRATIONS.length}: run the newer one.`,
      );
    }
    driver.exec('BEGIN IMMEDIATE');
    try {
      // Another process may have come first while this one waited.
      if (versionOf(driver) === version) {
        if (typeof migration === 'string') driver.exec(migration);
        else migration(driver);
        driver.exec(`PRAGMA user_version = ${version + 1}`);
      }
      driver.exec('COMMIT');
    } catch (error) {
      driver.exec('ROLLBACK');
      throw error;
    }
  }
}

function versionOf(driver: DatabaseSync): number {
  return Number(driver.prepare('PRAGMA user_version').get()?.user_version);
}
