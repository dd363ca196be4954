/**
 * The bus port: carries changes between processes. It may lose, repeat or reorder messages; nothing depends
 * on it but speed, because the log in the store heals whatever it loses.
 */
export type EventBus = {
  readonly name: 'memory' | 'redis';
  /** Sends to every subscriber of the channel in every process, this one included. Rejects when it could not. */
  publish(channel: string, message: string): Promise<void>;
  /**
   * Calls `listener` for each message from when the promise resolves. While the bus is away it keeps the
   * wish and subscribes again by itself. A listener that throws does not stop the others.
   */
  subscribe(channel: string, listener: (message: string) => void): Promise<Unsubscribe>;
  /** `up`, or `down` while messages cannot pass. */
  state(): 'up' | 'down';
  /** Calls `listener` after each return from `down`: what passed meanwhile was lost. */
  onRecovery(listener: () => void): void;
  close(): Promise<void>;
};

export type Unsubscribe = () => Promise<void>;

/** One channel a thread: a process hears only of threads that its viewers read. */
export const threadChannel = (thread: string) => `thread:${thread}`;
/** What every process hears of that keeps what readers were shown: texts that are gone. */
export const HIDING_CHANNEL = 'hidings';
/** That a site has changed: its settings, say. */
export const SITES_CHANNEL = 'sites';
/** That somebody was banned, or is no longer. */
export const BANS_CHANNEL = 'bans';
/** Which requests whoever takes an issue report would know of; answers go to a channel of the asker's. */
export const SERVED_CHANNEL = 'served';
/** What moderators of a site are shown. */
export const siteChannel = (site: string) => `site:${site}`;
