import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { mock } from 'node:test';
import { StoreUnavailable } from '@parley/core/ports/store';
import { expect } from 'chai';
import { PromptConnection } from '../../shared/adapters/src/storage/mongo/prompt-connection.ts';
import { createTurns } from '../../shared/adapters/src/storage/mongo/turns.ts';

const LONG_MS = 60_000;

describe('a connection to MongoDB', () => {
  it('counts as closed in the moment in which the server has ended it', async () => {
    const server = createServer((socket) => socket.end());
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const socket: Socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    const connection = new PromptConnection(socket, { id: 1, hostAddress: { toString: () => 'here' } });
    const isClosed = await new Promise((told) => {
      socket.once('end', () => told((connection as unknown as { closed: boolean }).closed));
    });
    server.close();
    expect(isClosed).to.equal(true);
  });
});

describe('writes to one document of MongoDB', () => {
  it('go one after the other, whatever becomes of each', async () => {
    const inTurn = createTurns();
    const steps: string[] = [];
    const work = (name: string) => async () => {
      steps.push(`${name} begins`);
      await Promise.resolve();
      steps.push(`${name} ends`);
      if (name === 'a') throw new Error('a failed');
      return name;
    };
    const results = await Promise.allSettled(['a', 'b', 'c'].map((name) => inTurn('x', work(name))));
    expect(steps).to.deep.equal(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    expect(results.map(({ status }) => status)).to.deep.equal(['rejected', 'fulfilled', 'fulfilled']);
  });

  it('are given up when the one before them takes too long, rather than pile up', async () => {
    const clock = mock.method(performance, 'now', () => 0);
    try {
      const inTurn = createTurns();
      const slow = Promise.withResolvers<string>();
      const first = inTurn('x', () => slow.promise);
      await Promise.resolve();
      let hasRun = false;
      const second = inTurn('x', async () => {
        hasRun = true;
      });
      clock.mock.mockImplementation(() => LONG_MS);
      slow.resolve('done');
      expect(await first).to.equal('done');
      expect(await second.catch((error) => error)).to.be.instanceOf(StoreUnavailable);
      expect(hasRun).to.equal(false);
    } finally {
      clock.mock.restore();
    }
  });
});
