/**
 * What the address of a Redis asks to be put before every channel and key (`redis://bus.example?prefix=gazette:`), so
 * that installations can share one; null where it asks for nothing. The number of a database would not do: Redis
 * delivers what is published to the subscribers of all of them.
 */
export function prefixIn(url: string): string | null {
  return new URL(url).searchParams.get('prefix');
}
