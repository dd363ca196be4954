import { ApiError } from '@parley/contracts/client/api-client';
import type { LiveClient, ThreadHandlers } from '@parley/contracts/client/live-client';
import type { Mine, Reader, Sort } from '@parley/contracts/objects';
import { expect } from 'chai';
import { createPageStorage } from '../../../services/widget/src/page/page-storage.ts';
import { createSession } from '../../../services/widget/src/session.ts';
import { createStore } from '../../../services/widget/src/store.ts';
import { createThreadController } from '../../../services/widget/src/thread-controller.ts';
import { ROOT } from '../../../services/widget/src/thread-shape.ts';
import { firstView } from '../../../services/widget/src/view.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { createWorld } from './thread-world.ts';

const NOT_FOUND = new ApiError('unavailable', 'not now', 503);

describe('the thread’s controller in the widget', () => {
  it('loads the thread, joins it live where it stands, and applies what arrives', async () => {
    const { world, widget, live } = mountWidget();
    const first = world.post('alice', null);
    await widget.load();
    await waitFor('joining', () => live.handlers);
    expect(live.joinedAfter).to.equal(1);
    const second = world.post('bob', null);
    live.handlers?.onChanges(world.changes(1), 2);
    expect(roots(widget)).to.deep.include({ shown: [first.id], waiting: [second.id] });
    expect(widget.letIn(ROOT)).to.deep.equal([second.id]);
  });

  it('says when the thread cannot be had, and loads it when asked again', async () => {
    const { world, widget, faults } = mountWidget();
    world.post('alice', null);
    faults.openThread = NOT_FOUND;
    await widget.load();
    expect(widget.view()).to.deep.include({ phase: 'failed', failure: NOT_FOUND });
    faults.openThread = null;
    await widget.load();
    expect(widget.view()).to.deep.include({ phase: 'ready', failure: null });
  });

  it('asks again for a slice that changes have overtaken too far', async () => {
    const { world, widget, live, before } = mountWidget();
    for (let made = 0; made < 5; made++) world.post('alice', null);
    await widget.load();
    await waitFor('joining', () => live.handlers);
    let asked = 0;
    before.listComments = () => {
      asked += 1;
      const old = world.slice(null, 'newest', widget.view().thread!.lists.get(ROOT)!.more!.after);
      if (asked > 1) return old;
      const head = world.head();
      for (let cast = 0; cast < 250; cast++) world.vote(world.ids()[0]!, 1);
      live.handlers?.onChanges(world.changes(head), world.head());
      return old;
    };
    await widget.showMore(ROOT);
    expect(asked).to.equal(2);
    expect(roots(widget).shown).to.have.length(5);
  });

  it('asks for what has risen past the cursor before it asks for the next slice', async () => {
    const { world, widget, live, place } = mountWidget();
    for (let made = 0; made < 6; made++) world.post('alice', null);
    const [late] = world.ids();
    for (const root of world.ids().slice(3)) world.post('bob', root);
    await widget.load();
    await widget.setSort('discussed');
    const { head } = widget.view().thread!;
    for (let made = 0; made < 3; made++) world.post('bob', late!);
    live.handlers?.onChanges(world.changes(head), world.head());
    await widget.showMore(ROOT);
    expect(place.broughtIn).to.deep.equal([late]);
  });

  it('says beside the list that its next slice could not be had, and keeps what is there', async () => {
    const { world, widget, faults } = mountWidget();
    for (let made = 0; made < 5; made++) world.post('alice', null);
    await widget.load();
    faults.listComments = NOT_FOUND;
    expect(await widget.showMore(ROOT)).to.equal(null);
    expect(widget.view().paging.get(ROOT)).to.equal(NOT_FOUND);
    faults.listComments = null;
    const third = roots(widget).shown.length;
    const first = await widget.showMore(ROOT);
    expect(roots(widget).shown[third]).to.equal(first);
    expect(widget.view().paging.size).to.equal(0);
  });

  it('keeps the old order when the new one cannot be had', async () => {
    const { world, widget, faults } = mountWidget();
    world.post('alice', null);
    await widget.load();
    faults.openThread = NOT_FOUND;
    await widget.setSort('oldest');
    expect(widget.view()).to.deep.include({ sort: 'newest', phase: 'ready', failure: NOT_FOUND });
  });

  it('begins anew after a reset, tells the live connection where it stands, and keeps the reader’s place', async () => {
    const { world, widget, live, place } = mountWidget();
    const old = world.post('alice', null);
    await widget.load();
    await waitFor('joining', () => live.handlers);
    for (let made = 0; made < 9; made++) world.post('bob', null);
    place.id = old.id;
    live.handlers?.onReset(world.head());
    await waitFor('the place', () => place.isRestored);
    expect(live.repositionedTo).to.equal(10);
    expect(place.broughtIn).to.deep.equal([old.id]);
  });

  it('begins anew when changes leave a hole', async () => {
    const { world, widget, live } = mountWidget();
    world.post('alice', null);
    await widget.load();
    await waitFor('joining', () => live.handlers);
    world.post('bob', null);
    const late = world.post('carol', null);
    live.handlers?.onChanges(world.changes(2), 3);
    await waitFor('the newest', () => roots(widget).shown.includes(late.id));
  });

  it('does not let an answer about the reader overtake what they did meanwhile', async () => {
    const { world, widget, before } = mountWidget('bob');
    world.post('alice', null);
    let asked = 0;
    before.getMine = () => {
      asked += 1;
      const mine = world.mine('bob');
      if (asked === 1) {
        world.post('bob', null, 'held');
        widget.noteOwnChange();
      }
      return mine;
    };
    await widget.load();
    await waitFor('the held comment', () => widget.view().thread?.own.size === 1);
    expect(asked).to.equal(2);
  });

  it('asks for the reader’s own comments when a change concerns one of them', async () => {
    const { world, widget, live } = mountWidget('bob');
    const mine = world.post('bob', null);
    await widget.load();
    await waitFor('joining', () => live.handlers);
    world.setStatus(mine.id, 'rejected');
    live.handlers?.onChanges(world.changes(1), 2);
    await waitFor(
      'the rejected comment',
      () => widget.view().thread?.own.get(mine.id)?.status === 'rejected',
    );
  });

  it('forgets a reader whose session the service no longer knows', async () => {
    const { world, widget, faults } = mountWidget('bob');
    world.post('alice', null);
    faults.getMine = new ApiError('session-expired', 'over', 401);
    await widget.load();
    await waitFor('signing out', () => widget.session.reader() === null);
    expect(widget.session.hasExpired()).to.equal(true);
    expect(widget.view().thread?.me).to.equal(null);
  });
});

