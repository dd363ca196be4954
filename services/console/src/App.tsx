import type { ApiClient } from '@parley/contracts/client/api-client';
import type { Moderator } from '@parley/contracts/objects';
import { useEffect, useRef } from 'preact/hooks';
import { type Desk, openDesk } from './desk/desk.ts';
import { signIn as words } from './messages.ts';
import type { Navigation } from './place/navigation.ts';
import { SignIn } from './session/SignIn.tsx';
import type { Session } from './session/session.ts';
import { Rooms } from './shell/Rooms.tsx';

type Props = { api: ApiClient; session: Session; navigation: Navigation };

/**
 * Sign-in, or the rooms behind it. The desk of a moderator whose session has ended is kept for their return;
 * anybody else, and whoever signed out, gets a new one.
 */
export function App({ api, session, navigation }: Props) {
  const kept = useRef<Desk | null>(null);
  const state = session.state.value;
  const deskOf = (moderator: Moderator) => {
    if (kept.current?.moderator.id !== moderator.id) {
      kept.current?.close();
      kept.current = openDesk({ api, navigation, moderator, session });
    }
    return kept.current;
  };
  const wasAway = useRef(false);
  useEffect(() => {
    if (state.status === 'signed-in' && wasAway.current) kept.current?.resume();
    wasAway.current = state.status === 'signed-out';
  }, [state.status]);
  const hasLeft = state.status === 'signed-out' && !state.hasEnded;
  useEffect(() => {
    if (!hasLeft) return;
    kept.current?.close();
    kept.current = null;
  }, [hasLeft]);

  if (state.status === 'signed-in') {
    return <Rooms key={state.moderator.id} desk={deskOf(state.moderator)} />;
  }
  if (state.status === 'checking') {
    return (
      <p class="checking" role="status">
        {words.checking}
      </p>
    );
  }
  return <SignIn session={session} email={kept.current?.moderator.email ?? ''} />;
}
