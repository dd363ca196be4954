/** The small ports: what the domain needs of the machine it runs on. */

export type Clock = {
  /** Milliseconds since 1970, UTC. */
  now(): number;
};

export type Ids = {
  /** Sorts by time, then by order of making; 26 lower-case characters. */
  sortable(): string;
  /** An unguessable secret: 256 bits, base64url. */
  secret(): string;
};

/** What the store keeps of a session's token: keyed with the installation's secret, so a stolen store opens nothing. */
export type HashToken = (token: string) => string;

export type LogFields = Record<string, unknown>;
/** Structured log. `event` is in the past tense: `comment.stored`. Never bodies, addresses, tokens. */
export type Log = {
  debug(event: string, fields?: LogFields): void;
  info(event: string, fields?: LogFields): void;
  warn(event: string, fields?: LogFields): void;
  error(event: string, fields?: LogFields): void;
};
