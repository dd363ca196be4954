/**
 * Takes out of log fields what a log may not hold, by the names of the keys: whoever logs an object whole
 * cannot leak a body, an address or a password by it.
 */

/** Words that make a key secret wherever they stand in it: `body`, `clientIp`, `set-cookie`, `password_hash`. */
const SECRET_WORDS = new Set(
  [
    ['body', 'bodies', 'source', 'html', 'snapshot'],
    ['email', 'emails', 'mail', 'address', 'addresses', 'ip', 'ips', 'forwarded'],
    ['token', 'tokens', 'password', 'passwords', 'cookie', 'cookies', 'authorization', 'secret', 'secrets'],
  ].flat(),
);

/** Deeper than any log line of ours; what lies below is replaced, so that a cycle ends. */
const DEPTH_MAX = 8;
/** A log line is for reading: longer lists and texts are cut. */
const LIST_MAX = 50;
const TEXT_MAX_LENGTH = 4_000;

const REDACTED = '[redacted]';

/**
 * A copy of `fields` fit for a log. Numbers and booleans stay whatever their key (`bodyBytes`, `hasEmail`):
 * a count is not what it counts. Errors become `{ name, message, stack, code, cause }`.
 */
export function redact(fields: Record<string, unknown>): Record<string, unknown> {
  return copyObject(fields, 0);
}

function copyObject(value: object, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = {};
  for (const [key, inner] of Object.entries(value).slice(0, LIST_MAX)) {
    copy[key] = isSecretKey(key) ? hide(inner) : copyValue(inner, depth + 1);
  }
  return copy;
}

function copyValue(value: unknown, depth: number): unknown {
  if (typeof value === 'string') return cut(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object' || value === null) return value;
  if (depth > DEPTH_MAX) return '[deep]';
  if (value instanceof Error) return copyError(value, depth);
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof URL) return `${value.protocol}//${value.host}${value.pathname}`;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (value instanceof Map) return copyObject(Object.fromEntries(value), depth);
  if (Array.isArray(value) || value instanceof Set) {
    return [...value].slice(0, LIST_MAX).map((item) => copyValue(item, depth + 1));
  }
  return copyObject(value, depth);
}

/** Only these: drivers hang whole documents on their errors. */
function copyError(error: Error & { code?: unknown }, depth: number): Record<string, unknown> {
  const copy: Record<string, unknown> = { name: error.name, message: cut(error.message) };
  if (error.stack !== undefined) copy.stack = cut(error.stack);
  if (typeof error.code === 'string' || typeof error.code === 'number') copy.code = error.code;
  if (error.cause !== undefined) copy.cause = copyValue(error.cause, depth + 1);
  return copy;
}

function hide(value: unknown): unknown {
  const isHarmless =
    value === null || value === undefined || typeof value === 'number' || typeof value === 'boolean';
  return isHarmless ? value : REDACTED;
}

/** Keys are few and come again and again; this is asked for every field of every line. */
const knownKeys = new Map<string, boolean>();
const KNOWN_KEYS_MAX = 2_000;

function isSecretKey(key: string): boolean {
  const known = knownKeys.get(key);
  if (known !== undefined) return known;
  const words = key
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]+/);
  const isSecret = words.some((word) => SECRET_WORDS.has(word));
  if (knownKeys.size < KNOWN_KEYS_MAX) knownKeys.set(key, isSecret);
  return isSecret;
}

function cut(text: string): string {
  return text.length <= TEXT_MAX_LENGTH ? text : `${text.slice(0, TEXT_MAX_LENGTH)}…`;
}
