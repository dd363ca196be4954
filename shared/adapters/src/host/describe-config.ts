import type { Config } from './config.ts';

/**
 * The settings as a log's first line or an operator's screen may show them: without secrets, and with the
 * credentials cut out of URLs.
 */
export function describeConfig(config: Config) {
  return {
    publicUrl: config.publicUrl,
    listen: `${config.host}:${config.port}`,
    roles: [...config.roles],
    store:
      config.store.kind === 'sqlite' ? `sqlite:${config.store.path}` : withoutCredentials(config.store.url),
    bus: config.bus.kind === 'memory' ? 'memory:' : withoutCredentials(config.bus.url),
    trustProxy: config.trustProxy,
    spoolDir: config.spoolDir,
    rateLimits: config.rateLimits,
  };
}

/** Keeps scheme, hosts and path; a URL of several MongoDB hosts is not one that `URL` reads. */
function withoutCredentials(url: string): string {
  return url.replace(/^([\w+]+:\/\/)(?:[^/?]*@)?/, '$1').replace(/\?.*$/, '');
}
