import { ISSUE_REPORT_KEPT_MS } from '@parley/contracts/limits';
import { deliverOutbox } from '@parley/core/issues/deliver-outbox';
import { importReports } from '@parley/core/issues/import-reports';
import { tellSpikes } from '@parley/core/issues/tell-spikes';
import { watchSpikes } from '@parley/core/issues/watch-spikes';
import { announceItem } from '@parley/core/moderation/announce-item';
import type { AkismetDeps } from '@parley/core/moderation/outside/akismet';
import { tellServices } from '@parley/core/moderation/outside/tell-services';
import type { EventBus } from '@parley/core/ports/event-bus';
import type { Clock, Ids, Log } from '@parley/core/ports/host';
import type { IssueSpool } from '@parley/core/ports/issue-spool';
import type { Mailer } from '@parley/core/ports/mailer';
import type { ServedElsewhere } from '@parley/core/ports/served-requests';
import type { Store } from '@parley/core/ports/store';
import type { SiteDirectory } from '@parley/core/sites/site-directory';
import { announceChanges } from '@parley/core/threads/announce-changes';
import type { Metrics } from '../metrics.ts';
import type { Job } from './start-worker.ts';

const SECOND_MS = 1_000;
const HOUR_MS = 3_600 * SECOND_MS;

/** Vote totals reach the readers of a thread at most this often. */
const VOTES_EVERY_MS = SECOND_MS;
const VOTES_BATCH = 500;
/** A write that is still under way is younger than this; an older one was cut off. */
const REPAIR_AFTER_MS = 2 * SECOND_MS;
const REPAIR_EVERY_MS = SECOND_MS;
const IMPORT_EVERY_MS = SECOND_MS;
/** After a long outage all that waits is taken over in one run: as many batches as a full spool has. */
const IMPORT_BATCHES_MAX = 100;
/** Mail and alerts may take a moment; a look at what is due is one question to an index. */
const DELIVER_EVERY_MS = 2 * SECOND_MS;
const WATCH_EVERY_MS = 10 * SECOND_MS;
const TELL_EVERY_MS = 5 * SECOND_MS;
const RECONCILE_EVERY_MS = HOUR_MS;
/** Servers that are renewed often must come to it too, when the rush of a start is over. */
const RECONCILE_FIRST_AFTER_MS = 5 * 60 * SECOND_MS;
const RECONCILE_BATCH = 100;
const PURGE_BATCH = 500;
/** What services were told of comments is kept for corrections, and then deleted. */
const OPINIONS_KEPT_MS = 15 * 24 * HOUR_MS;
/** A holder that died is followed after this; one that is at work renews in time. */
const LEASE_MS = 3 * SECOND_MS;
const RENEW_EVERY_MS = LEASE_MS / 3;

type Deps = {
  store: Store;
  bus: EventBus;
  sites: SiteDirectory;
  clock: Clock;
  ids: Ids;
  log: Log;
  metrics: Metrics;
  mailer: Mailer;
  /** How services that owners name are called. */
  services: AkismetDeps;
  hasMail: boolean;
  /** Names this process among those that could do the same job. */
  holder: string;
};

/** The worker role's jobs. Those that must not run twice at once take a lease. */
export function workerJobs(deps: Deps): Job[] {
  return [
    { name: 'flush-votes', everyMs: VOTES_EVERY_MS, run: () => leased(deps, 'flush-votes', flushVotes) },
    { name: 'repair', everyMs: REPAIR_EVERY_MS, run: () => leased(deps, 'repair', repair) },
    { name: 'purge-sessions', everyMs: HOUR_MS, run: () => leased(deps, 'purge-sessions', purgeSessions) },
    {
      name: 'tell-services',
      everyMs: TELL_EVERY_MS,
      run: async () => void (await tellServices({ ...deps, ...deps.services })),
    },
    { name: 'watch-spikes', everyMs: WATCH_EVERY_MS, run: () => leased(deps, 'watch-spikes', watch) },
    { name: 'deliver-outbox', everyMs: DELIVER_EVERY_MS, run: () => deliver(deps) },
    { name: 'purge-reports', everyMs: HOUR_MS, run: () => leased(deps, 'purge-reports', purgeReports) },
    {
      name: 'reconcile',
      firstAfterMs: RECONCILE_FIRST_AFTER_MS,
      everyMs: RECONCILE_EVERY_MS,
      run: () => leased(deps, 'reconcile', reconcile),
    },
  ];
}

