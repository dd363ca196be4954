import type { Site } from '@parley/core/ports/records';
import type { SiteStore } from '@parley/core/ports/store';
import type { Access } from './access.ts';
import type { SiteDocument } from './people-schemas.ts';
import { bearing, settleActs, WITHOUT_ACTS } from './unlisted-acts.ts';

export function createSites(access: Access): SiteStore {
  const { models, clock } = access;
  return {
    list: async () => {
      const found = models.sites.find({}, WITHOUT_ACTS).sort({ _id: 1 });
      return (await found.lean<SiteDocument[]>().exec()).map(toSite);
    },
    // Not replaced whole: it may bear an act that is not in the log yet.
    put: async ({ id: _id, ...fields }) => {
      await models.sites.updateOne({ _id }, { $set: fields }, { upsert: true }).exec();
    },
    changeSettings: async (id, version, settings, act) => {
      const changes = Object.entries(settings).map(([name, value]) => [`settings.${name}`, value]);
      const { $set, ...rest } = bearing(act, clock.now());
      const settingsChanged = { by: { id: act.actor.id, name: act.actor.name }, at: act.at };
      const set = { ...$set, ...Object.fromEntries(changes), settingsVersion: version + 1, settingsChanged };
      const document = await models.sites
        .findOneAndUpdate(
          { _id: id, settingsVersion: version },
          { ...rest, $set: set },
          { returnDocument: 'after' },
        )
        .lean<SiteDocument | null>()
        .exec();
      if (document === null) return null;
      await settleActs(access, 'sites', { _id: id }, document.acts ?? []);
      return toSite(document);
    },
  };
}

function toSite({ _id, acts: _acts, actsPendingAt: _since, ...rest }: SiteDocument): Site {
  return { id: _id, ...rest };
}
