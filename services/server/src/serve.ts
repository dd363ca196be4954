import { readConfig } from '@parley/adapters/host/config';
import { createLogger } from '@parley/adapters/host/logger';
import { compose, VERSION } from './compose.ts';
import { startFailure } from './start-failure.ts';
import { welcome } from './welcome.ts';

/** However slow a request or a socket may be, a supervisor's patience ends: so does ours, before it. */
const STOP_WITHIN_MS = 24_000;

/**
 * Reads the settings, starts the roles of this process, and has a signal stop them. What cannot start ends the
 * process with one sentence.
 */
export async function serve(): Promise<void> {
  try {
    const config = readConfig(process.env);
    const log = createLogger({ level: config.logLevel });
    log.info('server.starting', {
      version: VERSION,
      roles: [...config.roles],
      store: config.store.kind,
      bus: config.bus.kind,
      publicUrl: config.publicUrl,
      rateLimits: config.rateLimits ? 'on' : 'OFF: for load tests only',
    });
    process.on('unhandledRejection', (error) => log.error('promise.unhandled', { error: String(error) }));
    const running = await compose(config, { log });
    log.info('server.ready', { port: running.port });
    process.stdout.write(welcome(config, running));

    const stop = (signal: string) => {
      log.info('server.stopping', { signal });
      setTimeout(() => process.exit(1), STOP_WITHIN_MS).unref();
      running.stop().then(
        () => {
          log.info('server.stopped');
          process.exit(0);
        },
        (error: unknown) => {
          log.error('server.stop-failed', { error: String(error) });
          process.exit(1);
        },
      );
    };
    for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => stop(signal));
  } catch (error) {
    process.stderr.write(`${startFailure(error)}\n`);
    process.exit(1);
  }
}