function roots(widget: ReturnType<typeof mountWidget>['widget']) {
  return widget.view().thread!.lists.get(ROOT)!;
}

/** A widget without a page: the controller, its store, and a service that can be told to fail. */
function mountWidget(name: string | null = null) {
  const world = createWorld();
  const faults: Partial<Record<'openThread' | 'listComments' | 'getMine', ApiError | null>> = {};
  const before: { listComments?: () => ReturnType<typeof world.slice>; getMine?: () => Mine } = {};
  const live: { handlers: ThreadHandlers | null; joinedAfter: number; repositionedTo: number } = {
    handlers: null,
    joinedAfter: -1,
    repositionedTo: -1,
  };
  const place: { id: string | null; isRestored: boolean; broughtIn: string[] } = {
    id: null,
    isRestored: false,
    broughtIn: [],
  };
  const storage = createPageStorage(() => {
    throw new Error('denied');
  });
  const reader: Reader | null =
    name === null ? null : { id: name, site: 'demo', name, avatar: null, badge: 'guest' };
  if (reader) storage.write('session:demo', { token: 'token', reader });
  const session = createSession({ site: 'demo', storage, onChange: () => controller.changeReader() });
  const store = createStore(firstView('newest', session.reader()));

  const client: LiveClient = {
    join(_thread, after, handlers) {
      live.handlers = handlers;
      live.joinedAfter = after;
      return () => {};
    },
    reposition(_thread, after) {
      live.repositionedTo = after;
    },
    onState: () => () => {},
    state: () => store.get().live,
    behind: () => 0,
    reconnect() {},
    close() {},
  };
  async function answer<T>(call: keyof typeof faults, give: () => T): Promise<T> {
    const fault = faults[call];
    if (fault) throw fault;
    return give();
  }
  const controller = createThreadController({
    api: {
      openThread: ({ sort }) => answer('openThread', () => world.firstSlice(sort ?? 'newest')),
      listComments: (_thread, query = {}) =>
        answer('listComments', () =>
          before.listComments
            ? before.listComments()
            : world.slice(query.parent ?? null, (query.sort ?? 'newest') as Sort, query.after ?? null),
        ),
      getMine: () =>
        answer('getMine', () => (before.getMine ? before.getMine() : world.mine(name ?? 'nobody'))),
    },
    settings: { site: 'demo', key: 'page' },
    store,
    session,
    startLive: async () => client,
    keepPlace: async () => ({
      id: place.id,
      restore: () => {
        place.isRestored = true;
      },
    }),
    bringIn: async (id) => {
      place.broughtIn.push(id);
      return true;
    },
    onNews: () => {},
    onMine: () => {},
  });
  return { world, live, faults, before, place, widget: { ...controller, session, view: () => store.get() } };
}
