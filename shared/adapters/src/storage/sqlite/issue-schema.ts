/** The log of triage; groups that are merged; what is counted of reports. Part of `schema.ts`. */
export const ISSUE_TRIAGE = `
  CREATE TABLE issue_events (
    issue_group TEXT NOT NULL,
    version INTEGER NOT NULL,
    id TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (issue_group, version)
  ) WITHOUT ROWID;
  CREATE UNIQUE INDEX issue_events_by_id ON issue_events (id);

  ALTER TABLE issue_groups ADD COLUMN assignee TEXT;
  ALTER TABLE issue_groups ADD COLUMN merged_into TEXT;
  ALTER TABLE issue_groups ADD COLUMN last_act TEXT;
  ALTER TABLE issue_groups ADD COLUMN tally INTEGER NOT NULL DEFAULT 1;
  ALTER TABLE issue_groups ADD COLUMN spiking_since INTEGER;
  DROP INDEX issue_groups_by_time;
  DROP INDEX issue_groups_by_state;
  DROP INDEX issue_groups_by_site;
  DROP INDEX issue_groups_by_site_and_state;
  CREATE INDEX issue_groups_by_time ON issue_groups (last_seen, id) WHERE merged_into IS NULL;
  CREATE INDEX issue_groups_by_state ON issue_groups (state, last_seen, id) WHERE merged_into IS NULL;
  CREATE INDEX issue_groups_by_site ON issue_groups (site, last_seen, id) WHERE merged_into IS NULL;
  CREATE INDEX issue_groups_by_site_and_state ON issue_groups (site, state, last_seen, id)
    WHERE merged_into IS NULL;
  CREATE INDEX issue_groups_merged ON issue_groups (merged_into) WHERE merged_into IS NOT NULL;
  CREATE INDEX issue_groups_spiking ON issue_groups (spiking_since) WHERE spiking_since IS NOT NULL;

  ALTER TABLE issue_reports ADD COLUMN reader TEXT;
  ALTER TABLE issue_reports ADD COLUMN version TEXT;
  ALTER TABLE issue_reports ADD COLUMN browser TEXT;
  ALTER TABLE issue_reports ADD COLUMN origin TEXT;
  DROP INDEX issue_reports_by_group;
  -- Holds all that is counted, so that the reports themselves, which are large, need not be read for it.
  CREATE INDEX issue_reports_by_group
    ON issue_reports (issue_group, received_at, ticket, reader, version, browser, origin);
  CREATE INDEX issue_reports_by_time ON issue_reports (received_at);
`;

/** What is on its way out of here. Part of `schema.ts`. */
export const OUTBOX = `
  CREATE TABLE outbox (
    id TEXT PRIMARY KEY,
    issue_group TEXT NOT NULL,
    ticket TEXT,
    state TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    at INTEGER NOT NULL,
    record TEXT NOT NULL
  ) WITHOUT ROWID;
  CREATE INDEX outbox_due ON outbox (due_at, id) WHERE state = 'waiting';
  CREATE INDEX outbox_by_group ON outbox (issue_group, at, id);
  CREATE INDEX outbox_by_ticket ON outbox (ticket, at, id) WHERE ticket IS NOT NULL;
  CREATE INDEX outbox_by_time ON outbox (at);
`;
