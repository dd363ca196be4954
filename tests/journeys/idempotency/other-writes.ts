import { randomUUID } from 'node:crypto';
import { SignJWT } from 'jose';
import type { Person } from '../../harness/people.ts';
import { SITE } from '../../harness/service.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { call, type Writes } from './stage.ts';

export const SSO_SECRET = 'the secret that this site keeps to itself';

/** Sessions, and issue reports, which need none. */
export const OTHER_WRITES: Writes = {
  'an issue report': async (stage) => {
    const { mod, service, key } = stage;
    const ticket = randomUUID();
    const diagnosis = [`trouble-${key}`];
    const body = { ticket, site: SITE, page: 'https://gazette.example/', diagnosis, diagnostics: {} };
    const find = async () => {
      const { groups } = await mod.api.listIssues();
      return groups.find((group) => group.diagnosis[0] === diagnosis[0]);
    };
    const imported = () =>
      waitFor('the report to be imported', async () => {
        await service.settle();
        return (await mod.api.getTicket(ticket)).state !== 'received';
      });
    return {
      send: (node) => call(stage, null, node, ['POST', '/h'], body),
      effect: async () => {
        await imported();
        const group = await find();
        return [group?.count, group?.state, group?.version];
      },
      between: {
        what: 'triaged',
        change: async () => {
          await imported();
          const { id, version } = (await find())!;
          await mod.api.updateIssueGroup(id, { version, state: 'fixed', fixedIn: '9.9.9' });
        },
        answer: 202,
      },
    };
  },
  'a sign-on by the site': async (stage) => {
    const token = await new SignJWT({ name: 'Carol' })
      .setProtectedHeader({ alg: 'HS256' })
      .setSubject(`carol of ${stage.key}`)
      .setAudience(SITE)
      .setIssuedAt()
      .setExpirationTime('5m')
      .sign(new TextEncoder().encode(SSO_SECRET));
    const readers = new Set<unknown>();
    return {
      send: async (node) => {
        const answer = await call(stage, null, node, ['POST', '/v1/sessions/sso'], { site: SITE, token });
        const { reader, token: session } = answer.body as { reader: { id: string }; token: string };
        const me = await call(stage, { token: session } as Person, node, ['GET', '/v1/me']);
        readers.add(reader?.id).add((me.body.reader as { id: string } | undefined)?.id);
        return answer;
      },
      effect: async () => readers.size,
    };
  },
  'a sign-out': async (stage) => {
    const dora = await stage.service.guest('dora');
    return {
      send: (node) => call(stage, dora, node, ['DELETE', '/v1/sessions/current']),
      effect: async () => (await call(stage, dora, stage.last, ['GET', '/v1/me'])).status,
    };
  },
};
