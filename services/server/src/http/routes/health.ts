import { Router } from 'express';
import type { HttpDeps } from '../deps.ts';

/** A store that has not answered by then counts as away. */
const PING_TIMEOUT_MS = 2_000;

/** For supervisors and load balancers: `/healthz` alive, `/readyz` fit to serve, `/metrics` in numbers. */
export function healthRoutes(deps: HttpDeps): Router {
  const router = Router();

  router.get('/healthz', (_request, response) => {
    response.set('Cache-Control', 'no-store').json({ status: 'alive' });
  });

  router.get('/readyz', async (_request, response) => {
    const isStoreUp = await answers(deps.store.ping());
    const isDraining = deps.isDraining();
    const bus = deps.bus.state();
    // Without the bus readers still get everything, a little later: degraded, not dead.
    const status = isDraining ? 'draining' : !isStoreUp ? 'unavailable' : bus === 'up' ? 'ready' : 'degraded';
    response
      .status(isDraining || !isStoreUp ? 503 : 200)
      .set('Cache-Control', 'no-store')
      .json({ status, store: isStoreUp ? 'up' : 'down', bus, version: deps.version });
  });

  router.get('/metrics', async (_request, response) => {
    deps.metrics.busUp.set(deps.bus.state() === 'up' ? 1 : 0);
    response.type(deps.metrics.registry.contentType).send(await deps.metrics.registry.metrics());
  });
  return router;
}

async function answers(ping: Promise<void>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), PING_TIMEOUT_MS);
  });
  const isUp = await Promise.race([ping.then(() => true).catch(() => false), late]);
  clearTimeout(timer);
  return isUp;
}
