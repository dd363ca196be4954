import type { Config } from '@parley/adapters/host/config';
import { describeConfig } from '@parley/adapters/host/describe-config';
import type { EventBus } from '@parley/core/ports/event-bus';
import type { Host } from '../host.ts';
import { silentLog } from '../silent-log.ts';
import { type Finding, fault, ok, wording } from './finding.ts';

/** Longer than the bus takes to connect to a server that is there. */
const ROUND_TRIP_LIMIT_MS = 4_000;
const RETRY_MS = 50;

/** Whether a message that is published comes back. */
export async function lookAtBus(config: Config, host: Host): Promise<Finding[]> {
  const name = describeConfig(config).bus;
  if (config.bus.kind === 'memory') return [ok('bus memory: live within this one process')];
  const bus = await host.openBus(config, { log: silentLog });
  try {
    const began = host.clock.now();
    await roundTrip(bus, `doctor:${host.ids.sortable()}`);
    return [ok(`bus ${name} passes a message on in ${host.clock.now() - began} ms, connecting included`)];
  } catch (error) {
    return [
      fault(
        `The bus ${name} passes nothing on: ${wording(error)}`,
        'Check BUS_URL, that Redis runs there, and its password. Until then readers see new comments some seconds late.',
      ),
    ];
  } finally {
    await bus.close();
  }
}

/** The bus connects in the background and refuses until it has: the message is sent until it arrives. */
async function roundTrip(bus: EventBus, channel: string): Promise<void> {
  let refusal: unknown = new Error(`no answer within ${ROUND_TRIP_LIMIT_MS / 1000} s`);
  await new Promise<void>((resolve, reject) => {
    const attempt = setInterval(() => {
      bus.publish(channel, 'still there?').catch((error) => {
        refusal = error;
      });
    }, RETRY_MS);
    const limit = setTimeout(() => end(() => reject(refusal)), ROUND_TRIP_LIMIT_MS);
    const end = (settle: () => void) => {
      clearInterval(attempt);
      clearTimeout(limit);
      settle();
    };
    bus.subscribe(channel, () => end(resolve)).catch((error) => end(() => reject(error)));
  });
}
