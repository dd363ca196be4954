import type { Clock, Log } from '@parley/core/ports/host';
import type { Metrics } from '../metrics.ts';

/**
 * Background work: one public step that a test can run by itself, and how often it is due; `firstAfterMs`
 * after the start (by default as long as between two runs) for the first time.
 */
export type Job = { name: string; everyMs: number; firstAfterMs?: number; run(): Promise<void> };

export type Worker = {
  /** Runs every job once, in order: for tests and for the last round before a stop. */
  drain(): Promise<void>;
  stop(): Promise<void>;
};

/**
 * Runs each job in its own rhythm, never twice at the same time. A job that fails is logged and tried again
 * when it is next due.
 */
export function startWorker(deps: { log: Log; clock: Clock; metrics: Metrics }, jobs: Job[]): Worker {
  let isStopped = false;
  const running = new Map<string, Promise<void>>();
  const timers = new Set<NodeJS.Timeout>();

  function runOnce(job: Job): Promise<void> {
    const current = running.get(job.name);
    if (current) return current;
    const startedAt = performance.now();
    const done = (outcome: string) =>
      deps.metrics.jobs.observe({ job: job.name, outcome }, (performance.now() - startedAt) / 1000);
    const promise = job
      .run()
      .then(() => done('done'))
      .catch((error: unknown) => {
        done('failed');
        deps.log.warn('job.failed', { job: job.name, error: String(error) });
      })
      .finally(() => running.delete(job.name));
    running.set(job.name, promise);
    return promise;
  }

  function schedule(job: Job, afterMs: number): void {
    if (isStopped) return;
    const timer = setTimeout(async () => {
      timers.delete(timer);
      await runOnce(job);
      schedule(job, job.everyMs);
    }, afterMs);
    timers.add(timer);
  }

  for (const job of jobs) schedule(job, job.firstAfterMs ?? job.everyMs);
  return {
    async drain() {
      for (const job of jobs) {
        await running.get(job.name);
        await runOnce(job);
      }
    },
    async stop() {
      isStopped = true;
      for (const timer of timers) clearTimeout(timer);
      await Promise.all(running.values());
    },
  };
}
