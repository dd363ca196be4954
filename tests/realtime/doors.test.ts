import { expect } from 'chai';
import { waitFor } from '../harness/wait-for.ts';
import { threadNamed } from './pretend-store.ts';
import { createStage, ORIGIN, type Stage } from './stage.ts';

const THREAD = threadNamed('doors');

describe('the doors of the live service', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });
  afterEach(() => stage.strike());

  async function refusal(
    socket: ReturnType<Stage['openSocket']>,
  ): Promise<Error & { data?: { problem: { code: string } } }> {
    return await new Promise((resolve, reject) => {
      socket.on('connect_error', resolve);
      socket.on('connect', () => reject(new Error('it was let in')));
    });
  }

  for (const polling of [undefined, true] as const) {
    describe(polling ? 'by long polling' : 'by WebSocket', () => {
      it('are open to pages of the site', async () => {
        const node = await stage.startNode();
        await stage.connect(node, { origin: ORIGIN, polling });
      });

      it('are open to programs that send no origin', async () => {
        const node = await stage.startNode();
        await stage.connect(node, { polling });
      });

      for (const origin of [
        'https://elsewhere.example',
        'null',
        `${ORIGIN}.evil.example`,
        'http://news.example',
      ]) {
        it(`are closed to ${origin}`, async () => {
          const node = await stage.startNode();
          await refusal(stage.openSocket(node, { origin, polling }));
          expect(node.counted['handshakes-refused']).to.be.at.least(1);
          expect(node.realtime.stats().connections).to.equal(0);
        });
      }
    });
  }

  it('are closed to pages of another site', async () => {
    const node = await stage.startNode();
    const error = await refusal(stage.openSocket(node, { origin: ORIGIN, auth: { site: 'other' } }));
    expect(error.data?.problem.code).to.equal('origin-not-allowed');
  });

  it('are closed to sites that do not exist, and to whoever names none', async () => {
    const node = await stage.startNode();
    const unknown = await refusal(stage.openSocket(node, { auth: { site: 'nowhere' } }));
    expect(unknown.data?.problem.code).to.equal('not-found');
    for (const auth of [
      {},
      { site: { $ne: null } },
      { site: ['demo'] },
      { site: 'demo', token: 5 },
      { site: '__proto__' },
    ]) {
      const error = await refusal(stage.openSocket(node, { auth }));
      expect(error.data?.problem.code, JSON.stringify(auth)).to.be.oneOf(['validation-failed', 'not-found']);
    }
  });

  it('admit so many sockets an address, and again when one has gone', async () => {
    const node = await stage.startNode({ config: { socketsPerAddress: 2 } });
    const first = await stage.connect(node);
    await stage.connect(node);
    await refusal(stage.openSocket(node));
    first.disconnect();
    await waitFor('the first to be gone', () => node.realtime.stats().connections === 1);
    await stage.connect(node);
  });

  it('show a thread to readers of its own site only', async () => {
    const node = await stage.startNode();
    stage.store.createThread(THREAD, 'other');
    const socket = await stage.connect(node);
    const answer = await socket.emitWithAck('join', { thread: THREAD, after: 0 });
    expect(answer.problem.code).to.equal('not-found');
    expect(answer.problem.detail).not.to.contain('other');
  });

  it('let a socket into so many threads at a time', async () => {
    const node = await stage.startNode({ config: { roomsPerSocket: 2 } });
    const socket = await stage.connect(node);
    const join = (name: string) => socket.emitWithAck('join', { thread: threadNamed(name), after: 0 });
    expect(await join('one')).to.deep.equal({ head: 0, changes: [] });
    expect(await join('two')).to.deep.equal({ head: 0, changes: [] });
    expect((await join('three')).problem.code).to.equal('rate-limited');
    expect(await join('one'), 'joining again').to.deep.equal({ head: 0, changes: [] });
    await socket.emitWithAck('leave', { thread: threadNamed('one') });
    expect(await join('three')).to.deep.equal({ head: 0, changes: [] });
  });

  it('slow down a socket that sends without end', async () => {
    const node = await stage.startNode();
    const socket = await stage.connect(node);
    const answers = await Promise.all(
      Array.from({ length: 150 }, () => socket.emitWithAck('leave', { thread: THREAD })),
    );
    const refused = answers.filter(({ problem }) => problem?.code === 'rate-limited');
    expect(refused.length).to.be.within(30, 50);
    expect(refused[0].problem.retryAfter).to.be.a('number');
  });

  it('close when the server is drained', async () => {
    const node = await stage.startNode();
    await node.realtime.drain(0);
    await refusal(stage.openSocket(node));
  });

  it('let a reader with a bad session read as anybody does', async () => {
    const node = await stage.startNode();
    const socket = await stage.connect(node, { auth: { site: 'demo', token: 'stale' } });
    expect(await socket.emitWithAck('join', { thread: THREAD, after: 0 })).to.deep.equal({
      head: 0,
      changes: [],
    });
  });
});
