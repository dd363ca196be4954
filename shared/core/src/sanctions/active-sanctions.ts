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
  throw new CoreError('banned', `You cannot comment here ${inWords(ban)}. The reason: ${ban.reason}`);
}

/** `until …` or `until further notice`. */
export function inWords({ until }: Pick<SanctionRecord, 'until'>): string {
  return until === null ? 'until further notice' : `until ${new Date(until).toUTCString()}`;
}
