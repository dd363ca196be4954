import { isDeepStrictEqual } from 'node:util';
import type { Check } from './findings.ts';

/** Decisions have one winner each, and an item is what its events make of it. */
export const MODERATION = {
  'one decision wins a version': ({ history }) => {
    const done = history.decisions.filter(({ outcome }) => outcome === 'done');
    return [...Map.groupBy(done, ({ item, version }) => `${item} at version ${version}`)]
      .filter(([, winners]) => winners.length > 1)
      .map(([what, winners]) => `${what}: ${winners.map(({ action }) => action).join(' and ')}`);
  },

  'an acknowledged decision is kept': ({ history, evidence }) =>
    history.decisions
      .filter(({ outcome }) => outcome === 'done')
      .filter(({ item, version, action, event }) => {
        const stored = evidence.reviews.get(item)?.events.find(({ id }) => id === event);
        return stored?.kind !== action || stored.version !== version + 1;
      })
      .map(({ item, action, version }) => `${action} of ${item} at version ${version} is not in its log`),

  'a review item is the fold of its events': ({ evidence }) =>
    [...evidence.reviews].flatMap(([id, { item, refolded, events }]) => {
      const isDense = events.every(({ version }, index) => version === index + 1);
      const [kept, folded] = [item, refolded].map((one) => one && { ...one, claim: null });
      const isSame = isDeepStrictEqual(kept, folded);
      return isDense && isSame ? [] : [`${id}: ${JSON.stringify(kept)}, and not ${JSON.stringify(folded)}`];
    }),

  'what awaits a moderator is in the queue': ({ evidence }) =>
    [...evidence.records.values()]
      .filter(({ id, status }) => {
        const state = evidence.reviews.get(id)?.item?.state;
        return status === 'held' && state !== 'open' && state !== 'escalated';
      })
      .map(({ id }) => `${id} is held, and its item is ${evidence.reviews.get(id)?.item?.state}`),

  'a flag counts once': ({ evidence }) =>
    [...evidence.flags].flatMap(([id, flags]) => {
      const distinct = new Set(flags.map(({ reader, revision }) => `${reader.id} ${revision}`)).size;
      const events = evidence.reviews.get(id)?.events.filter(({ kind }) => kind === 'flagged').length ?? 0;
      if (flags.length === distinct && events === distinct) return [];
      return [`${id} has ${flags.length} flags, ${events} in its log, and ${distinct} were given`];
    }),
} satisfies Record<string, Check>;
