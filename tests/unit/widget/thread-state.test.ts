import type { Sort } from '@parley/contracts/objects';
import { expect } from 'chai';
import fc from 'fast-check';
import { mergePermalink } from '../../../services/widget/src/on-demand/permalink.ts';
import { compareIn } from '../../../services/widget/src/thread-order.ts';
import { ROOT, type ThreadState } from '../../../services/widget/src/thread-shape.ts';
import { mergeSlice, openState, showWaiting } from '../../../services/widget/src/thread-slices.ts';
import { applyChange, applyChanges } from '../../../services/widget/src/thread-state.ts';
import { createWorld, type World } from './thread-world.ts';

describe('the state of a thread in the widget', () => {
  it('keeps a new comment by somebody else behind the pill until it is asked for', () => {
    const world = createWorld();
    const first = world.post('alice', null);
    const before = openState(world.firstSlice('newest'), 'newest');
    const second = world.post('bob', null);
    const after = applyAll(before, world);
    expect(after.lists.get(ROOT)?.shown).to.deep.equal([first.id]);
    expect(after.lists.get(ROOT)?.waiting).to.deep.equal([second.id]);
    expect(showWaiting(after, ROOT).state.lists.get(ROOT)?.shown).to.deep.equal([second.id, first.id]);
  });

  it('shows a comment of the reader’s own at once', () => {
    const world = createWorld();
    const before = { ...openState(world.firstSlice('newest'), 'newest'), me: 'bob' };
    const mine = world.post('bob', null);
    expect(applyAll(before, world).lists.get(ROOT)).to.deep.include({ shown: [mine.id], waiting: [] });
  });

  it('drops text and author of a removed comment, and the comment where nobody answered it', () => {
    const world = createWorld();
    const alone = world.post('alice', null);
    const answered = world.post('alice', null);
    world.post('bob', answered.id);
    const before = openState(world.firstSlice('newest'), 'newest');
    world.setStatus(alone.id, 'rejected');
    world.setStatus(answered.id, 'rejected');
    const after = applyAll(before, world);
    expect(after.lists.get(ROOT)?.shown).to.deep.equal([answered.id]);
    for (const id of [alone.id, answered.id]) {
      expect(after.entries.get(id)?.comment).to.include({ html: null, author: null, status: 'rejected' });
    }
  });

  it('lets a tombstone vanish with its last reply', () => {
    const world = createWorld();
    const root = world.post('alice', null);
    const reply = world.post('bob', root.id);
    world.setStatus(root.id, 'deleted');
    const before = openState(world.firstSlice('newest'), 'newest');
    expect(before.lists.get(ROOT)?.shown).to.deep.equal([root.id]);
    world.setStatus(reply.id, 'rejected');
    expect(applyAll(before, world).lists.get(ROOT)?.shown).to.deep.equal([]);
  });

  it('does not show a comment that was removed before its publication arrived', () => {
    const world = createWorld();
    const before = openState(world.firstSlice('newest'), 'newest');
    const comment = world.post('alice', null);
    world.setStatus(comment.id, 'rejected');
    const [published] = world.changes(0, true);
    const after = applyChange(before, published!);
    expect(after.lists.get(ROOT)).to.deep.include({ shown: [], waiting: [] });
  });

  it('stays as it is when a change comes twice, or beyond a hole', () => {
    const world = createWorld();
    const before = openState(world.firstSlice('newest'), 'newest');
    world.post('alice', null);
    world.post('bob', null);
    const [first, second] = world.changes(0);
    expect(applyChange(before, second!)).to.equal(before);
    const once = applyChange(before, first!);
    expect(applyChange(once, first!)).to.equal(once);
  });

  it('lets no old slice bring back what was removed since it was read', () => {
    const world = createWorld({ sliceLimit: 1 });
    const old = world.post('alice', null);
    world.post('bob', null);
    const before = openState(world.firstSlice('newest'), 'newest');
    const after = before.lists.get(ROOT)!.more!.after;
    const slice = world.slice(null, 'newest', after);
    world.setStatus(old.id, 'rejected');
    const merged = mergeSlice(applyAll(before, world), { parent: ROOT, after, headBefore: 0 }, slice);
    expect(merged?.lists.get(ROOT)?.shown).not.to.include(old.id);
  });

  it('calls nothing new that was written before the page was opened', () => {
    const world = createWorld({ sliceLimit: 1 });
    const old = world.post('alice', null);
    world.post('bob', null);
    const before = openState(world.firstSlice('newest'), 'newest');
    world.edit(old.id, 'put otherwise');
    world.vote(old.id, 1);
    expect(applyAll(before, world).lists.get(ROOT)?.waiting).to.deep.equal([]);
  });

  it('keeps a reply count that is newer than the change that comes late', () => {
    const world = createWorld({ sliceLimit: 1 });
    const old = world.post('alice', null);
    world.post('bob', null);
    const before = openState(world.firstSlice('newest'), 'newest');
    const after = before.lists.get(ROOT)!.more!.after;
    for (const author of ['carol', 'dave', 'erin', 'frank', 'grace']) world.post(author, old.id);
    const merged = mergeSlice(
      before,
      { parent: ROOT, after, headBefore: 0 },
      world.slice(null, 'newest', after),
    )!;
    const [first] = world.changes(merged.head);
    expect(applyChange(merged, first!).entries.get(old.id)?.comment.replyCount).to.equal(5);
    expect(applyAll(merged, world).lists.get(old.id)?.waiting, 'what a slice has or will bring').to.be.empty;
  });

  it('orders roots by their whole branch, and moves nothing that is being read when a count rises', () => {
    const world = createWorld();
    const wide = world.post('alice', null);
    for (const author of ['bob', 'carol']) world.post(author, wide.id);
    const deep = world.post('alice', null);
    const reply = world.post('bob', deep.id);
    const before = openState(world.firstSlice('discussed'), 'discussed');
    for (const author of ['carol', 'dave', 'erin']) world.post(author, reply.id);
    const after = applyAll(before, world);
    expect(after.entries.get(deep.id)?.comment).to.include({ replyCount: 1, branchCount: 4 });
    expect(after.lists.get(ROOT)?.shown, 'as they were').to.deep.equal([wide.id, deep.id]);
    const fresh = openState(world.firstSlice('discussed'), 'discussed');
    expect(fresh.lists.get(ROOT)?.shown, 'the next load').to.deep.equal([deep.id, wide.id]);
    expect(compareIn('discussed', null)(after.entries.get(deep.id)!.comment, wide)).to.be.below(0);
  });

  it('passes by no root that is discussed past the cursor while it is not loaded', () => {
    const world = createWorld({ sliceLimit: 2 });
    const [late] = [world.post('alice', null), world.post('alice', null), world.post('alice', null)];
    for (const root of world.ids().slice(1)) world.post('bob', root);
    const before = openState(world.firstSlice('discussed'), 'discussed');
    expect(before.entries.has(late!.id)).to.equal(false);
    for (const author of ['carol', 'dave', 'erin']) world.post(author, late!.id);
    const risen = applyAll(before, world);
    expect(risen.lists.get(ROOT)).to.deep.include({
      passed: [late!.id],
      shown: before.lists.get(ROOT)!.shown,
    });
    const { after } = risen.lists.get(ROOT)!.more!;
    const slice = world.slice(null, 'discussed', after);
    const read = mergePermalink(risen, world.permalink(late!.id), risen.head, true)!;
    const list = mergeSlice(read, { parent: ROOT, after, headBefore: risen.head }, slice)!.lists.get(ROOT);
    expect(list).to.deep.include({ more: null, passed: [] });
    expect(list?.shown, 'nothing that is read has moved').to.deep.equal([
      ...before.lists.get(ROOT)!.shown,
      late!.id,
    ]);
  });

  it('keeps a removed comment in its place while its reader writes below it', () => {
    const world = createWorld();
    const answered = world.post('alice', null);
    const state = openState(world.firstSlice('newest'), 'newest');
    world.setStatus(answered.id, 'rejected');
    expect(applyAll(state, world).lists.get(ROOT)?.shown).to.deep.equal([]);
    const kept = applyAll({ ...state, kept: new Set([answered.id]) }, world);
    expect(kept.lists.get(ROOT)?.shown).to.deep.equal([answered.id]);
    expect(kept.entries.get(answered.id)?.comment.html).to.equal(null);
  });

  it('refuses a slice older than the changes it remembers', () => {
    const world = createWorld({ sliceLimit: 1 });
    const root = world.post('alice', null);
    world.post('bob', null);
    const before = openState(world.firstSlice('newest'), 'newest');
    const after = before.lists.get(ROOT)!.more!.after;
    const slice = world.slice(null, 'newest', after);
    for (let times = 0; times < 300; times++) world.vote(root.id, 1);
    expect(mergeSlice(applyAll(before, world), { parent: ROOT, after, headBefore: 0 }, slice)).to.equal(null);
  });

  for (const sort of ['newest', 'oldest', 'top', 'discussed'] as const) {
    it(`ends where a fresh load would, whatever arrives in whatever order (${sort})`, function () {
      this.timeout(20_000);
      fc.assert(
        fc.property(fc.array(step, { minLength: 10, maxLength: 60 }), (steps) => converges(sort, steps)),
        { numRuns: 300 },
      );
    });
  }
});

