import type { OwnSanction } from '@parley/contracts/objects';
import { CoreError } from '../core-error.ts';
import type { ReaderRecord } from '../ports/records.ts';
import type { SanctionRecord } from '../ports/sanction-store.ts';
import type { Store } from '../ports/store.ts';

/**
 * What holds for a reader now. A sanction that holds everywhere counts on other sites that sign readers on with
 * the same secret: only there is the same name the same person.
 */
export async function activeSanctions(
  store: Pick<Store, 'sanctions' | 'sites'>,
  reader: Pick<ReaderRecord, 'id' | 'site' | 'externalId'>,
  now: number,
): Promise<SanctionRecord[]> {
  const found = await store.sanctions.active(reader, now);
  if (found.every(({ site }) => site === reader.site)) return found;
  const secrets = new Map((await store.sites.list()).map((site) => [site.id, site.ssoSecret]));
  const own = secrets.get(reader.site) ?? null;
  return found.filter(({ site }) => site === reader.site || (own !== null && secrets.get(site) === own));
}

/** Throws `banned`, and says in plain words until when and why. */
export function assertNotBanned(sanctions: readonly SanctionRecord[]): void {
  const ban = sanctions.find(({ kind }) => kind === 'ban');
  if (ban === undefined) return;
  throw new CoreError('banned', banInWords(ban), { current: presentForReader(ban) });
}

/** What somebody is told who is banned. */
export function banInWords(ban: Pick<SanctionRecord, 'until' | 'reason'>): string {
  return `You cannot comment here ${inWords(ban)}. The reason: ${ban.reason}`;
}

/** What a reader may know of a sanction, in words too. A mute is not told. */
export function presentForReader(
  sanction: Pick<SanctionRecord, 'kind' | 'until' | 'reason'>,
): OwnSanction | null {
  const { kind, until, reason } = sanction;
  const facts = { until: until === null ? null : new Date(until).toISOString(), reason };
  switch (kind) {
    case 'mute':
      return null;
    case 'ban':
      return { kind, ...facts, words: banInWords(sanction) };
    case 'premoderate':
      return {
        kind,
        ...facts,
        words: `Your comments here are looked at by a moderator first, ${inWords(sanction)}. The reason: ${reason}`,
      };
  }
}

/** `until …` or `until further notice`. */
export function inWords({ until }: Pick<SanctionRecord, 'until'>): string {
  return until === null ? 'until further notice' : `until ${new Date(until).toUTCString()}`;
}
