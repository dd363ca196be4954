import type { IssueReportRecord } from './issue-records.ts';

/** Where issue reports wait until the store takes them: it works with the store and the bus down. */
export type IssueSpool = {
  /**
   * Resolves when the report is durable on this machine. The same ticket again changes nothing. Rejects with
   * `SpoolFull` when the bound is reached.
   */
  accept(report: IssueReportRecord): Promise<void>;
  has(ticket: string): Promise<boolean>;
  /** The reports that wait, oldest first, `limit` at most. Damaged ones are set aside, not returned. */
  list(limit: number): Promise<IssueReportRecord[]>;
  remove(ticket: string): Promise<void>;
};

export class SpoolFull extends Error {
  constructor() {
    super('no more issue reports can wait here');
    this.name = 'SpoolFull';
  }
}
