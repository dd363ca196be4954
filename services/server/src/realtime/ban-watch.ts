import { CoreError } from '@parley/core/core-error';
import { BANS_CHANNEL } from '@parley/core/ports/event-bus';
import type { RealtimeDeps } from './deps.ts';
import type { ReaderNamespace, ReaderSocket } from './sockets.ts';

/** A ban whose announcement was lost is found, and one whose time is over forgotten, within this. */
const CHECK_EVERY_MS = 60_000;

export type BanWatch = {
  /** Throws `banned` for the token of somebody who is, as far as this process has heard. */
  assertNotBanned(tokenHash: string | null): void;
  /** Looks who is banned and cuts their sockets, now. */
  check(): Promise<void>;
  stop(): void;
};

/**
 * Knows the sessions of all who are banned, so that a reader who comes with one is refused without a look at the store,
 * and one who is connected is cut at once. It goes by sessions: what everybody may read can be read without one.
 */
export function startBanWatch(
  readers: ReaderNamespace,
  deps: Pick<RealtimeDeps, 'bus' | 'loadBannedSessions' | 'log'>,
): BanWatch {
  let banned: Awaited<ReturnType<RealtimeDeps['loadBannedSessions']>> = new Map();
  let checking: Promise<void> | null = null;
  let isAskedAgain = false;

  async function look(): Promise<void> {
    do {
      isAskedAgain = false;
      banned = await deps.loadBannedSessions();
    } while (isAskedAgain);
    for (const socket of readers.sockets.values()) if (isBanned(socket)) socket.disconnect(true);
  }

  /** A look under way may have begun before the ban that is told of: then it looks once more. */
  function check(): Promise<void> {
    isAskedAgain = true;
    checking ??= look().finally(() => {
      checking = null;
    });
    return checking;
  }

  const isBanned = ({ data }: ReaderSocket) => data.tokenHash !== null && banned.has(data.tokenHash);
  const checkSoon = () => {
    check().catch((error) => deps.log.warn('live.bans-unchecked', { error: String(error) }));
  };
  // Whoever was let in while the ban was being looked up.
  readers.on('connection', (socket) => {
    if (isBanned(socket)) socket.disconnect(true);
  });
  const subscribed = deps.bus.subscribe(BANS_CHANNEL, checkSoon);
  subscribed.catch((error) => deps.log.error('live.bans-unheard', { error: String(error) }));
  deps.bus.onRecovery(checkSoon);
  const timer = setInterval(checkSoon, CHECK_EVERY_MS);
  timer.unref();
  checkSoon();

  return {
    assertNotBanned(tokenHash) {
      const words = tokenHash === null ? undefined : banned.get(tokenHash);
      if (words !== undefined) throw new CoreError('banned', words);
    },
    check,
    stop() {
      clearInterval(timer);
      subscribed.then((unsubscribe) => unsubscribe()).catch(() => {});
    },
  };
}
