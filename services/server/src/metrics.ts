import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Metrics = ReturnType<typeof createMetrics>;

/** Every number this process publishes at `/metrics`. One registry a process, so that tests can run several. */
export function createMetrics() {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: 'parley_http_request_seconds',
      help: 'HTTP requests by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.001, 0.005, 0.02, 0.1, 0.5, 2],
      registers,
    }),
    firstSlices: new Counter({
      name: 'parley_first_slices_total',
      help: 'First slices answered, by where the bytes came from',
      labelNames: ['source'],
      registers,
    }),
    posts: new Counter({
      name: 'parley_comments_total',
      help: 'Comments posted, by outcome',
      labelNames: ['outcome'],
      registers,
    }),
    jobs: new Histogram({
      name: 'parley_job_seconds',
      help: 'Runs of background jobs',
      labelNames: ['job', 'outcome'],
      buckets: [0.001, 0.01, 0.1, 1, 10],
      registers,
    }),
    drift: new Gauge({
      name: 'parley_counter_drift',
      help: 'Counters that differed from a recount, and lines that the log lacked, in the last whole round',
      registers,
    }),
    driftRepaired: new Counter({
      name: 'parley_drift_repaired_total',
      help: 'Differences that reconciliation has found and repaired, by kind',
      labelNames: ['kind'],
      registers,
    }),
    issueReports: new Counter({
      name: 'parley_issue_reports_total',
      help: 'Issue reports taken from readers by this process',
      registers,
    }),
    issueSpikes: new Counter({
      name: 'parley_issue_spikes_total',
      help: 'Times that reports of one kind began to exceed max(5, 4 x the rate of the week) in ten minutes',
      registers,
    }),
    issueGroupsSpiking: new Gauge({
      name: 'parley_issue_groups_spiking',
      help: 'Groups of issue reports that do so now, where this process looks after them',
      registers,
    }),
    outbox: new Counter({
      name: 'parley_outbox_total',
      help: 'Attempts to deliver answers to readers and alerts to sites, by what came of them',
      labelNames: ['kind', 'outcome'],
      registers,
    }),
    repaired: new Counter({
      name: 'parley_changes_repaired_total',
      help: 'Changes a crash had left unlogged',
      registers,
    }),
    live: new Counter({
      name: 'parley_live_total',
      help: 'What the live service did',
      labelNames: ['what'],
      registers,
    }),
    busUp: new Gauge({ name: 'parley_bus_up', help: '1 while messages pass between nodes', registers }),
  };
}
