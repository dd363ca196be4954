import { type EventBus, SERVED_CHANNEL } from '@parley/core/ports/event-bus';
import type { Log } from '@parley/core/ports/host';
import type { RecentRequests, ServedElsewhere, ServedRequest } from '@parley/core/ports/served-requests';

/** Nobody can tell how many there are to answer: so long is waited for those who know something. */
const ANSWERS_WITHIN_MS = 500;
/** Requests asked for at once: more than the reports that are imported together can tell of. */
const IDS_MAX = 2_000;

type Question = { from: string; question: number; requestIds: string[] };
type Answer = { question: number; served: ServedRequest[] };
type Waiting = { left: Set<string>; served: ServedRequest[]; end: () => void };

/**
 * Readers' calls go to whichever process is next, and their reports to another: each process tells the others, by way
 * of the bus, what it remembers of requests that it is asked for. `node` names this one.
 */
export function shareServed(deps: {
  bus: EventBus;
  log: Log;
  recent: RecentRequests;
  node: string;
}): ServedElsewhere {
  const { bus, log, recent, node } = deps;
  // On a bus of its own a process is alone.
  if (bus.name === 'memory') return async () => [];
  const waiting = new Map<number, Waiting>();
  let asked = 0;

  const send = (channel: string, message: Question | Answer) =>
    bus.publish(channel, JSON.stringify(message)).catch((error: unknown) => {
      log.warn('bus.publish-failed', { channel, error: String(error) });
    });
  const hear = (channel: string, listener: (message: string) => void) => {
    bus
      .subscribe(channel, listener)
      .catch((error: unknown) => log.error('served.deaf', { error: String(error) }));
  };

  hear(SERVED_CHANNEL, (message) => {
    const { from, question, requestIds } = JSON.parse(message) as Question;
    const served = from === node ? [] : recent.find(requestIds);
    if (served.length > 0) void send(answersTo(from), { question, served });
  });
  hear(answersTo(node), (message) => {
    const { question, served } = JSON.parse(message) as Answer;
    const one = waiting.get(question);
    if (one === undefined) return;
    one.served.push(...served.filter(({ requestId }) => one.left.delete(requestId)));
    if (one.left.size === 0) one.end();
  });

  return async (requestIds) => {
    if (bus.state() === 'down') return [];
    asked += 1;
    const question = asked;
    const asking = requestIds.slice(0, IDS_MAX);
    const served: ServedRequest[] = [];
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ANSWERS_WITHIN_MS);
      const end = () => {
        clearTimeout(timer);
        resolve();
      };
      waiting.set(question, { left: new Set(asking), served, end });
      void send(SERVED_CHANNEL, { from: node, question, requestIds: asking });
    });
    waiting.delete(question);
    return served;
  };
}

function answersTo(node: string): string {
  return `${SERVED_CHANNEL}:${node}`;
}
