import { expect } from 'chai';
import { onEveryCombination } from '../harness/combinations.ts';
import { SITE } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';
import { openWindow, type Window } from '../harness/window.ts';

onEveryCombination('Two windows', (service, last, on) => {
  const windows: Window[] = [];
  afterEach(() => {
    for (const window of windows.splice(0)) window.close();
  });

  async function open(key: string, node = last): Promise<Window> {
    const window = await openWindow(service().nodes[node]!.url, { site: SITE, key });
    windows.push(window);
    return window;
  }
  const headOf = async (thread: string) =>
    (await service().nodes[0]!.running.store.threads.head(thread)) ?? 0;

  it('what one writes the other is shown, with everything that happens to it', async () => {
    const alice = await service().guest('alice');
    const bob = await service().guest('bob', last);
    const window = await open('shown');
    const root = await alice.post('shown', 'Hello.');
    const reply = await bob.post('shown', 'Hello to you.', { parent: root.id });
    const nested = await alice.post('shown', 'And again.', { parent: reply.id });
    expect(await window.settled(3)).to.deep.equal([root.id, reply.id, nested.id].sort());
    expect(window.comments.get(root.id)?.replyCount).to.equal(1);
    expect(window.count).to.equal(3);

    await alice.api.editComment(root.id, 'Hello, everybody.');
    await bob.api.vote(root.id, 1);
    await service().settle();
    await alice.api.deleteComment(nested.id);
    const mod = await service().moderator();
    await mod.api.pin(root.id, true);
    await mod.api.updateThread(root.thread, { state: 'closed' });
    await window.settled(await headOf(root.thread));
    expect(window.comments.get(root.id)).to.deep.include({
      html: '<p>Hello, everybody.</p>',
      votes: { up: 1, down: 0 },
      pinned: true,
    });
    expect(window.comments.get(nested.id)).to.include({ status: 'deleted', html: null, author: null });
    expect(window.comments.get(reply.id)?.replyCount).to.equal(0);
    expect(window.thread.state).to.equal('closed');
    expect(window.count).to.equal(2);
    expect(window.changes.map((change) => change.seq)).to.deep.equal(
      window.changes.map((_, index) => index + 1),
    );
  });

  it('a held comment shows nothing; approved it appears, rejected it leaves, words and all', async () => {
    const alice = await service().guest('alice');
    const mod = await service().moderator();
    const window = await open('held-live');
    const held = await alice.post('held-live', 'What an idiot.');
    const after = await alice.post('held-live', 'Sorry for that.');
    expect(await window.settled(1)).to.deep.equal([after.id]);
    expect(JSON.stringify(window.changes)).not.to.contain('idiot').and.not.to.contain(held.id);

    const decide = async (action: 'approve' | 'reject' | 'reopen') => {
      const { item } = await mod.api.getItem(held.id);
      await mod.api.decide([{ item: held.id, version: item.version, action }]);
    };
    await decide('approve');
    expect(await window.settled(2)).to.deep.equal([held.id, after.id].sort());
    await decide('reopen');
    await decide('reject');
    expect(await window.settled(3)).to.deep.equal([after.id]);
    expect(window.comments.get(held.id)?.html).to.equal(null);
  });

  it('a server that is stopped and started again loses nothing; the window catches up by itself', async function restart() {
    this.timeout(60_000);
    const alice = await service().guest('alice');
    const first = await alice.post('restart', 'Before.');
    const window = await open('restart');
    await service().nodes[last]!.restart();
    const posted = [first];
    for (let index = 0; index < 5; index += 1) posted.push(await alice.post('restart', `After ${index}.`));
    expect(await window.settled(posted.length)).to.deep.equal(posted.map((comment) => comment.id).sort());
    await waitFor('the window to be live again', () => window.live.state().status === 'live', 40_000);
    expect(window.resets).to.equal(0);
  });

  // Five hundred posts: that the log is bounded is tried on both stores, and here what readers are told.
  if (on === 'SQLite alone' || on === 'two nodes on MongoDB and Redis')
    it('a log that no longer reaches back to a sleeping window says so, and keeps what it can', async function reset() {
      this.timeout(60_000);
      const alice = await service().guest('alice');
      const root = await alice.post('asleep', 'Good night.');
      const window = await open('asleep');
      window.live.close();
      for (let batch = 0; batch < 26; batch += 1) {
        await Promise.all(
          Array.from({ length: 20 }, (_, index) =>
            alice.post('asleep', `Dream ${batch} ${index}`, { parent: root.id }),
          ),
        );
      }
      const { api } = await service().guest('bob', last);
      expect(await api.listChanges(root.thread, window.head)).to.deep.include({ reset: true, head: 521 });
      const { changes = [] } = await api.listChanges(root.thread, 500);
      expect(changes).to.have.length(21);
    });
});
