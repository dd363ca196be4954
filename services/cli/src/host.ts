import type { Config } from '@parley/adapters/host/config';
import type { EventBus } from '@parley/core/ports/event-bus';
import type { Clock, Ids, Log } from '@parley/core/ports/host';
import type { Store } from '@parley/core/ports/store';

/** What commands need of the world; tests hand in their own. */
export type Host = {
  env: Record<string, string | undefined>;
  clock: Clock;
  ids: Ids;
  /** One line on standard output. */
  print(line: string): void;
  printError(line: string): void;
  /** Asks without showing what is typed. Null when there is nobody to ask: no terminal, or an empty answer. */
  askSecret(question: string): Promise<string | null>;
  openStore(config: Config, deps: { clock: Clock; log: Log }): Promise<Store>;
  openBus(config: Config, deps: { log: Log }): Promise<EventBus>;
};

/** Something the operator can set right. The message says what, and what to do. */
export class CommandError extends Error {}
