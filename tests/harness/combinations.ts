import { describeWith } from './servers.ts';
import { type Service, type ServiceOptions, startService } from './service.ts';

/** Every way in which the service is run: both stores with both buses, and two nodes where that is possible. */
const COMBINATIONS = [
  { title: 'SQLite alone', needs: [], nodes: 1 },
  { title: 'SQLite with Redis', needs: ['redis'], nodes: 1 },
  { title: 'MongoDB alone', needs: ['mongo'], nodes: 1 },
  { title: 'two nodes on MongoDB and Redis', needs: ['mongo', 'redis'], nodes: 2 },
] as const;
type Combination = (typeof COMBINATIONS)[number]['title'];

/**
 * Runs a suite on every combination. `service()` gives the one started for it; `last` is the index of the
 * node farthest from the first, `on` tells them apart: what costs much and is the same on all need not run on each.
 */
export function onEveryCombination(
  title: string,
  body: (service: () => Service, last: number, on: Combination) => void,
): void {
  for (const { title: on, needs, nodes } of COMBINATIONS) {
    describeWith([...needs], `${title} (${on})`, ({ mongo, redis }) => {
      let service: Service | null = null;
      const kinds: readonly string[] = needs;
      const options: ServiceOptions = {
        nodes,
        ...(kinds.includes('mongo') ? { store: { mongo } } : {}),
        ...(kinds.includes('redis') ? { bus: { redis } } : {}),
      };
      before(async () => {
        service = await startService(options);
      });
      after(async () => {
        await service?.stop();
      });
      body(
        () => {
          if (service === null) throw new Error('the service has not started');
          return service;
        },
        nodes - 1,
        on,
      );
    });
  }
}
