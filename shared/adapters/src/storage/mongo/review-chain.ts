import { setTimeout } from 'node:timers/promises';
import { CHAIN_START, hashEvent } from '@parley/core/moderation/hash-event';
import type { ChainedEvent } from '@parley/core/ports/audit-store';
import { StoreUnavailable } from '@parley/core/ports/store';
import mongoose from 'mongoose';
import type { Access } from './access.ts';
import { insertOnce } from './driver-errors.ts';
import type { Models } from './models.ts';

/** A link of a site's chain: its id is of site and number, so that each number is given once. */
export type ChainDocument = { _id: string; event: string; prevHash: string; hash: string };

/** Other processes that may come first before one gives up. */
const ATTEMPTS_MAX = 60;
/** Grows with each attempt, and is spread, so that the same ones do not meet again. */
const PAUSE_MS = 5;
/** Numbers are padded to so many digits, so that they sort as text. */
const SEQ_DIGITS = 12;
/** Follows the separator in the order of characters: the end of a range of ids. */
const AFTER_SEPARATOR = '0';

/**
 * Gives an event, or an act, the next number of its site's chain, unless it has one: done twice, or by two at once, it is
 * done once. Within this process one goes after the other; between processes the first with a number has it.
 */
export function chainEvent(access: Access, name: string, event: ChainedEvent): Promise<void> {
  return access.inTurn(`chain ${event.site}`, () => chainNow(access, name, event));
}

async function chainNow({ models, reached }: Access, name: string, event: ChainedEvent): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS_MAX; attempt += 1) {
    if ((await models.reviewChain.findOne({ event: name }).lean().exec()) !== null) return;
    const tail = await findTail(models, event.site);
    const prevHash = tail?.hash ?? CHAIN_START;
    const link: ChainDocument = {
      _id: linkId(event.site, (tail === null ? 0 : seqOf(tail)) + 1),
      event: name,
      prevHash,
      hash: hashEvent(prevHash, event),
    };
    if (await insertOnce(() => models.reviewChain.insertMany([link], { lean: true }))) {
      await reached('review-event-chained');
      return;
    }
    await setTimeout(Math.random() * attempt * PAUSE_MS);
  }
  throw new StoreUnavailable(`too many write to the log of ${event.site} at once`);
}

/** The ids of a site's links after a number. */
export function linksAfter(site: string, after: number) {
  return mongoose.trusted({ $gt: linkId(site, after), $lt: `${site}/${'9'.repeat(SEQ_DIGITS)}` });
}

export function seqOf({ _id }: Pick<ChainDocument, '_id'>): number {
  return Number(_id.slice(_id.lastIndexOf('/') + 1));
}

/** The last link of a site's chain. */
export function findTail({ reviewChain }: Models, site: string): Promise<ChainDocument | null> {
  const ofSite = mongoose.trusted({ $gt: `${site}/`, $lt: `${site}${AFTER_SEPARATOR}` });
  return reviewChain.findOne({ _id: ofSite }).sort({ _id: -1 }).lean<ChainDocument | null>().exec();
}

function linkId(site: string, seq: number): string {
  return `${site}/${String(seq).padStart(SEQ_DIGITS, '0')}`;
}
