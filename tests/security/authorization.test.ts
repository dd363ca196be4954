/**
 * Who may call what: every route of the contract is tried as everybody, on a site of theirs and on another's. A
 * route without an entry here fails, and so does one whose answer is not what its `access` says.
 */
import { randomUUID } from 'node:crypto';
import { ROUTES, type Route } from '@parley/contracts/routes';
import { expect } from 'chai';
import { guest, type Person, page } from '../harness/people.ts';
import { type Service, SITE, startService } from '../harness/service.ts';
import { anotherSite, staff } from '../harness/staff.ts';

type Role =
  | 'nobody'
  | 'reader'
  | 'reader elsewhere'
  | 'banned reader'
  | 'moderator'
  | 'moderator elsewhere'
  | 'lead'
  | 'lead elsewhere'
  | 'owner';
const ROLES: readonly Role[] = [
  'nobody',
  'reader',
  'reader elsewhere',
  'banned reader',
  'moderator',
  'moderator elsewhere',
  'lead',
  'lead elsewhere',
  'owner',
];

/** What is asked for. It stands on the site `gazette`, and is made anew for each role. */
type Target = {
  thread: string;
  comment: string;
  event: string;
  bulk: string;
  author: string;
  sanction: string;
  note: string;
  group: string;
  settingsVersion: number;
  groupEvent: string;
  ticket: string;
  otherGroup: string;
};
type Call = { path?: Record<string, string>; query?: string; body?: object };
/**
 * `site`: it is about something of one site, which others must not learn of. `list`: it answers what one's own sites
 * have, with nothing of others. `self`: it is about whoever asks.
 */
type Policy = { about: 'site' | 'list' | 'self'; call: (target: Target) => Call };

const ofComment = (body?: object): Policy => ({
  about: 'site',
  call: ({ comment }) => ({ path: { id: comment }, ...(body ? { body } : {}) }),
});
const ofGroup = (body?: object): Policy => ({
  about: 'site',
  call: ({ group }) => ({ path: { group }, ...(body ? { body } : {}) }),
});
const list = (query = ''): Policy => ({ about: 'list', call: () => ({ query }) });

