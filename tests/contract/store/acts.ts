import type { ActRecord } from '@parley/core/ports/act-store';
import type { Store } from '@parley/core/ports/store';
import { expect } from 'chai';
import { anAct, aReader, aSanction, aSite, nextMoment } from '../../harness/records.ts';
import { freshThread, type GetStore, post } from './arrange.ts';

const lifted = { by: { id: 'moderator-lea', name: 'Lea' }, at: 1 };

export function describeActs(getStore: GetStore): void {
  describe('what a moderator does besides deciding', () => {
    it('to the settings of a site is kept with its act, once a version', async () => {
      const store = getStore();
      const site = await freshSite(store);
      const act = anAct({ site: site.id });
      const changed = await store.sites.changeSettings(
        site.id,
        1,
        { maxLength: 99, allowedWords: ['x'] },
        act,
      );
      const by = { id: act.actor.id, name: act.actor.name };
      expect(changed).to.deep.equal({
        ...site,
        settings: { ...site.settings, maxLength: 99, allowedWords: ['x'] },
        settingsVersion: 2,
        settingsChanged: { by, at: act.at },
      });
      expect((await store.sites.list()).find(({ id }) => id === site.id)).to.deep.equal(changed);
      const late = anAct({ site: site.id });
      expect(await store.sites.changeSettings(site.id, 1, { maxLength: 98 }, late)).to.equal(null);
      expect(await store.sites.changeSettings('nowhere', 1, { maxLength: 98 }, late)).to.equal(null);
      expect(await actsOf(store, site.id)).to.deep.equal([act]);
      await store.sites.put({ ...site, name: 'Another name' });
      expect((await store.sites.list()).find(({ id }) => id === site.id)?.name).to.equal('Another name');
    });

    it('to a thread is kept with what stood there before, and not when nothing differs', async () => {
      const store = getStore();
      const { id: site } = await freshSite(store);
      const thread = await freshThread(store, { site });
      const { before: _before, after: _after, ...act } = anAct({ site, kind: 'thread-updated' });
      await store.threads.update(thread.id, { state: 'closed', premoderation: 'all' }, act);
      await store.threads.update(thread.id, { state: 'closed' }, { ...act, id: 'late' });
      await store.threads.update('nowhere', { state: 'closed' }, { ...act, id: 'nowhere' });
      expect(await actsOf(store, site)).to.deep.equal([
        {
          ...act,
          before: { state: 'open', premoderation: null },
          after: { state: 'closed', premoderation: 'all' },
        },
      ]);
      const found = await store.threads.find(thread.id);
      expect(found).to.deep.equal({ ...thread, state: 'closed', premoderation: 'all', head: 1 });
    });

    it('to a comment and to an author is kept with it, and not when it was done before', async () => {
      const store = getStore();
      const { id: site } = await freshSite(store);
      const thread = await freshThread(store, { site });
      const root = await post(store, thread);
      const reader = aReader({ site });
      const sanction = aSanction(reader);
      const acts = Array.from({ length: 3 }, () => anAct({ site }));
      const [pinned, added, lift] = acts as [ActRecord, ActRecord, ActRecord];
      await store.comments.setPinned(root.id, true, pinned);
      await store.comments.setPinned(root.id, true, anAct({ site }));
      await store.sanctions.add(sanction, added);
      await store.sanctions.lift(sanction.id, lifted, lift);
      await store.sanctions.lift(sanction.id, lifted, anAct({ site }));
      expect(await actsOf(store, site)).to.deep.equal([lift, added, pinned]);
      expect(await store.comments.find(root.id)).to.deep.equal({ ...root, pinned: true, rev: 2 });
      expect(await store.sanctions.find(sanction.id)).to.deep.equal({ ...sanction, lifted });
    });

    it('has its place in the chain of its site, beside the events of items', async () => {
      const store = getStore();
      const { id: site } = await freshSite(store);
      const acts = Array.from({ length: 3 }, () => anAct({ site }));
      for (const act of acts) await store.sanctions.add(aSanction(aReader({ site })), act);
      const links = await store.audit.chain(site, 0, 10);
      expect(links.map(({ seq, event }) => [seq, event])).to.deep.equal(
        acts.map((act, index) => [index + 1, act]),
      );
      expect(await store.acts.listUnchained(null, 1_000)).to.deep.include({ acts: [] });
    });

    it('is listed newest first, slice by slice, of the sites asked for', async () => {
      const store = getStore();
      const [here, there] = [await freshSite(store), await freshSite(store)];
      const at = nextMoment();
      const acts = [here, there, here, there, here].map(({ id }, index) =>
        anAct({ site: id, at: at + Math.floor(index / 2) }),
      );
      for (const act of acts) await store.sanctions.add(aSanction(aReader({ site: act.site })), act);
      const sites = [here.id, there.id];
      const first = await store.acts.list({ sites, after: null, limit: 3 });
      const second = await store.acts.list({ sites, after: first.next, limit: 3 });
      expect([...first.acts, ...second.acts].map(({ id }) => id)).to.deep.equal(
        acts.map(({ id }) => id).toReversed(),
      );
      expect(second.next).to.equal(null);
      const [one] = acts as [ActRecord];
      const term = `item:${one.subject.id}`;
      const same = acts.filter(({ subject }) => subject.id === one.subject.id).toReversed();
      const filed = await store.acts.list({ sites, term, after: null, limit: 50 });
      expect(filed.acts, 'as they were written').to.deep.equal(same);
      expect((await store.acts.list({ sites, term: 'word:nowhere', after: null, limit: 3 })).acts).to.be
        .empty;
      const by = await store.acts.list({
        sites: [here.id],
        term: `actor:${one.actor.id}`,
        after: null,
        limit: 2,
      });
      const rest = await store.acts.list({
        ...{ sites: [here.id], term: `actor:${one.actor.id}`, limit: 50 },
        after: by.next,
      });
      expect([...by.acts, ...rest.acts].map(({ id }) => id)).to.deep.equal(
        acts
          .filter(({ site, actor }) => site === here.id && actor.id === one.actor.id)
          .map(({ id }) => id)
          .toReversed(),
      );
    });
  });
}

async function freshSite(store: Store) {
  const site = aSite();
  await store.sites.put(site);
  return site;
}

async function actsOf(store: Store, site: string): Promise<ActRecord[]> {
  return (await store.acts.list({ sites: [site], after: null, limit: 50 })).acts;
}
