import { createHash } from 'node:crypto';

/** What the first event of a site's log stands on. */
export const CHAIN_START = '0'.repeat(64);

/**
 * The fingerprint of an event, or act, and of all that came before it on its site: SHA-256, in hexadecimal, of the one
 * before and the event in a form that every store gives back alike (names in order, nothing that is absent).
 */
export function hashEvent(previous: string, event: object): string {
  return createHash('sha256')
    .update(`${previous}\n${inOneForm(event)}`)
    .digest('hex');
}

/** A record as text that every store gives back alike: names in order, nothing that is absent. */
export function inOneForm(record: object | null): string {
  return JSON.stringify(inOrder(record));
}

/** Names sorted; null and absent are the same, because stores differ in what they make of either. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(([, entry]) => entry !== null && entry !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, entry]) => [name, inOrder(entry)]));
}