/** Every route that asks for a session. */
const POLICIES: Record<string, Policy> = {
  'get /v1/me': { about: 'self', call: () => ({}) },
  'delete /v1/sessions/current': { about: 'self', call: () => ({}) },
  'get /v1/threads/{thread}/mine': { about: 'self', call: ({ thread }) => ({ path: { thread } }) },
  'put /v1/mutes/{author}': { about: 'self', call: ({ author }) => ({ path: { author } }) },
  'delete /v1/mutes/{author}': { about: 'self', call: ({ author }) => ({ path: { author } }) },
  'post /v1/comments': {
    about: 'site',
    call: () => ({
      body: {
        idempotencyKey: randomUUID(),
        site: SITE,
        thread: page('matrix'),
        body: `Hello ${randomUUID()}`,
      },
    }),
  },
  'patch /v1/comments/{id}': ofComment({ body: 'Another text' }),
  'delete /v1/comments/{id}': ofComment(),
  'put /v1/comments/{id}/vote': ofComment({ value: 1 }),
  'put /v1/comments/{id}/flag': ofComment({ reason: 'spam' }),
  'post /v1/comments/{id}/appeal': ofComment({ text: 'Look again.' }),
  'put /v1/comments/{id}/pin': ofComment({ pinned: true }),
  'get /v1/moderation/queue': list(`?site=${SITE}`),
  'get /v1/moderation/items/{id}': ofComment(),
  'put /v1/moderation/items/{id}/claim': ofComment(),
  'delete /v1/moderation/items/{id}/claim': ofComment(),
  'post /v1/moderation/decisions': {
    about: 'list',
    call: ({ comment }) => ({ body: { decisions: [{ item: comment, version: 2, action: 'reopen' }] } }),
  },
  'patch /v1/moderation/threads/{thread}': {
    about: 'site',
    call: ({ thread }) => ({ path: { thread }, body: { state: 'open' } }),
  },
  'get /v1/moderation/threads': list(`?site=${SITE}&order=newest`),
  'get /v1/moderation/threads/{thread}': {
    about: 'site',
    call: ({ thread }) => ({ path: { thread } }),
  },
  'get /v1/moderation/authors': list(`?site=${SITE}&q=a`),
  'get /v1/moderation/log': list(`?site=${SITE}`),
  'get /v1/moderation/chains': list(`?site=${SITE}`),
  'get /v1/moderation/staff': { about: 'self', call: () => ({}) },
  'get /v1/moderation/issues': list(`?site=${SITE}`),
  'get /v1/moderation/issues/{group}': ofGroup(),
  'patch /v1/moderation/issues/{group}': ofGroup({ version: 2, state: 'investigating' }),
  'post /v1/moderation/issues/{group}/merge': {
    about: 'site',
    call: ({ group, otherGroup }) => ({ path: { group }, body: { version: 2, into: otherGroup } }),
  },
  'post /v1/moderation/issues/{group}/answers': {
    about: 'site',
    call: ({ group, ticket }) => ({
      path: { group },
      body: { key: randomUUID(), ticket, text: 'It is mended.' },
    }),
  },
  'post /v1/moderation/issues/{group}/split': ofGroup({ version: 2 }),
  'post /v1/moderation/issues/{group}/events/{event}/undo': {
    about: 'site',
    call: ({ group, groupEvent }) => ({ path: { group, event: groupEvent } }),
  },
  'post /v1/moderation/events/{id}/undo': { about: 'site', call: ({ event }) => ({ path: { id: event } }) },
  'post /v1/moderation/bulks/{id}/undo': { about: 'site', call: ({ bulk }) => ({ path: { id: bulk } }) },
  'get /v1/moderation/comments/{id}/revisions': ofComment(),
  'get /v1/moderation/authors/{id}': { about: 'site', call: ({ author }) => ({ path: { id: author } }) },
  'post /v1/moderation/authors/{id}/sanctions': {
    about: 'site',
    call: ({ author }) => ({ path: { id: author }, body: { kind: 'premoderate', reason: 'Why not.' } }),
  },
  'delete /v1/moderation/authors/{id}/sanctions/{sanction}': {
    about: 'site',
    call: ({ author, sanction }) => ({ path: { id: author, sanction } }),
  },
  'get /v1/moderation/authors/{id}/notes': {
    about: 'site',
    call: ({ author }) => ({ path: { id: author } }),
  },
  'post /v1/moderation/authors/{id}/notes': {
    about: 'site',
    call: ({ author }) => ({ path: { id: author }, body: { key: randomUUID(), text: 'Kind, mostly.' } }),
  },
  'delete /v1/moderation/authors/{id}/notes/{note}': {
    about: 'site',
    call: ({ author, note }) => ({ path: { id: author, note } }),
  },
  'get /v1/moderation/sanctions': list(`?site=${SITE}`),
  'get /v1/moderation/stats': list(`?site=${SITE}`),
  'get /v1/moderation/sites/{site}/settings': { about: 'site', call: () => ({ path: { site: SITE } }) },
  'patch /v1/moderation/sites/{site}/settings': {
    about: 'site',
    call: ({ settingsVersion }) => ({
      path: { site: SITE },
      body: { version: settingsVersion, settings: { trustedAfter: 3 } },
    }),
  },
  'post /v1/moderation/screening/try': {
    about: 'site',
    call: () => ({ body: { site: SITE, body: 'A calm remark.' } }),
  },
};

/** Routes whose right to act depends on what was done by whom: moderators need to have done it themselves. */
const OWN_ONLY = new Set([
  'post /v1/moderation/events/{id}/undo',
  'post /v1/moderation/bulks/{id}/undo',
  'delete /v1/moderation/authors/{id}/notes/{note}',
  'post /v1/moderation/issues/{group}/events/{event}/undo',
]);
/** Only the author may: everybody else is refused, if they see the comment at all. */
const AUTHOR_ONLY = new Set([
  'patch /v1/comments/{id}',
  'delete /v1/comments/{id}',
  'post /v1/comments/{id}/appeal',
]);
/** Ending a session asks nobody who they are. */
const UNASKED = new Set(['delete /v1/sessions/current']);

