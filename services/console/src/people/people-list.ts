/** Who is listed: those whose names begin so, or without a search those for whom something holds. */
import type { ApiClient } from '@parley/contracts/client/api-client';
import type { FoundAuthor } from '@parley/contracts/room-objects';
import type { Sanction } from '@parley/contracts/sanction-objects';
import { createSliceList, type SliceList } from '../load/slice-list.ts';

export type PeopleQuery = { site: string | null; q: string | null };
export type Person = Pick<FoundAuthor, 'id' | 'name' | 'site' | 'sanctions'> & {
  standing: FoundAuthor['standing'] | null;
};

export function createPeople(
  api: Pick<ApiClient, 'listAuthors' | 'listSanctions'>,
): SliceList<PeopleQuery, Person> {
  return createSliceList(async ({ site, q }, after) => {
    const where = { ...(site ? { site } : {}), ...(after ? { after } : {}) };
    if (q !== null) {
      const { authors, next } = await api.listAuthors({ ...where, q });
      return { entries: authors, next, extra: null };
    }
    const { sanctions, next } = await api.listSanctions(where);
    return { entries: byReader(sanctions), next, extra: null };
  });
}

/** One entry a person, however much holds for them. */
function byReader(sanctions: Sanction[]): Person[] {
  const people = new Map<string, Person>();
  for (const { reader, site, kind } of sanctions) {
    const known = people.get(reader.id);
    if (known === undefined) people.set(reader.id, { ...reader, site, sanctions: [kind], standing: null });
    else if (!known.sanctions.includes(kind)) known.sanctions.push(kind);
  }
  return [...people.values()];
}
