import { expect } from 'chai';
import { aReader, aSanction, nextMoment } from '../../harness/records.ts';
import type { GetStore } from './arrange.ts';

const lifted = { by: { id: 'moderator-lea', name: 'Lea' }, at: 1 };

export function describeSanctions(getStore: GetStore): void {
  describe('a sanction', () => {
    it('holds for its reader until its time is over or it is lifted, once', async () => {
      const store = getStore();
      const reader = aReader();
      const now = nextMoment();
      const ended = aSanction(reader, { until: now });
      const holding = aSanction(reader, { until: now + 1 });
      const endless = aSanction(reader, { kind: 'ban' });
      for (const sanction of [ended, holding, endless]) await store.sanctions.add(sanction);
      const active = await store.sanctions.active(reader, now);
      expect(active).to.have.deep.members([holding, endless]);
      expect(await store.sanctions.active(aReader(), now)).to.deep.equal([]);

      expect(await store.sanctions.lift(endless.id, lifted)).to.deep.equal({ ...endless, lifted });
      expect(await store.sanctions.lift(endless.id, { ...lifted, at: 2 })).to.equal(null);
      expect(await store.sanctions.find(endless.id)).to.deep.equal({ ...endless, lifted });
      expect(await store.sanctions.active(reader, now)).to.deep.equal([holding]);
      const all = [{ ...endless, lifted }, holding, ended];
      expect(await store.sanctions.listFor(reader.id, 10), 'newest first').to.deep.equal(all);
      expect(await store.sanctions.listFor(reader.id, 2)).to.deep.equal(all.slice(0, 2));
    });

    it('that holds everywhere is found for the same person elsewhere; one of a site is not', async () => {
      const store = getStore();
      const externalId = `person-${nextMoment()}`;
      const here = aReader({ externalId });
      const there = aReader({ externalId, site: 'elsewhere' });
      const everywhere = aSanction(here, { everywhere: true, externalId });
      await store.sanctions.add(everywhere);
      await store.sanctions.add(aSanction(here));
      expect(await store.sanctions.active(there, 1)).to.deep.equal([everywhere]);
      expect(await store.sanctions.active(here, 1)).to.have.length(2);
      expect(await store.sanctions.active(aReader({ externalId: null }), 1)).to.deep.equal([]);
    });

    it('in force is listed by site in slices, newest first', async () => {
      const store = getStore();
      const site = `site-${nextMoment()}`;
      const made = Array.from({ length: 5 }, () => aSanction(aReader({ site })));
      for (const sanction of made) await store.sanctions.add(sanction);
      await store.sanctions.lift(made[2]?.id as string, lifted);
      const seen: string[] = [];
      let after: string | null = null;
      do {
        const slice: Awaited<ReturnType<typeof store.sanctions.list>> = await store.sanctions.list({
          sites: [site, 'elsewhere'],
          after,
          now: 1,
          limit: 3,
        });
        seen.push(...slice.sanctions.filter((one) => one.site === site).map(({ id }) => id));
        after = slice.next;
      } while (after !== null);
      expect(seen).to.deep.equal([4, 3, 1, 0].map((index) => made[index]?.id));
    });
  });
}
