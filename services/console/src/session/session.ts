/**
 * Whether somebody is signed in. The token lives in a cookie that scripts cannot read, so the console asks
 * who it is instead of remembering it.
 */
import type { ApiClient } from '@parley/contracts/client/api-client';
import { ApiError } from '@parley/contracts/client/api-client';
import type { Moderator } from '@parley/contracts/objects';
import { type ReadonlySignal, signal } from '@preact/signals';

export type SessionState =
  | { status: 'checking' }
  | { status: 'unreachable'; detail: string }
  | { status: 'signed-out'; hasEnded: boolean }
  | { status: 'signed-in'; moderator: Moderator };

export type Session = {
  state: ReadonlySignal<SessionState>;
  /** Asks the service who is signed in. */
  check: () => Promise<void>;
  /** Rejects with the `ApiError` to show. */
  signIn: (email: string, password: string) => Promise<void>;
  /** Rejects when the service could not be told: one is still signed in then. */
  signOut: () => Promise<void>;
  /** A call was answered 401: whatever is shown stays in memory until somebody signs in again. */
  end: () => void;
};

export function createSession(
  api: Pick<ApiClient, 'getMe' | 'beginModeratorSession' | 'endSession'>,
): Session {
  const state = signal<SessionState>({ status: 'checking' });
  return {
    state,
    check: async () => {
      state.value = { status: 'checking' };
      try {
        const { moderator } = await api.getMe();
        state.value = moderator
          ? { status: 'signed-in', moderator }
          : { status: 'signed-out', hasEnded: false };
      } catch (error) {
        const isRefused = error instanceof ApiError && error.status === 401;
        state.value = isRefused
          ? { status: 'signed-out', hasEnded: error.code === 'session-expired' }
          : { status: 'unreachable', detail: error instanceof Error ? error.message : String(error) };
      }
    },
    signIn: async (email, password) => {
      const { moderator } = await api.beginModeratorSession(email, password);
      state.value = { status: 'signed-in', moderator };
    },
    signOut: async () => {
      await api.endSession();
      state.value = { status: 'signed-out', hasEnded: false };
    },
    end: () => {
      if (state.value.status === 'signed-in') state.value = { status: 'signed-out', hasEnded: true };
    },
  };
}