function applyAll(state: ThreadState, world: World): ThreadState {
  return applyChanges(state, world.changes(state.head));
}

type Step = { does: (typeof DOINGS)[number]; a: number; b: number };

/** What happens in the world, and what a widget does or goes through meanwhile. */
const DOINGS = [
  'post',
  'post',
  'reply',
  'reply',
  'reply',
  'edit',
  'reject',
  'restore',
  'delete',
  'vote',
  'vote',
  'close',
  'hold',
  'deliver',
  'deliver',
  'deliver-late',
  'repeat',
  'skip',
  'ask',
  'ask',
  'receive',
  'show',
] as const;

const step = fc.record({
  does: fc.constantFrom(...DOINGS),
  a: fc.nat({ max: 50 }),
  b: fc.nat({ max: 50 }),
});

function converges(sort: Sort, steps: Step[]): void {
  const world = createWorld();
  for (let made = 0; made < 5; made++) world.post('alice', null);
  const widget = createWidget(world, sort);
  for (const { does, a, b } of steps) {
    const ids = world.ids();
    const id = ids[a % ids.length]!;
    if (does === 'post') world.post('bob', null, a % 7 === 0 ? 'held' : 'published');
    else if (does === 'reply') {
      if (world.comment(id).status === 'published')
        world.post('carol', id, b % 7 === 0 ? 'held' : 'published');
    } else if (does === 'edit') world.edit(id, `edited ${b}`);
    else if (does === 'reject') world.setStatus(id, 'rejected');
    else if (does === 'restore') world.setStatus(id, 'published');
    else if (does === 'delete') world.setStatus(id, 'deleted');
    else if (does === 'hold') {
      if (world.comment(id).status === 'published') world.setStatus(id, 'held');
    } else if (does === 'vote') world.vote(id, (b % 5) - 1);
    else if (does === 'close') world.setState(b % 2 ? 'closed' : 'open');
    else widget[does](a);
    expectOnePlaceEach(widget.state());
  }
  widget.finish();
  const fresh = createWidget(world, sort);
  fresh.finish();
  expect(picture(widget.state(), sort)).to.deep.equal(picture(fresh.state(), sort));
}

