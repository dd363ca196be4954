/**
 * The settings of a process, read from its environment in three steps: names, then a shape with defaults,
 * then the secrets. Nothing else in the project reads the environment.
 */
import { join } from 'node:path';
import { type BusAddress, type Role, type StoreAddress, settings } from './settings.ts';

export type Config = {
  /** 0 lets the system choose a free port. */
  port: number;
  host: string;
  /** The origin under which browsers reach the service; no slash at the end. */
  publicUrl: string;
  store: StoreAddress;
  bus: BusAddress;
  roles: Set<Role>;
  /** Null with SQLite when none is set: one is made and kept beside the store. */
  secret: string | null;
  /** A site to create when it does not exist; null when there is none to create. */
  bootstrapSite: { id: string; origins: string[] } | null;
  /** A moderator to create when they do not exist. Null with SQLite means: make one up and print it once. */
  bootstrapModerator: { email: string; password: string } | null;
  /** Number of reverse proxies in front, or their addresses and CIDR ranges. */
  trustProxy: number | string[];
  spoolDir: string;
  /** `smtp://…`; may hold a password. Null: mail is logged. */
  mailUrl: string | null;
  logLevel: LogLevel;
  rateLimits: boolean;
  /** The one origin that may be called though it is not on the open Internet, and stands in for Akismet. For tests. */
  outboundTestOrigin: string | null;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/** A setting that cannot be used. The message is one sentence that names it and says what to do. */
export class ConfigError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConfigError';
  }
}

/** Every name that `readConfig` reads. `deploy/env.example` lists exactly these. */
export const SETTING_NAMES = [
  'PORT',
  'HOST',
  'PUBLIC_URL',
  'STORE_URL',
  'BUS_URL',
  'ROLES',
  'SECRET',
  'BOOTSTRAP_SITE',
  'BOOTSTRAP_MODERATOR',
  'TRUST_PROXY',
  'SPOOL_DIR',
  'MAIL_URL',
  'LOG_LEVEL',
  'RATE_LIMITS',
  'OUTBOUND_TEST_ORIGIN',
] as const;

type SettingName = (typeof SETTING_NAMES)[number];
type Names = Partial<Record<SettingName, string>>;

/** Reads the settings out of an environment; throws `ConfigError` on the first that cannot be used. */
export function readConfig(env: Record<string, string | undefined>): Config {
  const names = readNames(env);
  const shape = readShape(names);
  const secrets = readSecrets(names);
  assertPossible(shape, secrets);
  return { ...shape, ...secrets };
}

/** An empty value counts as not set: that is what an env file with `NAME=` means. */
function readNames(env: Record<string, string | undefined>): Names {
  const names: Names = {};
  for (const name of SETTING_NAMES) {
    const value = env[name]?.trim();
    if (value) names[name] = value;
  }
  return names;
}

function readShape(names: Names) {
  const port = parse('PORT', names.PORT ?? '8080');
  const host = parse('HOST', names.HOST ?? '127.0.0.1');
  const publicUrl = parse('PUBLIC_URL', names.PUBLIC_URL ?? `http://localhost:${port}`);
  const store = parse('STORE_URL', names.STORE_URL ?? 'sqlite:data/parley.db');
  return {
    port,
    host,
    publicUrl,
    store,
    bus: parse('BUS_URL', names.BUS_URL ?? 'memory:'),
    roles: parse('ROLES', names.ROLES ?? 'http,realtime,worker'),
    bootstrapSite: names.BOOTSTRAP_SITE
      ? parse('BOOTSTRAP_SITE', names.BOOTSTRAP_SITE)
      : store.kind === 'sqlite'
        ? { id: 'demo', origins: ownOrigins(publicUrl, port, names) }
        : null,
    trustProxy: parse('TRUST_PROXY', names.TRUST_PROXY ?? '0'),
    spoolDir: names.SPOOL_DIR ?? join('data', 'spool'),
    logLevel: parse('LOG_LEVEL', names.LOG_LEVEL ?? 'info'),
    rateLimits: parse('RATE_LIMITS', names.RATE_LIMITS ?? 'on'),
    outboundTestOrigin: names.OUTBOUND_TEST_ORIGIN
      ? parse('OUTBOUND_TEST_ORIGIN', names.OUTBOUND_TEST_ORIGIN)
      : null,
  };
}

function readSecrets(names: Names): Pick<Config, 'secret' | 'bootstrapModerator' | 'mailUrl'> {
  return {
    secret: names.SECRET ?? null,
    bootstrapModerator: names.BOOTSTRAP_MODERATOR
      ? parse('BOOTSTRAP_MODERATOR', names.BOOTSTRAP_MODERATOR)
      : null,
    mailUrl: names.MAIL_URL ? parse('MAIL_URL', names.MAIL_URL) : null,
  };
}

/** Settings that are fine one by one and cannot work together. */
function assertPossible(shape: ReturnType<typeof readShape>, secrets: ReturnType<typeof readSecrets>): void {
  const isSplit = shape.roles.size < 3;
  if (isSplit && shape.store.kind === 'sqlite') {
    throw new ConfigError(
      'ROLES splits the roles over several processes, which SQLite cannot serve: set STORE_URL=mongodb://…, or leave ROLES out to run all three here.',
    );
  }
  if (isSplit && shape.bus.kind === 'memory') {
    throw new ConfigError(
      'ROLES splits the roles over several processes, which the memory bus cannot join: set BUS_URL=redis://…, or leave ROLES out to run all three here.',
    );
  }
  if (shape.store.kind === 'mongo' && secrets.secret === null) {
    throw new ConfigError(
      'SECRET is missing, and with MongoDB every process needs the same one: set it to 32 or more random characters, such as `openssl rand -base64 32` prints.',
    );
  }
}

/** Without PUBLIC_URL the server is opened under either name of the machine itself. */
function ownOrigins(publicUrl: string, port: number, names: Names): string[] {
  return names.PUBLIC_URL ? [publicUrl] : [publicUrl, `http://127.0.0.1:${port}`];
}

function parse<Name extends keyof typeof settings>(name: Name, value: string) {
  const result = settings[name].safeParse(value);
  if (result.success) return result.data as ReturnType<(typeof settings)[Name]['parse']>;
  throw new ConfigError(`${name} ${result.error.issues[0]?.message ?? 'cannot be used'}`);
}
