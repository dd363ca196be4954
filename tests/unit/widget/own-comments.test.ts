import { expect } from 'chai';
import { mergePermalink } from '../../../services/widget/src/on-demand/permalink.ts';
import { castVote, takeVote } from '../../../services/widget/src/on-demand/vote.ts';
import { forgetMe, setMine, takeOwn } from '../../../services/widget/src/thread-own.ts';
import { commentOf, countMore, ROOT } from '../../../services/widget/src/thread-shape.ts';
import { mergeSlice, openState } from '../../../services/widget/src/thread-slices.ts';
import { applyChanges } from '../../../services/widget/src/thread-state.ts';
import { createWorld } from './thread-world.ts';

describe('a reader’s own comments in the widget', () => {
  it('stand where they belong while they are held, for their author', () => {
    const world = createWorld();
    const first = world.post('alice', null);
    const held = world.post('bob', null, 'held');
    const last = world.post('carol', null);
    const state = openState(world.firstSlice('newest'), 'newest');
    expect(state.lists.get(ROOT)?.shown).to.deep.equal([last.id, first.id]);
    const mine = setMine(state, 'bob', world.mine('bob'));
    expect(mine.lists.get(ROOT)?.shown).to.deep.equal([last.id, held.id, first.id]);
    expect(commentOf(mine, held.id)).to.include({ status: 'held', source: held.source });
  });

  it('become ordinary comments, in their place, when a moderator approves them', () => {
    const world = createWorld();
    const state = openState(world.firstSlice('newest'), 'newest');
    const held = world.post('bob', null, 'held');
    const mine = takeOwn(state, 'bob', held);
    world.setStatus(held.id, 'published');
    const approved = applyChanges(mine, world.changes(0));
    expect(approved.own.size).to.equal(0);
    expect(approved.lists.get(ROOT)).to.deep.include({ shown: [held.id], waiting: [] });
    expect(commentOf(approved, held.id)?.status).to.equal('published');
  });

  it('come back with the reason when a moderator has rejected them', () => {
    const world = createWorld();
    const post = world.post('bob', null);
    const state = { ...openState(world.firstSlice('newest'), 'newest'), me: 'bob' };
    world.setStatus(post.id, 'rejected');
    const rejected = applyChanges(state, world.changes(state.head));
    expect(rejected.lists.get(ROOT)?.shown).to.deep.equal([]);
    const told = setMine(rejected, 'bob', world.mine('bob'));
    expect(told.lists.get(ROOT)?.shown).to.deep.equal([post.id]);
    expect(commentOf(told, post.id)).to.include({ status: 'rejected', source: post.source });
  });

  it('lead an order by merit, where they would drown', () => {
    const world = createWorld();
    for (let made = 0; made < 5; made++) world.vote(world.post('alice', null).id, 3);
    const state = openState(world.firstSlice('top'), 'top');
    const mine = world.post('bob', null);
    expect(takeOwn(state, 'bob', mine).lists.get(ROOT)?.lead).to.deep.equal([mine.id]);
  });

  it('are not shown twice when the change arrives after the answer', () => {
    const world = createWorld();
    const root = world.post('alice', null);
    const state = openState(world.firstSlice('newest'), 'newest');
    const reply = world.post('bob', root.id);
    const after = applyChanges(takeOwn(state, 'bob', reply), world.changes(state.head));
    expect(after.lists.get(root.id)).to.deep.include({ shown: [reply.id], waiting: [] });
    expect(after.entries.get(root.id)?.comment.replyCount).to.equal(1);
  });

  it('leave the page with their author’s session', () => {
    const world = createWorld();
    world.post('alice', null);
    world.post('bob', null, 'held');
    const state = openState(world.firstSlice('newest'), 'newest');
    const mine = setMine(state, 'bob', world.mine('bob'));
    expect(forgetMe(mine).lists).to.deep.equal(state.lists);
  });
});

describe('votes in the widget', () => {
  it('count at once, change sides, and are taken back', () => {
    const world = createWorld();
    const { id } = world.post('alice', null);
    const state = openState(world.firstSlice('newest'), 'newest');
    const up = castVote(state, id, 1);
    const down = castVote(up, id, -1);
    const none = castVote(down, id, 0);
    expect([up, down, none].map((one) => one.entries.get(id)?.comment.votes)).to.deep.equal([
      { up: 1, down: 0 },
      { up: 0, down: 1 },
      { up: 0, down: 0 },
    ]);
    expect(none.votes.has(id)).to.equal(false);
  });

  it('give way to the totals that the service counted', () => {
    const world = createWorld();
    const { id } = world.post('alice', null);
    const state = castVote(openState(world.firstSlice('newest'), 'newest'), id, 1);
    const told = takeVote(state, { comment: id, value: 1, votes: { up: 7, down: 2 } });
    expect(told.entries.get(id)?.comment.votes).to.deep.equal({ up: 7, down: 2 });
  });
});

describe('a link to a comment in the widget', () => {
  it('brings it onto the page with what stands above it, and paging goes on as before', () => {
    const world = createWorld({ sliceLimit: 2 });
    const old = world.post('alice', null);
    let parent = old.id;
    for (let made = 0; made < 4; made++) parent = world.post('bob', parent).id;
    for (let made = 0; made < 4; made++) world.post('carol', null);
    const state = openState(world.firstSlice('newest'), 'newest');
    expect(state.lists.get(ROOT)?.shown).not.to.include(old.id);

    const linked = mergePermalink(state, world.permalink(parent), state.head)!;
    expect(linked.lists.get(ROOT)?.lead).to.deep.equal([old.id]);
    let at = parent;
    for (let up = linked.entries.get(at)!.comment.parent; up !== null; ) {
      const list = linked.lists.get(up)!;
      expect([...list.shown, ...list.tail]).to.include(at);
      at = up;
      up = linked.entries.get(at)!.comment.parent;
    }

    let paged = linked;
    for (let more = paged.lists.get(ROOT)!.more; more !== null; more = paged.lists.get(ROOT)!.more) {
      const slice = world.slice(null, 'newest', more.after);
      paged = mergeSlice(paged, { parent: ROOT, after: more.after, headBefore: 0 }, slice)!;
    }
    const { lead, shown } = paged.lists.get(ROOT)!;
    expect([...lead, ...shown].toSorted()).to.deep.equal(
      world.ids().filter((id) => world.comment(id).parent === null),
    );
  });

  it('shows one that waits behind the pill', () => {
    const world = createWorld();
    world.post('alice', null);
    const before = openState(world.firstSlice('newest'), 'newest');
    const { id } = world.post('bob', null);
    const state = applyChanges(before, world.changes(before.head));
    const linked = mergePermalink(state, world.permalink(id), state.head)!;
    expect(linked.lists.get(ROOT)).to.deep.include({ lead: [id], waiting: [] });
  });
});

describe('the number of further replies', () => {
  it('counts what is neither shown nor waiting, and nothing of what only the reader sees', () => {
    const world = createWorld();
    const root = world.post('alice', null);
    for (let made = 0; made < 5; made++) world.post('bob', root.id);
    world.post('carol', root.id, 'held');
    const state = openState(world.firstSlice('newest'), 'newest');
    expect(countMore(state, root.id)).to.equal(2);
    world.post('dave', root.id);
    const later = setMine(applyChanges(state, world.changes(state.head)), 'carol', world.mine('carol'));
    expect(later.lists.get(root.id)?.waiting).to.have.length(1);
    expect(countMore(later, root.id)).to.equal(2);
  });
});
