import autocannon, { type Client, type Request } from 'autocannon';
import { processorSeconds } from './machine.ts';

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
  /** Share of a core that the program used; below 0.9 the load generator was the slower of the two. */
  busy: number | null;
};

/** Loads a program for some seconds. Throws when any answer is not a success: what fails fast is no figure. */
export async function runLoad(load: Load, seconds: number): Promise<Run> {
  let connection = 0;
  const before = processorSeconds(load.pid);
  const startedAt = performance.now();
  const result = await autocannon({
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
  const elapsed = (performance.now() - startedAt) / 1000;
  const after = processorSeconds(load.pid);
  const answers = result['2xx'];
  if (result.errors + result.timeouts + result.non2xx > 0 || answers === 0) {
    throw new Error(`${load.url}: ${result.errors} errors, answers ${JSON.stringify(result.statusCodeStats)}`);
  }
  return {
    perSecond: answers / result.duration,
    p50Ms: result.latency.p50,
    p99Ms: result.latency.p99,
    bytesPerAnswer: result.throughput.total / answers,
    answers,
    busy: before === null || after === null ? null : (after - before) / elapsed,
  };
}
