import type { Sanction } from '@parley/contracts/sanction-objects';
import { iso } from '../comments/present-comment.ts';
import type { SanctionRecord } from '../ports/sanction-store.ts';

/** A sanction as moderators see it at `now`. */
export function presentSanction(sanction: SanctionRecord, now: number): Sanction {
  const { externalId: _externalId, lifted, until, at, ...rest } = sanction;
  return {
    ...rest,
    until: until === null ? null : iso(until),
    at: iso(at),
    lifted: lifted && { by: lifted.by, at: iso(lifted.at) },
    isInForce: lifted === null && (until === null || until > now),
  };
}

/** What the log of the site keeps of a sanction: with the bulk by which comments were removed. */
export function sanctionFacts({ id, kind, until, everywhere, removal }: SanctionRecord) {
  return { sanction: id, kind, until: until === null ? null : iso(until), everywhere, removal };
}
