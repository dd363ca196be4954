import { createThreadFollower, type ThreadFollower } from '@parley/contracts/client/thread-follower';
import type { Change, Changes } from '@parley/contracts/objects';
import { expect } from 'chai';
import fc from 'fast-check';
import { waitFor } from '../harness/wait-for.ts';

const change = (seq: number): Change => ({ seq, kind: 'published' });
const changes = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => change(from + index));

describe('following a thread', () => {
  let follower: ThreadFollower;
  let seqs: number[];
  let heads: number[];
  let resets: number[];
  let asked: number[];
  /** The log that a fetch reads. */
  let server: { head: number; oldest: number; fails: boolean };

  function follow(after: number, options: { random?: number; onChanges?: () => void } = {}) {
    seqs = [];
    heads = [];
    resets = [];
    asked = [];
    server = { head: 0, oldest: 0, fails: false };
    follower = createThreadFollower({
      after,
      random: () => options.random ?? 0,
      handlers: {
        onChanges(got, head) {
          seqs.push(...got.map(({ seq }) => seq));
          heads.push(head);
          options.onChanges?.();
        },
        onReset: (head) => resets.push(head),
      },
      async load(from): Promise<Changes> {
        asked.push(from);
        if (server.fails) throw new Error('no answer');
        if (from < server.oldest || from > server.head) return { head: server.head, reset: true };
        return { head: server.head, changes: changes(from + 1, server.head) };
      },
    });
  }
  afterEach(() => follower.close());

  it('hands over what comes next and drops what is known', () => {
    follow(3);
    follower.receive([change(2), change(3), change(4), change(4), change(5)], 5);
    follower.receive([change(5)], 5);
    expect(seqs).to.deep.equal([4, 5]);
    expect(heads).to.deep.equal([5]);
  });

  it('knows how much is missing, until it is there', async () => {
    follow(3);
    server = { head: 6, oldest: 0, fails: false };
    expect(follower.behind()).to.equal(0);
    follower.receive([change(4)], 6);
    expect(follower.behind()).to.equal(2);
    await follower.catchUp();
    expect(follower.behind()).to.equal(0);
  });

  it('keeps what came too early until a fetch has filled the gap', async () => {
    follow(0);
    server.head = 3;
    follower.receive([change(3)], 3);
    follower.receive([change(4)], 4);
    expect(seqs).to.deep.equal([]);
    await waitFor('the gap to be filled', () => seqs.length === 4);
    expect(seqs).to.deep.equal([1, 2, 3, 4]);
    expect(asked).to.deep.equal([0]);
  });

  it('does not fetch a gap that closes by itself', async () => {
    follow(0, { random: 0.2 });
    server.head = 2;
    follower.receive([change(2)], 2);
    follower.receive([change(1)], 2);
    server.head = 3;
    follower.receive([], 3);
    await waitFor('the later one', () => seqs.length === 3);
    expect(asked).to.deep.equal([2]);
  });

  it('fetches once while many messages say that it is behind', async () => {
    follow(0);
    server.head = 9;
    for (let head = 1; head < 10; head += 1) follower.receive([], head);
    await waitFor('all changes', () => seqs.length === 9);
    expect(asked).to.deep.equal([0]);
  });

  it('tries again after a fetch that failed', async () => {
    follow(0, { random: 0.01 });
    server.head = 2;
    server.fails = true;
    follower.receive([], 2);
    await waitFor('some attempts', () => asked.length >= 3);
    server.fails = false;
    await waitFor('the changes', () => seqs.length === 2);
  });

  it('asks again while the answer falls short of what it was told', async () => {
    follow(0, { random: 0.01 });
    server.head = 1;
    follower.receive([], 2);
    await waitFor('some attempts', () => asked.length >= 3);
    expect(seqs).to.deep.equal([1]);
    server.head = 2;
    await waitFor('the rest', () => seqs.length === 2);
  });

  it('tells of a reset once, holds everything back, and goes on from the new position', async () => {
    follow(1);
    follower.reset(50);
    follower.reset(51);
    follower.receive([change(2), change(51), change(52)], 52);
    expect(seqs).to.deep.equal([]);
    expect(resets).to.deep.equal([50]);
    follower.reposition(51);
    expect(seqs).to.deep.equal([52]);
    expect(follower.position()).to.equal(52);
  });

  it('fetches what passed between the new slice and now', async () => {
    follow(1);
    follower.reset(50);
    server.head = 60;
    follower.receive([], 60);
    follower.reposition(55);
    await waitFor('the rest', () => seqs.length === 5);
    expect(seqs).to.deep.equal([56, 57, 58, 59, 60]);
  });

  it('does not take an answer for the position it has left', async () => {
    follow(1);
    server.head = 100;
    server.oldest = 90;
    const fetched = follower.catchUp();
    follower.reset(100);
    follower.reposition(100);
    await fetched;
    expect(resets).to.deep.equal([100]);
    expect(follower.position()).to.equal(100);
  });

  it('may be repositioned from within the handler of the reset', () => {
    follow(1);
    const own = follower;
    const inner = createThreadFollower({
      after: 1,
      random: () => 0,
      load: async () => ({ head: 9, changes: [] }),
      handlers: {
        onChanges: (got) => seqs.push(...got.map(({ seq }) => seq)),
        onReset: (head) => inner.reposition(head),
      },
    });
    inner.reset(9);
    inner.receive([change(10)], 10);
    inner.close();
    own.close();
    expect(seqs).to.deep.equal([10]);
  });

  it('survives a handler that throws', () => {
    follow(0, {
      onChanges() {
        throw new Error('a view at fault');
      },
    });
    follower.receive([change(1)], 1);
    follower.receive([change(2)], 2);
    expect(seqs).to.deep.equal([1, 2]);
  });

  it('keeps a bounded number of changes that came too early', async () => {
    follow(0);
    server.head = 5_000;
    follower.receive(changes(2, 5_000), 5_000);
    await waitFor('all changes', () => seqs.length === 5_000);
    expect(seqs.every((seq, index) => seq === index + 1)).to.equal(true);
  });

  it('hands over nothing once it is closed', async () => {
    follow(0);
    server.head = 1;
    const fetched = follower.catchUp();
    follower.close();
    await fetched;
    follower.receive([change(1)], 1);
    expect(seqs).to.deep.equal([]);
  });

  it('converges without holes or repeats, whatever is lost, doubled or out of order', async () => {
    const fate = fc.constantFrom('sent', 'lost', 'doubled', 'late' as const);
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 60 }), async (fates) => {
        follow(0);
        const late: number[] = [];
        for (const [index, what] of fates.entries()) {
          const seq = index + 1;
          server.head = seq;
          if (what === 'late') late.unshift(seq);
          if (what === 'sent' || what === 'doubled') follower.receive([change(seq)], seq);
          if (what === 'doubled') follower.receive([change(seq)], seq);
        }
        for (const seq of late) follower.receive([change(seq)], seq);
        follower.receive([], fates.length);
        await waitFor('convergence', () => follower.position() === fates.length);
        follower.close();
        expect(seqs).to.deep.equal(changes(1, fates.length).map(({ seq }) => seq));
      }),
      { numRuns: 100 },
    );
  }).timeout(20_000);
});
