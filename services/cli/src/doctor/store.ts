import { existsSync } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import type { Config } from '@parley/adapters/host/config';
import { describeConfig } from '@parley/adapters/host/describe-config';
import type { Store } from '@parley/core/ports/store';
import type { Host } from '../host.ts';
import { silentLog } from '../silent-log.ts';
import { advice, type Finding, fault, ok, wording } from './finding.ts';

/** A store that takes longer to answer makes readers wait. */
const SLOW_MS = 250;
/** A driver may try for much longer; an operator who asks wants to know. */
const OPEN_LIMIT_MS = 10_000;

/** Whether the store answers, and what it holds of what the settings bootstrap. */
export async function lookAtStore(config: Config, host: Host): Promise<Finding[]> {
  const name = describeConfig(config).store;
  if (config.store.kind === 'sqlite' && !existsSync(config.store.path))
    return lookAtFolder(config.store.path);
  let store: Store;
  try {
    store = await within(OPEN_LIMIT_MS, host.openStore(config, { clock: host.clock, log: silentLog }));
  } catch (error) {
    return [fault(`The store ${name} cannot be opened: ${wording(error)}`, remedyFor(config))];
  }
  try {
    const began = host.clock.now();
    await store.ping();
    const tookMs = host.clock.now() - began;
    const what = `store ${name} answers in ${tookMs} ms`;
    return [
      tookMs > SLOW_MS
        ? advice(what, 'Readers will wait as long: move the store closer, or look at its load.')
        : ok(what),
      ...(await lookAtContents(store, config)),
    ];
  } catch (error) {
    return [fault(`The store ${name} does not answer: ${wording(error)}`, remedyFor(config))];
  } finally {
    await store.close();
  }
}

async function within<T>(limitMs: number, promise: Promise<T>): Promise<T> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const limit = setTimeout(() => reject(new Error(`no answer within ${limitMs / 1000} s`)), limitMs);
  return Promise.race([promise, late]).finally(() => clearTimeout(limit));
}

async function lookAtContents(store: Store, config: Config): Promise<Finding[]> {
  const [sites, moderators] = [await store.sites.list(), await store.moderators.list()];
  const findings: Finding[] = [];
  if (sites.length > 0) {
    findings.push(ok(`sites: ${sites.map((site) => `${site.id} (${site.origins.join(', ')})`).join('; ')}`));
  } else if (config.bootstrapSite) {
    findings.push(
      ok(
        `site ${config.bootstrapSite.id} will be made at the next start, for ${config.bootstrapSite.origins.join(', ')}`,
      ),
    );
  } else {
    findings.push(
      fault(
        'There is no site, so no page can show comments.',
        'Set BOOTSTRAP_SITE, or run `npm run cli -- site add ID --origin https://news.example`.',
      ),
    );
  }
  if (moderators.length > 0) {
    findings.push(
      ok(
        `moderators: ${moderators.length}, of whom ${moderators.filter(({ role }) => role === 'owner').length} own the installation`,
      ),
    );
  } else if (config.bootstrapModerator || config.store.kind === 'sqlite') {
    findings.push(
      ok(
        `an owner will be made at the next start${config.bootstrapModerator ? '' : ', with a password that is printed once'}`,
      ),
    );
  } else {
    findings.push(
      fault(
        'Nobody can sign in to the console.',
        'Set BOOTSTRAP_MODERATOR, or run `npm run cli -- moderator add EMAIL --role owner`.',
      ),
    );
  }
  return findings;
}

/** Before the first start: looking shall not make the file. */
async function lookAtFolder(path: string): Promise<Finding[]> {
  let folder = resolve(dirname(path));
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    await access(folder, constants.W_OK);
    return [ok(`store sqlite:${path} will be made at the first start`)];
  } catch {
    return [
      fault(
        `The store sqlite:${path} cannot be made: ${folder} is not writable.`,
        'Let the server’s user write there, or set STORE_URL=sqlite:PATH elsewhere.',
      ),
    ];
  }
}

function remedyFor(config: Config): string {
  return config.store.kind === 'sqlite'
    ? 'Check that the file and its folder belong to the server’s user, and that the disk is not full.'
    : 'Check STORE_URL, that MongoDB runs there, and that a firewall lets this machine reach it.';
}
