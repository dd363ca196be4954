import autocannon, { type Client, type Request } from 'autocannon';
import { machineSeconds, processorSeconds } from './machine.ts';

/** As many readers at a time as each measure has. */
export const CONNECTIONS = 10;

/** What is asked of a program: the same requests in turn on every connection, or each connection's own. */
export type Load = { url: string; pid: number } & (
  | { requests: Request[] }
  | { requestsOf: (connection: number) => Request[] }
);

export type Run = {
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  bytesPerAnswer: number;
  answers: number;
  /** Share of a core that the program used: below 0.9 the load, or another program, kept it waiting. */
  busy: number | null;
  /** Processor time that the program used for an answer, in microseconds. */
  processorUs: number | null;
  /** Cores that others used meanwhile, neither the program nor the load generator: above 0.1 the figures suffer. */
  othersCores: number | null;
};

/** Loads a program for some seconds. Throws when any answer is not a success: what fails fast is no figure. */
export async function runLoad(load: Load, seconds: number): Promise<Run> {
  let connection = 0;
  const watch = startWatch(load.pid);
  const running = autocannon({
    url: load.url,
    connections: CONNECTIONS,
    duration: seconds,
    ...('requests' in load
      ? { requests: load.requests }
      : {
          setupClient: (client: Client) => {
            client.setRequests(load.requestsOf(connection));
            connection += 1;
          },
        }),
  });
  // Its own histogram knows whole milliseconds only.
  const latencies: number[] = [];
  running.on('response', (_client, _status, _bytes, milliseconds) => latencies.push(milliseconds));
  const result = await running;
  const { elapsed, program, others } = watch();
  const answers = result['2xx'];
  if (result.errors + result.timeouts + result.non2xx > 0 || answers === 0) {
    throw new Error(
      `${load.url}: ${result.errors} errors, answers ${JSON.stringify(result.statusCodeStats)}`,
    );
  }
  return {
    perSecond: answers / result.duration,
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    bytesPerAnswer: result.throughput.total / answers,
    answers,
    busy: program && program / elapsed,
    processorUs: program && (program / answers) * 1e6,
    othersCores: others && others / elapsed,
  };
}

/** Answers, when called, the seconds since and the processor time that the program and others used in them. */
function startWatch(pid: number) {
  const look = () => ({
    at: performance.now() / 1000,
    program: processorSeconds(pid),
    own: process.cpuUsage(),
    all: machineSeconds(),
  });
  const before = look();
  return () => {
    const after = look();
    const { user, system } = process.cpuUsage(before.own);
    const used = (what: 'program' | 'all') => {
      const [from, to] = [before[what], after[what]];
      return from === null || to === null ? null : to - from;
    };
    const [program, all] = [used('program'), used('all')];
    const others =
      program === null || all === null ? null : Math.max(0, all - program - (user + system) / 1e6);
    return { elapsed: after.at - before.at, program, others };
  };
}

/** The value that so great a share of them does not exceed. */
export function percentile(values: number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  return sorted[Math.floor(sorted.length * share)] ?? Number.NaN;
}
