/** The part of the storage port that completes, recounts and leases. */
import type { LoggedChange, ReviewItemRecord } from './records.ts';

export type RelayStore = {
  /**
   * Completes what a crash left half done before `before`: changes not yet in their thread's log, review
   * items not yet opened, decisions not yet carried out. What stood unfinished for seconds between two calls is
   * completed as well, whatever the clock of its writer said. Answers the changes it appended. Safe to call at any
   * time from several processes; a store with transactions has nothing to do.
   */
  repair(before: number): Promise<{ changes: LoggedChange[]; items: ReviewItemRecord[] }>;
  /**
   * Recounts every counter of a thread and compares its log with its comments; answers what differed, and
   * mends it.
   */
  reconcile(thread: string): Promise<Drift[]>;
  /** Thread ids in id order, for jobs that walk over all. */
  listThreads(after: string | null, limit: number): Promise<string[]>;
  /**
   * Takes or renews the lease of a job for `durationMs` unless another holder's is still good. Time is the store's
   * own, so that holders whose clocks differ agree on whose it is.
   */
  lease(job: string, holder: string, durationMs: number): Promise<boolean>;
};

export type Drift = { what: string; id: string; stored: number; counted: number };
