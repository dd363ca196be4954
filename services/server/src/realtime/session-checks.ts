import type { RealtimeDeps } from './deps.ts';
import type { ModeratorNamespace, ModeratorSocket } from './sockets.ts';

/** A moderator who was signed out, or lost a site, hears nothing more after this at the latest. */
const CHECK_EVERY_MS = 60_000;

type Parts = {
  moderators: ModeratorNamespace;
  deps: Pick<RealtimeDeps, 'authenticateModerator' | 'clock' | 'log'>;
};

/**
 * Looks at moderators' sessions again while their sockets live. One whose session is over is disconnected, and so
 * is one whose sites have changed: they come back with what is theirs now.
 */
export function startSessionChecks(parts: Parts): { check(): Promise<void>; stop(): void } {
  const check = async () => {
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
