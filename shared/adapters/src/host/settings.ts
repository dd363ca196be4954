/**
 * What each setting may hold, and the words with which anything else is refused. A message continues the
 * setting's name: `PORT must be …`. Values of secret settings are never repeated in one.
 */
import { isIP } from 'node:net';
import { EMAIL_MAX_LENGTH, PASSWORD_MAX_LENGTH, PASSWORD_MIN_LENGTH } from '@parley/contracts/limits';
import { siteId } from '@parley/contracts/objects';
import * as z from 'zod';

export type Role = 'http' | 'realtime' | 'worker';
export type StoreAddress = { kind: 'sqlite'; path: string } | { kind: 'mongo'; url: string };
export type BusAddress = { kind: 'memory' } | { kind: 'redis'; url: string };

/** More proxies in a row than anybody runs; a higher number would believe whatever a client writes. */
const TRUSTED_HOPS_MAX = 10;
const ROLES: readonly string[] = ['http', 'realtime', 'worker'] satisfies Role[];

export const settings = {
  PORT: setting((value) => {
    const port = /^\d{1,5}$/.test(value) ? Number(value) : Number.NaN;
    return port <= 65_535 ? port : refuse(`must be a port number from 0 to 65535, and is "${value}".`);
  }),
  HOST: setting((value) =>
    /^[\w.:-]+$/.test(value)
      ? value
      : refuse(`must be an address such as 127.0.0.1 or 0.0.0.0, and is "${value}".`),
  ),
  PUBLIC_URL: setting(
    (value) =>
      readOrigin(value) ??
      refuse(
        `must be where browsers reach the service, such as https://comments.example with no path, and is "${value}".`,
      ),
  ),
  STORE_URL: setting(
    (value) =>
      readStore(value) ??
      refuse('must begin with sqlite:, mongodb:// or mongodb+srv://, such as sqlite:data/parley.db.'),
  ),
  BUS_URL: setting((value): BusAddress => {
    if (value === 'memory:') return { kind: 'memory' };
    if (hasScheme(value, ['redis:', 'rediss:'])) return { kind: 'redis', url: value };
    return refuse('must be memory: or begin with redis:// or rediss://.');
  }),
  ROLES: setting((value) => {
    const names = value.split(',').map((name) => name.trim());
    const unknown = names.find((name) => !ROLES.includes(name));
    if (unknown !== undefined) return refuse(`may name http, realtime and worker, and names "${unknown}".`);
    return new Set(names as Role[]);
  }),
  BOOTSTRAP_SITE: setting((value) => {
    const [id = '', list = ''] = split(value, '=');
    const origins = list.split(',').map((origin) => readOrigin(origin.trim()));
    if (!siteId.safeParse(id).success || origins.includes(null)) {
      return refuse(`must look like news=https://news.example,https://www.news.example, and is "${value}".`);
    }
    return { id, origins: origins as string[] };
  }),
  BOOTSTRAP_MODERATOR: setting((value) => {
    const [email = '', password = ''] = split(value, ':');
    if (!z.email().max(EMAIL_MAX_LENGTH).safeParse(email).success) {
      return refuse('must be an e-mail address, a colon and a password.');
    }
    if (password.length < PASSWORD_MIN_LENGTH || password.length > PASSWORD_MAX_LENGTH) {
      return refuse(
        `needs a password of ${PASSWORD_MIN_LENGTH} to ${PASSWORD_MAX_LENGTH} characters after the colon.`,
      );
    }
    return { email: email.toLowerCase(), password };
  }),
  TRUST_PROXY: setting((value): number | string[] => {
    if (/^\d+$/.test(value) && Number(value) <= TRUSTED_HOPS_MAX) return Number(value);
    const ranges = value.split(',').map((range) => range.trim());
    if (ranges.every(isRange)) return ranges;
    return refuse(
      `must be the number of proxies in front (0 to ${TRUSTED_HOPS_MAX}) or their addresses, such as 10.0.0.0/8,127.0.0.1, and is "${value}".`,
    );
  }),
  MAIL_URL: setting((value) =>
    hasScheme(value, ['smtp:', 'smtps:']) ? value : refuse('must begin with smtp:// or smtps://.'),
  ),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent'], {
    error: 'must be debug, info, warn, error or silent.',
  }),
  OUTBOUND_TEST_ORIGIN: setting((value) =>
    URL.parse(value)?.origin === value && hasScheme(value, ['http:', 'https:'])
      ? value
      : refuse('must be an origin, such as http://127.0.0.1:9999.'),
  ),
  RATE_LIMITS: z.enum(['on', 'off'], { error: 'must be on or off.' }).transform((value) => value === 'on'),
};

class Refusal extends Error {}

function refuse(sentence: string): never {
  throw new Refusal(sentence);
}

function setting<T>(read: (value: string) => T) {
  return z.string().transform((value, context): T => {
    try {
      return read(value);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      context.addIssue(error.message);
      return z.NEVER;
    }
  });
}

/** The origin a URL names when it names nothing more, such as `https://news.example`; null otherwise. */
export function readOrigin(value: string): string | null {
  if (!hasScheme(value, ['http:', 'https:'])) return null;
  const url = new URL(value);
  const isBare = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password;
  return isBare ? url.origin : null;
}

function readStore(value: string): StoreAddress | null {
  // Several hosts in one URL are fine for MongoDB and not for `URL`: the driver judges the rest.
  if (/^mongodb(\+srv)?:\/\/./.test(value)) return { kind: 'mongo', url: value };
  const path = /^sqlite:(?:\/\/(?=\/))?(.+)$/.exec(value)?.[1];
  // A store that forgets everything at the end could not keep what it acknowledged.
  if (path === undefined || path.includes(':memory:')) return null;
  return { kind: 'sqlite', path };
}

function hasScheme(value: string, schemes: string[]): boolean {
  return schemes.some((scheme) => value.startsWith(`${scheme}//`)) && URL.canParse(value);
}

function isRange(value: string): boolean {
  const [address = '', bits] = value.split('/');
  const family = isIP(address);
  if (family === 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}

/** Both sides of the first separator; one element when there is none. */
function split(value: string, separator: string): string[] {
  const at = value.indexOf(separator);
  return at < 0 ? [value] : [value.slice(0, at), value.slice(at + 1)];
}
