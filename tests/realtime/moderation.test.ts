import { createModerationLive, type ModerationLive } from '@parley/contracts/client/moderation-live';
import type { IssueGroup, ReviewItem } from '@parley/contracts/objects';
import { expect } from 'chai';
import { waitFor } from '../harness/wait-for.ts';
import { CONSOLE_ORIGIN, createStage, type Node, type Stage } from './stage.ts';

const IN_AN_HOUR = () => Date.now() + 3_600_000;

describe('moderators live', () => {
  let stage: Stage;
  const consoles: ModerationLive[] = [];

  beforeEach(() => {
    stage = createStage();
    for (const [token, sites] of [
      ['mod', ['demo']],
      ['lead', ['demo', 'other']],
    ] as const) {
      stage.store.sessions.moderators.set(token, {
        id: token,
        name: token,
        sites: [...sites],
        expiresAt: IN_AN_HOUR(),
      });
    }
  });
  afterEach(async () => {
    for (const console of consoles.splice(0)) console.close();
    await stage.strike();
  });

  function openConsole(node: Node, token: string | null) {
    const seen = { items: [] as string[], groups: [] as string[], reloads: 0 };
    const live = createModerationLive({
      baseUrl: node.url,
      token: () => token,
      loadSocketIo: () => import('socket.io-client'),
      onQueue: ({ site, item }) => seen.items.push(`${site} ${item.id} ${item.version}`),
      onIssue: ({ group }) => seen.groups.push(group.id),
      onReconnect() {
        seen.reloads += 1;
      },
      random: () => 0.05,
    });
    consoles.push(live);
    return { live, seen };
  }

  const item = (id: string, version = 1) => ({ id, version }) as unknown as ReviewItem;
  const group = (id: string) => ({ id }) as unknown as IssueGroup;

  it('hear of their own sites only', async () => {
    const node = await stage.startNode();
    const [mod, lead] = [openConsole(node, 'mod'), openConsole(node, 'lead')];
    await waitFor('both consoles', () => node.realtime.stats().moderators === 2);
    await stage.sendToSite('demo', { kind: 'queue', item: item('a') });
    await stage.sendToSite('other', { kind: 'queue', item: item('b') });
    await stage.sendToSite('other', { kind: 'issue', group: group('g1') });
    await stage.sendToSite('demo', { kind: 'issue', group: group('g2') });
    await waitFor('everything', () => lead.seen.groups.length === 2 && mod.seen.groups.length === 1);
    expect(lead.seen).to.deep.include({ items: ['demo a 1', 'other b 1'], groups: ['g1', 'g2'] });
    expect(mod.seen).to.deep.include({ items: ['demo a 1'], groups: ['g2'] });
  });

  it('are let in with the cookie of the console', async () => {
    const node = await stage.startNode();
    await stage.connect(node, {
      namespace: '/moderation',
      auth: {},
      origin: CONSOLE_ORIGIN,
      cookie: 'session=mod',
    });
  });

  it('are not let in without a session', async () => {
    const node = await stage.startNode();
    const { live } = openConsole(node, 'nobody');
    await waitFor('the refusal', () => live.state().lastCloseReason === 'not-signed-in');
    expect(live.state().status).to.equal('connecting');
    for (const auth of [{}, { token: { $ne: null } }, { token: ['mod'] }]) {
      const socket = stage.openSocket(node, { namespace: '/moderation', auth });
      const error = await new Promise<Error>((done) => socket.on('connect_error', done));
      expect(error.message).to.be.oneOf(['not-signed-in', 'validation-failed']);
    }
    expect(node.realtime.stats().moderators).to.equal(0);
  });

  it('load anew after every connect, for what passed meanwhile is not repeated', async () => {
    const node = await stage.startNode();
    const { live, seen } = openConsole(node, 'mod');
    await waitFor('the first connect', () => seen.reloads === 1);
    await node.kill();
    await waitFor('the loss', () => live.state().status === 'reconnecting');
    await node.revive();
    await waitFor('the second connect', () => seen.reloads === 2);
    expect(live.state()).to.deep.include({ status: 'live', reconnects: 1 });
    await stage.sendToSite('demo', { kind: 'queue', item: item('a', 2) });
    await waitFor('the item', () => seen.items[0] === 'demo a 2');
  });

  it('hear nothing more once their session is over, and what is theirs once their sites have changed', async () => {
    const node = await stage.startNode();
    const [mod, lead] = [openConsole(node, 'mod'), openConsole(node, 'lead')];
    await waitFor('both consoles', () => mod.seen.reloads === 1 && lead.seen.reloads === 1);
    stage.store.sessions.moderators.delete('mod');
    stage.store.sessions.moderators.set('lead', {
      id: 'lead',
      name: 'lead',
      sites: ['other'],
      expiresAt: IN_AN_HOUR(),
    });
    await node.realtime.checkSessions();
    await waitFor('the one to be refused', () => mod.live.state().lastCloseReason === 'not-signed-in');
    await waitFor('the other to be back', () => lead.seen.reloads === 2);
    await stage.sendToSite('demo', { kind: 'queue', item: item('a') });
    await stage.sendToSite('other', { kind: 'queue', item: item('b') });
    await waitFor('the item', () => lead.seen.items.length > 0);
    expect(lead.seen.items).to.deep.equal(['other b 1']);
    expect(mod.seen.items).to.deep.equal([]);
  });

  it('stay while the store is away, but not past the end of their session', async () => {
    let isAway = false;
    const own = stage.store.deps();
    const node = await stage.startNode({
      deps: {
        authenticateModerator: (...args) =>
          isAway ? Promise.reject(new Error('the store is away')) : own.authenticateModerator(...args),
      },
    });
    await stage.connect(node, { namespace: '/moderation', auth: { token: 'mod' } });
    isAway = true;
    await node.realtime.checkSessions();
    expect(node.realtime.stats().moderators).to.equal(1);
    stage.clock.offset = 7_200_000;
    await node.realtime.checkSessions();
    expect(node.realtime.stats().moderators).to.equal(0);
  });
});
