import { randomUUID } from 'node:crypto';
import { type ApiClient, createApiClient } from '@parley/contracts/client/api-client';
import type { Comment } from '@parley/contracts/objects';

/** Somebody with a session: alice posts, bob reads, mod moderates. */
export type Person = {
  name: string;
  id: string;
  token: string;
  api: ApiClient;
  /** Posts to a page of the site; answers the comment as its author sees it. */
  post(key: string, body: string, options?: { parent?: string; idempotencyKey?: string }): Promise<Comment>;
};

export async function guest(url: string, site: string, name: string): Promise<Person> {
  const { token, reader } = await createApiClient({ baseUrl: url }).beginGuestSession(site, name);
  return person(url, site, { name, id: reader.id, token });
}

export async function moderator(url: string, account: { email: string; password: string }): Promise<Person> {
  const session = await createApiClient({ baseUrl: url }).beginModeratorSession(
    account.email,
    account.password,
  );
  const [site = ''] = session.moderator.sites;
  return person(url, site, { name: session.moderator.name, id: session.moderator.id, token: session.token });
}

/** The same person by way of another node. */
export function elsewhere(who: Person, url: string, site: string): Person {
  return person(url, site, who);
}

function person(url: string, site: string, who: { name: string; id: string; token: string }): Person {
  const api = createApiClient({ baseUrl: url, token: () => who.token });
  return {
    ...who,
    api,
    post: (key, body, { parent, idempotencyKey = randomUUID() } = {}) =>
      api.postComment({ idempotencyKey, site, thread: page(key), parent: parent ?? null, body }),
  };
}

/** How a page of the site is named in a post. */
export function page(key: string): { key: string; url: string; title: string } {
  return { key, url: `https://gazette.example/${encodeURIComponent(key)}`, title: `About ${key}` };
}