/** Runs wherever reports are taken, since the spool lies on that machine. */
export function importReportsJob(deps: Deps & { spool: IssueSpool; servedElsewhere: ServedElsewhere }): Job {
  return {
    name: 'import-reports',
    everyMs: IMPORT_EVERY_MS,
    run: async () => {
      for (let batch = 0; batch < IMPORT_BATCHES_MAX; batch += 1) {
        if ((await importReports(deps)) === 0) return;
      }
    },
  };
}

type IsHeld = () => boolean;

/** Does the job unless another holder does, and keeps the lease for as long as it takes. */
async function leased(
  deps: Deps,
  job: string,
  run: (deps: Deps, isHeld: IsHeld) => Promise<void>,
): Promise<void> {
  let heldUntil = Number.NEGATIVE_INFINITY;
  const take = async () => {
    // Counted from before the question: the store counts from when it has it.
    const until = performance.now() + LEASE_MS;
    if (await deps.store.relay.lease(job, deps.holder, LEASE_MS)) heldUntil = until;
  };
  await take();
  const isHeld = () => performance.now() < heldUntil;
  if (!isHeld()) return;
  const renewal = setInterval(() => {
    take().catch((error: unknown) => deps.log.warn('lease.not-renewed', { job, error: String(error) }));
  }, RENEW_EVERY_MS);
  try {
    await run(deps, isHeld);
  } finally {
    clearInterval(renewal);
  }
}

async function flushVotes(deps: Deps): Promise<void> {
  // Whatever clock a mark was made by, it is due.
  await announceChanges(deps, await deps.store.votes.flush(Number.MAX_SAFE_INTEGER, VOTES_BATCH));
}

async function repair(deps: Deps): Promise<void> {
  const { changes, items } = await deps.store.relay.repair(deps.clock.now() - REPAIR_AFTER_MS);
  if (changes.length + items.length === 0) return;
  deps.metrics.repaired.inc(changes.length + items.length);
  deps.log.warn('changes.repaired', { changes: changes.length, items: items.length });
  await announceChanges(deps, changes);
  for (const item of items) await announceItem(deps, item);
}

async function purgeSessions(deps: Deps): Promise<void> {
  const count = await deps.store.sessions.purge(deps.clock.now());
  if (count > 0) deps.log.info('sessions.purged', { count });
  await deps.store.challenges.purge(deps.clock.now(), PURGE_BATCH);
  await deps.store.opinions.purge(deps.clock.now() - OPINIONS_KEPT_MS, PURGE_BATCH);
}

async function watch(deps: Deps): Promise<void> {
  const { begun, spikes } = await watchSpikes(deps);
  deps.metrics.issueSpikes.inc(begun);
  deps.metrics.issueGroupsSpiking.set(spikes.length);
  await tellSpikes(deps, spikes);
}

async function deliver(deps: Deps): Promise<void> {
  for (const { kind, outcome } of await deliverOutbox({ ...deps, ...deps.services })) {
    deps.metrics.outbox.inc({ kind, outcome });
  }
}

async function purgeReports(deps: Deps): Promise<void> {
  const before = deps.clock.now() - ISSUE_REPORT_KEPT_MS;
  let count = 0;
  for (let purged = PURGE_BATCH; purged === PURGE_BATCH; count += purged) {
    purged = await deps.store.issues.purge(before, PURGE_BATCH);
  }
  if (count > 0) deps.log.info('issues.purged', { count });
  for (let purged = PURGE_BATCH; purged === PURGE_BATCH; ) {
    purged = await deps.store.outbox.purge(before, PURGE_BATCH);
  }
}

/**
 * Recounts every thread, a batch at a time, so that a large store is not held up. Ends early when another has
 * taken the job over.
 */
async function reconcile(deps: Deps, isHeld: IsHeld): Promise<void> {
  let drifted = 0;
  let after: string | null = null;
  do {
    const threads: string[] = await deps.store.relay.listThreads(after, RECONCILE_BATCH);
    for (const thread of threads) {
      if (!isHeld()) return;
      const drift = await deps.store.relay.reconcile(thread);
      for (const { what, ...one } of drift) {
        deps.log.error('counter.drifted', { thread, what, ...one });
        deps.metrics.driftRepaired.inc({ kind: what });
      }
      drifted += drift.length;
    }
    after = threads.at(-1) ?? null;
  } while (after !== null);
  deps.metrics.drift.set(drifted);
}
