import type { RealtimeDeps } from './deps.ts';
import { recognize } from './reader-gateway.ts';
import type { ModeratorNamespace, ModeratorSocket, ReaderNamespace } from './sockets.ts';

/** A moderator who was signed out, or lost a site, hears nothing more after this at the latest. */
const CHECK_EVERY_MS = 60_000;

type Parts = {
  readers: ReaderNamespace;
  moderators: ModeratorNamespace;
  deps: Pick<RealtimeDeps, 'authenticateReader' | 'authenticateModerator' | 'clock' | 'log'>;
};

/**
 * Looks at sessions again while their sockets live. A reader whose session is over goes on as an anonymous one;
 * a moderator is disconnected, and so is one whose sites have changed: they come back with what is theirs now.
 */
export function startSessionChecks(parts: Parts): { check(): Promise<void>; stop(): void } {
  const check = async () => {
    const now = parts.deps.clock.now();
    for (const socket of parts.readers.sockets.values()) {
      const { reader, token } = socket.data;
      if (reader && token && reader.expiresAt <= now) await recognize(parts.deps, socket, token);
    }
    for (const socket of parts.moderators.sockets.values()) await checkModerator(parts, socket);
  };
  const timer = setInterval(() => {
    check().catch((error) => parts.deps.log.error('live.session-checks-failed', { error }));
  }, CHECK_EVERY_MS);
  timer.unref();
  return { check, stop: () => clearInterval(timer) };
}

async function checkModerator({ deps }: Parts, socket: ModeratorSocket): Promise<void> {
  const { token, moderator } = socket.data;
  const { cookie, origin } = socket.handshake.headers;
  const isOver = moderator.expiresAt <= deps.clock.now();
  try {
    const now = await deps.authenticateModerator(token, cookie, origin);
    if (now && now.id === moderator.id && isSameSet(now.sites, moderator.sites)) {
      socket.data.moderator = now;
      return;
    }
  } catch (error) {
    // With the store away nobody is thrown out before their session ends by the clock.
    deps.log.warn('live.session-unchecked', { error });
    if (!isOver) return;
  }
  socket.disconnect(true);
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  const set = new Set(other);
  return one.length === other.length && one.every((entry) => set.has(entry));
}
