import { BANS_CHANNEL } from '@parley/core/ports/event-bus';
import { expect } from 'chai';
import { waitFor } from '../harness/wait-for.ts';
import { createStage, type Stage } from './stage.ts';

describe('The sockets of a reader who is banned', () => {
  let stage: Stage;
  beforeEach(() => {
    stage = createStage();
  });
  afterEach(() => stage.strike());

  const withToken = (token: string) => ({ auth: { site: 'demo', token } });
  const ban = (token: string) =>
    stage.store.sessions.banned.set(`hash of ${token}`, 'You cannot comment here.');

  it('are cut when it is told over the bus, on every node, and no others', async () => {
    const nodes = [await stage.startNode(), await stage.startNode()];
    const hers = await Promise.all(nodes.map((node) => stage.connect(node, withToken('alice'))));
    const others = await Promise.all(nodes.map((node) => stage.connect(node, withToken('bob'))));
    const anonymous = await stage.connect(nodes[0] as (typeof nodes)[0]);
    ban('alice');
    await stage.bus.publish(BANS_CHANNEL, '{}');
    await waitFor('both to be cut', () => hers.every(({ connected }) => !connected));
    expect([...others, anonymous].every(({ connected }) => connected)).to.equal(true);
  });

  it('are cut by the next look where nobody told of it', async () => {
    const node = await stage.startNode();
    const hers = await stage.connect(node, withToken('alice'));
    ban('alice');
    await node.realtime.checkSessions();
    await waitFor('it to be cut', () => !hers.connected);
  });

  it('are refused from then on, with the reason; without a token everybody may follow', async () => {
    const node = await stage.startNode();
    ban('alice');
    await node.realtime.checkSessions();
    const refusals: unknown[] = [];
    const hers = stage.openSocket(node, withToken('alice'));
    hers.on('connect_error', (error) => refusals.push((error as { data?: unknown }).data));
    await waitFor('the refusal', () => refusals.length > 0);
    expect(refusals[0]).to.have.nested.property('problem.code', 'banned');
    expect(refusals[0]).to.have.nested.property('problem.detail', 'You cannot comment here.');
    await stage.connect(node);
    stage.store.sessions.banned.clear();
    await node.realtime.checkSessions();
    await stage.connect(node, withToken('alice'));
  });

  it('are cut though they came while it was being looked up', async () => {
    let isLooking = Promise.withResolvers<void>();
    const node = await stage.startNode({
      deps: {
        loadBannedSessions: async () => {
          const found = new Map(stage.store.sessions.banned);
          await isLooking.promise;
          return found;
        },
      },
    });
    const first = isLooking;
    isLooking = Promise.withResolvers();
    first.resolve();
    const looking = node.realtime.checkSessions();
    ban('alice');
    const hers = await stage.connect(node, withToken('alice'));
    const again = node.realtime.checkSessions();
    isLooking.resolve();
    await Promise.all([looking, again]);
    await waitFor('it to be cut', () => !hers.connected);
  });
});