function createWidget(world: World, sort: Sort) {
  let state = openState(world.firstSlice(sort), sort);
  const asked: Array<{
    parent: string;
    after: string | null | undefined;
    headBefore: number;
    slice: ReturnType<World['slice']>;
  }> = [];

  function listsWith(what: 'more' | 'waiting'): string[] {
    const open = [...state.lists].filter(([, list]) =>
      what === 'more' ? list.more || list.passed.length > 0 : list.waiting.length > 0,
    );
    return open.map(([parent]) => parent);
  }
  function ask(parent: string): void {
    const list = state.lists.get(parent);
    if (!list) return;
    for (const id of list.passed.filter((one) => !state.entries.has(one)))
      state = mergePermalink(state, world.permalink(id), state.head, true) ?? state;
    const slice = list.more
      ? world.slice(parent === ROOT ? null : parent, sort, list.more.after)
      : { items: [], next: null };
    asked.push({ parent, after: list.more?.after, headBefore: state.head, slice });
  }
  function receive(index: number): void {
    const [answer] = asked.splice(index, 1);
    if (answer) state = mergeSlice(state, answer, answer.slice) ?? state;
  }

  return {
    state: () => state,
    deliver(count: number): void {
      state = applyChanges(state, world.changes(state.head).slice(0, count % 6));
    },
    'deliver-late'(count: number): void {
      state = applyChanges(state, world.changes(state.head, true).slice(0, count % 6));
    },
    repeat(back: number): void {
      const from = Math.max(0, state.head - (back % 5));
      state = applyChanges(state, world.changes(from).slice(0, back % 5));
    },
    skip(): void {
      const before = state;
      state = applyChanges(state, world.changes(state.head + 1));
      expect(state).to.equal(before);
    },
    ask(which: number): void {
      const parents = listsWith('more');
      const parent = parents[which % Math.max(1, parents.length)];
      if (parent !== undefined) ask(parent);
    },
    receive(which: number): void {
      if (asked.length > 0) receive(which % asked.length);
    },
    show(which: number): void {
      const parents = listsWith('waiting');
      const parent = parents[which % Math.max(1, parents.length)];
      if (parent !== undefined) state = showWaiting(state, parent).state;
    },
    /** Everything delivered, everything asked for, everything shown. */
    finish(): void {
      while (asked.length > 0) receive(0);
      state = applyChanges(state, world.changes(state.head));
      for (let open = listsWith('more'); open.length > 0; open = listsWith('more')) {
        for (const parent of open) {
          ask(parent);
          receive(0);
        }
      }
      for (const parent of listsWith('waiting')) state = showWaiting(state, parent).state;
    },
  };
}

function expectOnePlaceEach(state: ThreadState): void {
  const places = [...state.lists.values()].flatMap((list) => [
    ...list.shown,
    ...list.lead,
    ...list.tail,
    ...list.waiting,
    ...list.passed,
  ]);
  expect(new Set(places).size, 'a comment stands in two places').to.equal(places.length);
}

type Picture = { thread: unknown; head: number; comments: unknown[] };

/** What a reader sees. Where places depend on votes the order is left to the reader's own page. */
function picture(state: ThreadState, sort: Sort): Picture {
  function below(parent: string): unknown[] {
    const list = state.lists.get(parent);
    if (!list) return [];
    const ids = [...list.lead, ...list.shown, ...list.tail];
    if (sort === 'top' || sort === 'discussed') ids.sort();
    return ids.map((id) => {
      const { comment } = state.entries.get(id)!;
      return { ...comment, replies: below(id) };
    });
  }
  const { head: _, ...thread } = state.thread;
  return { thread, head: state.head, comments: below(ROOT) };
}
