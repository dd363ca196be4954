import { readOrigin } from '@parley/adapters/host/settings';
import { CommandError } from './host.ts';

/** Origins as a site keeps them, exact and each once. Throws `CommandError` on anything that is more than one. */
export function readOrigins(values: string[]): string[] {
  return [...new Set(values.map(assertOrigin))];
}

function assertOrigin(value: string): string {
  const origin = readOrigin(value);
  if (origin !== null) return origin;
  throw new CommandError(
    `"${value}" is not an origin: give scheme, host and port only, such as https://news.example.`,
  );
}