describe('The matrix of role, site and route', () => {
  let service: Service;
  let mod: Person;
  let people: Record<Role, Person | null>;
  before(async function start() {
    this.timeout(60_000);
    service = await startService();
    mod = await service.moderator();
    const elsewhere = await anotherSite(service);
    people = {
      nobody: null,
      reader: await service.guest('bob'),
      'reader elsewhere': await guest(service.url, elsewhere, 'eve'),
      'banned reader': await service.guest('mallory'),
      moderator: await staff(service, { name: 'Kim', role: 'moderator', sites: [SITE] }),
      'moderator elsewhere': await staff(service, { name: 'Sam', role: 'moderator', sites: [elsewhere] }),
      lead: await staff(service, { name: 'Lea', role: 'lead', sites: [SITE] }),
      'lead elsewhere': await staff(service, { name: 'Lou', role: 'lead', sites: [elsewhere] }),
      owner: mod,
    };
    await mod.api.sanction((people['banned reader'] as Person).id, { kind: 'ban', reason: 'Insults.' });
  });
  after(() => service?.stop());

  it('every route that asks for a session has a policy here, and nothing else has', () => {
    const asking = ROUTES.filter(({ access }) => access !== 'anyone').map(nameOf);
    expect(Object.keys(POLICIES).sort()).to.deep.equal([...asking].sort());
    for (const { method, path, access } of ROUTES) {
      if (path.startsWith('/v1/moderation'))
        expect(access, `${method} ${path}`).to.be.oneOf(['moderator', 'lead']);
    }
  });

  for (const route of ROUTES.filter(({ access }) => access !== 'anyone')) {
    it(`${nameOf(route)} is for: ${route.access}`, async function () {
      this.timeout(60_000);
      const policy = POLICIES[nameOf(route)];
      if (policy === undefined) throw new Error(`${nameOf(route)} has no policy`);
      for (const role of ROLES) {
        const target = await makeTarget();
        const { status, text } = await call(route, policy.call(target), people[role]);
        expect(outcomeOf(status), `${role}: ${status} ${text}`).to.equal(expected(route, policy, role));
        const isForeign = role === 'moderator elsewhere' || role === 'lead elsewhere';
        if (isForeign && policy.about === 'list') {
          expect(text, `${role} learns of another site`)
            .not.to.contain(target.author)
            .and.not.to.contain('Alice');
        }
      }
    });
  }

  async function makeTarget(): Promise<Target> {
    const alice = await service.guest('Alice');
    const { id, thread } = await alice.post('matrix', `A remark ${randomUUID()}`);
    const other = await alice.post('matrix', `A remark ${randomUUID()}`);
    const { results, bulk } = await mod.api.decide([
      { item: id, version: 0, action: 'approve' },
      { item: other.id, version: 0, action: 'approve' },
    ]);
    const { sanction } = await mod.api.sanction(alice.id, { kind: 'premoderate', reason: 'Insults.' });
    const note = await mod.api.addNote(alice.id, { key: randomUUID(), text: 'Angry today.' });
    for (const ticket of [randomUUID(), randomUUID()]) {
      await alice.api.reportIssue({
        ticket,
        site: SITE,
        page: 'https://gazette.example/',
        message: 'Alice',
        email: 'reader@example.org',
        diagnosis: [ticket],
      });
    }
    await service.settle();
    const { groups } = await mod.api.listIssues({ site: SITE });
    const group = groups[0]?.id as string;
    const { events } = await mod.api.updateIssueGroup(group, { version: 1, state: 'triaged' });
    return {
      thread,
      comment: id,
      event: results[0]?.event?.id as string,
      bulk: bulk as string,
      author: alice.id,
      sanction: sanction.id,
      note: note.id,
      group,
      groupEvent: events[0]?.id as string,
      ticket: groups[0]?.samples[0]?.ticket as string,
      otherGroup: groups[1]?.id as string,
      settingsVersion: (await mod.api.getSettings(SITE)).version,
    };
  }

  async function call(route: Route, { path = {}, query = '', body }: Call, who: Person | null) {
    const address = Object.entries(path).reduce(
      (at, [name, value]) => at.replace(`{${name}}`, value),
      route.path,
    );
    const token = UNASKED.has(nameOf(route)) ? null : who?.token;
    const response = await fetch(`${service.url}${address}${query}`, {
      method: route.method.toUpperCase(),
      headers: {
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    return { status: response.status, text: await response.text() };
  }
});

type Outcome = 'done' | 'sign in' | 'refused' | 'nothing there';

function outcomeOf(status: number): Outcome | number {
  if (status < 300) return 'done';
  if (status === 401) return 'sign in';
  if (status === 403) return 'refused';
  return status === 404 ? 'nothing there' : status;
}

function expected(route: Route, { about }: Policy, role: Role): Outcome {
  const name = nameOf(route);
  if (role === 'nobody' || UNASKED.has(name)) return 'sign in';
  if (role === 'banned reader') return 'refused';
  if (route.access === 'reader') {
    if (AUTHOR_ONLY.has(name)) return 'refused';
    return about === 'site' && role.endsWith('elsewhere') ? 'sign in' : 'done';
  }
  if (role.startsWith('reader')) return 'nothing there';
  if (about === 'site' && role.endsWith('elsewhere')) return 'nothing there';
  const isLead = role === 'lead' || role === 'owner';
  return (route.access === 'lead' || OWN_ONLY.has(name)) && !isLead ? 'refused' : 'done';
}

function nameOf({ method, path }: Pick<Route, 'method' | 'path'>): string {
  return `${method} ${path}`;
}
