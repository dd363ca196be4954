import { expect } from 'chai';
import fc from 'fast-check';
import { threadNamed } from './pretend-store.ts';
import { createStage, type Stage } from './stage.ts';

const THREAD = threadNamed('junk');
const HOSTILE: unknown[] = [
  undefined,
  null,
  true,
  -1,
  '',
  [],
  {},
  { thread: THREAD },
  { after: 0 },
  { thread: THREAD, after: -1 },
  { thread: THREAD, after: 1.5 },
  { thread: THREAD, after: '0' },
  { thread: THREAD, after: 0, more: 1 },
  { thread: { $ne: null }, after: 0 },
  { thread: THREAD, after: { $gt: '' } },
  { thread: ['a'], after: 0 },
  { thread: 'A'.repeat(20), after: 0 },
  { thread: '../../etc/passwd', after: 0 },
  { thread: THREAD, after: Number.MAX_VALUE },
  JSON.parse('{"__proto__":{"thread":"x"},"thread":"y","after":0}'),
  { $where: '1' },
  Buffer.from('binary'),
  { thread: Buffer.from(THREAD), after: 0 },
];

describe('what a client should not send', () => {
  let stage: Stage;

  beforeEach(() => {
    stage = createStage();
  });
  afterEach(() => stage.strike());

  // The clock moves on between messages, so that the limit on messages does not hide the answers.
  const ask = async (socket: Awaited<ReturnType<Stage['connect']>>, event: string, ...payload: unknown[]) => {
    stage.clock.offset += 1_000;
    return await socket.timeout(2_000).emitWithAck(event, ...payload);
  };

  it('is answered with a problem that says what is wrong', async () => {
    const node = await stage.startNode();
    const socket = await stage.connect(node);
    for (const payload of HOSTILE) {
      const answer = await ask(socket, 'join', payload);
      expect(answer.problem?.code, JSON.stringify(payload)).to.equal('validation-failed');
    }
    const answer = await ask(socket, 'join', { thread: THREAD, after: -1 });
    expect(answer.problem.errors[0].pointer).to.equal('/after');
    expect(stage.store.asked.changes.length, 'reads of the store').to.equal(0);
  });

  it('does no harm whatever it is', async () => {
    const node = await stage.startNode();
    const socket = await stage.connect(node);
    const event = fc.oneof(
      fc.constantFrom('join', 'leave', 'changes', 'error', 'constructor', '__proto__', 'toString'),
      fc.string({ maxLength: 20 }).filter((name) => !RESERVED.has(name)),
    );
    await fc.assert(
      fc.asyncProperty(event, fc.array(fc.jsonValue(), { maxLength: 3 }), async (name, payload) => {
        const answer = await ask(socket, name, ...payload);
        expect(answer.problem?.code).to.be.oneOf(['validation-failed', 'not-found']);
      }),
      { numRuns: 300 },
    );
    expect(await ask(socket, 'join', { thread: THREAD, after: 0 })).to.deep.equal({ head: 0, changes: [] });
    expect(stage.log.errors()).to.deep.equal([]);
  }).timeout(20_000);

  it('does no harm without asking for an answer, or with packets that are none', async () => {
    const node = await stage.startNode();
    const packets = [
      '40{"site":"demo"}',
      '42["join"]',
      '42["join",5]',
      '42[]',
      '42{}',
      '42["error","x"]',
      '42["disconnect"]',
      '4',
      '9',
      '451-["x",{"_placeholder":true,"num":9}]',
      '40{"site":"demo"}',
      '40/nowhere,',
      '41',
      '43["x"]',
      '44{"message":"x"}',
      '\u0000',
      '42["join",',
    ];
    for (const packet of packets) {
      await new Promise<void>((done) => {
        const raw = new WebSocket(`${node.url.replace('http', 'ws')}/live/?EIO=4&transport=websocket`);
        raw.addEventListener('open', () => {
          raw.send('40{"site":"demo"}');
          raw.send(packet);
          raw.send('42["leave",{}]');
          raw.close();
        });
        raw.addEventListener('close', () => done());
      });
    }
    const socket = await stage.connect(node);
    expect(await ask(socket, 'join', { thread: THREAD, after: 0 })).to.deep.equal({ head: 0, changes: [] });
    expect(stage.log.errors()).to.deep.equal([]);
  });

  it('ends the connection when it is larger than any message of ours', async () => {
    const node = await stage.startNode();
    const socket = await stage.connect(node);
    const closed = new Promise((resolve) => socket.on('disconnect', resolve));
    socket.emit('join', { thread: 'x'.repeat(40_000), after: 0 });
    await closed;
    await stage.connect(node);
  });

  it('is told to load anew when it claims to stand beyond the end', async () => {
    const node = await stage.startNode();
    const socket = await stage.connect(node);
    for (const after of [9_007_199_254_740_991, 5]) {
      const answer = await ask(socket, 'join', { thread: THREAD, after });
      expect(answer).to.deep.equal({ head: 0, reset: true });
    }
  });
});

/** socket.io's own names: its client does not send them. */
const RESERVED = new Set([
  'connect',
  'connect_error',
  'disconnect',
  'disconnecting',
  'newListener',
  'removeListener',
]);
