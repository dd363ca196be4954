import { ApiError } from '@parley/contracts/client/api-client';
import type { Me, Moderator } from '@parley/contracts/objects';
import { expect } from 'chai';
import { createSession } from '../../../services/console/src/session/session.ts';

const ana: Moderator = {
  id: 'ana',
  email: 'ana@gazette.example',
  name: 'Ana',
  role: 'moderator',
  sites: ['gazette'],
};

describe('the session of the console', () => {
  it('is whoever the service says it is', async () => {
    const session = create({ getMe: async () => ({ reader: null, moderator: ana }) });
    await session.check();
    expect(session.state.value).to.deep.equal({ status: 'signed-in', moderator: ana });
  });

  it('is nobody’s for a reader, and where there is none', async () => {
    for (const getMe of [async () => ({ reader: null, moderator: null }), refuse('not-signed-in', 401)]) {
      const session = create({ getMe });
      await session.check();
      expect(session.state.value).to.deep.equal({ status: 'signed-out', hasEnded: false });
    }
  });

  it('is told apart from one that has ended', async () => {
    const session = create({ getMe: refuse('session-expired', 401) });
    await session.check();
    expect(session.state.value).to.deep.equal({ status: 'signed-out', hasEnded: true });
  });

  it('is unknown, not over, while the service cannot be reached', async () => {
    const session = create({ getMe: refuse('offline', 0) });
    await session.check();
    expect(session.state.value).to.include({ status: 'unreachable' });
  });

  it('ends when a call is refused, and only if there was one', async () => {
    const session = create({ getMe: async () => ({ reader: null, moderator: ana }) });
    session.end();
    expect(session.state.value).to.deep.equal({ status: 'checking' });
    await session.check();
    session.end();
    expect(session.state.value).to.deep.equal({ status: 'signed-out', hasEnded: true });
  });

  it('stays when signing out did not reach the service', async () => {
    const session = create({
      getMe: async () => ({ reader: null, moderator: ana }),
      endSession: refuse('offline', 0),
    });
    await session.check();
    const refusal = await session.signOut().catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(ApiError);
    expect(session.state.value).to.include({ status: 'signed-in' });
  });
});

function create(api: { getMe: () => Promise<Me>; endSession?: () => Promise<void> }) {
  return createSession({
    beginModeratorSession: async () => ({ token: 'unused', moderator: ana }),
    endSession: async () => {},
    ...api,
  });
}

function refuse(code: 'not-signed-in' | 'session-expired' | 'offline', status: number) {
  return () => Promise.reject(new ApiError(code, 'No.', status));
}
