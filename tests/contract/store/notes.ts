import { expect } from 'chai';
import { aNote, anAct, aSite, sortableId } from '../../harness/records.ts';
import type { GetStore } from './arrange.ts';

export function describeNotes(getStore: GetStore): void {
  describe('a note about an author', () => {
    it('is kept once for its key, together with its act', async () => {
      const store = getStore();
      const { id: site } = aSite();
      const note = aNote({ site });
      const adding = Array.from({ length: 5 }, () =>
        store.notes.add({ ...note, id: `n${sortableId()}` }, anAct({ site, kind: 'note-added' })),
      );
      const added = await Promise.all(adding);
      const [first] = added.filter(({ isNew }) => isNew);
      expect(added.filter(({ isNew }) => isNew)).to.have.length(1);
      expect(new Set(added.map((one) => one.note.id))).to.deep.equal(new Set([first?.note.id]));
      expect(await store.notes.find(first?.note.id ?? '')).to.deep.equal({ ...note, id: first?.note.id });
      const { acts } = await store.acts.list({ sites: [site], after: null, limit: 10 });
      expect(acts.map(({ kind }) => kind)).to.deep.equal(['note-added']);
      expect((await store.audit.tail(site))?.seq).to.equal(1);
    });

    it('that is removed has no text any more, and stays removed', async () => {
      const store = getStore();
      const { id: site } = aSite();
      const [note, other] = [aNote({ site }), aNote({ site })];
      for (const one of [note, other]) await store.notes.add(one, anAct({ site, kind: 'note-added' }));
      const remove = (id: string) => store.notes.remove(id, anAct({ site, kind: 'note-removed' }));
      const removed = await Promise.all([remove(note.id), remove(note.id), remove('nowhere')]);
      expect(removed.filter((done) => done)).to.have.length(1);
      expect(await store.notes.find(note.id)).to.deep.equal({ ...note, text: null });
      expect(await store.notes.find(other.id)).to.deep.equal(other);
      const again = await store.notes.add(note, anAct({ site, kind: 'note-added' }));
      expect(again).to.deep.equal({ note: { ...note, text: null }, isNew: false });
      const { acts } = await store.acts.list({ sites: [site], after: null, limit: 10 });
      expect(acts.map(({ kind }) => kind)).to.deep.equal(['note-removed', 'note-added', 'note-added']);
    });

    it('is listed with the others about the same author in slices, newest first', async () => {
      const store = getStore();
      const author = { id: `reader-${sortableId()}`, name: 'Carol' };
      const notes = Array.from({ length: 5 }, () => aNote({ author }));
      for (const note of [...notes, aNote()]) await store.notes.add(note, anAct());
      await store.notes.remove(notes[2]?.id ?? '', anAct());
      const first = await store.notes.listFor({ author: author.id, after: null, limit: 3 });
      const second = await store.notes.listFor({ author: author.id, after: first.next, limit: 3 });
      expect(first.notes).to.deep.equal([notes[4], notes[3], notes[1]]);
      expect(second).to.deep.equal({ notes: [notes[0]], next: null });
    });
  });
}
