import { randomUUID } from 'node:crypto';
import type { ReviewItem } from '@parley/contracts/objects';
import { SITE } from '../../harness/service.ts';
import { waitFor } from '../../harness/wait-for.ts';
import { call, lookAt, type Stage, type Write, type Writes } from './stage.ts';

/** What moderators write. */
export const MODERATOR_WRITES: Writes = {
  ...Object.fromEntries(
    (['approve', 'reject', 'spam', 'escalate'] as const).map((action) => [
      `the decision "${action}"`,
      async (stage: Stage): Promise<Write> => {
        const { mod, other } = stage;
        const { id, version } = await held(stage);
        const decisions = [{ item: id, version, action }];
        return {
          send: (node) => call(stage, mod, node, ['POST', '/v1/moderation/decisions'], { decisions }),
          effect: () => lookAt(stage, id.slice(0, 20), id),
          between: {
            what: 'decided otherwise by somebody else',
            change: async () => {
              const { item: now } = await other.api.getItem(id);
              const next = action === 'escalate' ? 'reject' : 'reopen';
              await other.api.decide([{ item: id, version: now.version, action: next }]);
            },
            answer: 'conflict',
          },
        };
      },
    ]),
  ),
  'a claim': async (stage) => {
    const { mod, other } = stage;
    const { id } = await held(stage);
    return {
      send: (node) => call(stage, mod, node, ['PUT', `/v1/moderation/items/${id}/claim`]),
      effect: () => lookAt(stage, id.slice(0, 20), id),
      between: {
        what: 'given back and taken by somebody else',
        change: async () => {
          await mod.api.unclaim(id);
          await other.api.claim(id);
        },
        answer: 'claimed',
      },
    };
  },
  'a claim that is given back': async (stage) => {
    const { mod, other } = stage;
    const { id } = await held(stage);
    await mod.api.claim(id);
    return {
      send: (node) => call(stage, mod, node, ['DELETE', `/v1/moderation/items/${id}/claim`]),
      effect: () => lookAt(stage, id.slice(0, 20), id),
      between: { what: 'taken by somebody else', change: () => other.api.claim(id), answer: 200 },
    };
  },
  'a pin': async (stage) => {
    const { alice, mod, key } = stage;
    const { id, thread } = await alice.post(key, 'The facts.');
    return {
      send: (node) => call(stage, mod, node, ['PUT', `/v1/comments/${id}/pin`], { pinned: true }),
      effect: () => lookAt(stage, thread, id),
      between: { what: 'withdrawn', change: () => alice.api.deleteComment(id), answer: 'conflict' },
    };
  },
  'the closing of a thread': async (stage) => {
    const { alice, mod, other, key } = stage;
    const { thread } = await alice.post(key, 'Enough said.');
    return {
      send: (node) =>
        call(stage, mod, node, ['PATCH', `/v1/moderation/threads/${thread}`], { state: 'closed' }),
      effect: () => lookAt(stage, thread),
      between: {
        what: 'set to hold every comment by somebody else',
        change: () => other.api.updateThread(thread, { premoderation: 'all' }),
        answer: 200,
      },
    };
  },
  'a note about an author': async (stage) => {
    const { alice, mod, other } = stage;
    const body = { key: randomUUID(), text: `Seen in ${stage.key}.` };
    const path = `/v1/moderation/authors/${alice.id}/notes`;
    const own = async () => {
      const { notes } = await mod.api.listNotes(alice.id);
      return notes.filter(({ text }) => text === body.text);
    };
    return {
      send: (node) => call(stage, mod, node, ['POST', path], body),
      effect: async () => (await own()).length,
      between: {
        what: 'removed by somebody else',
        change: async () => {
          const [note] = await own();
          await mod.api.removeNote(alice.id, note?.id ?? '');
          await other.api.addNote(alice.id, { key: randomUUID(), text: 'Another one.' });
        },
        answer: 'conflict',
      },
    };
  },
  'a change of settings': async (stage) => {
    const { mod } = stage;
    const { version, settings } = await mod.api.getSettings(SITE);
    const next = (settings.trustedAfter + 1) % 50;
    const body = { version, settings: { trustedAfter: next } };
    const path = `/v1/moderation/sites/${SITE}/settings`;
    return {
      send: (node) => call(stage, mod, node, ['PATCH', path], body),
      effect: async () => {
        const now = await mod.api.getSettings(SITE);
        return [now.version - version, now.settings.trustedAfter - next];
      },
      between: {
        what: 'set otherwise',
        change: () => mod.api.changeSettings(SITE, { version: version + 1, settings: { trustedAfter: 60 } }),
        answer: 'conflict',
      },
    };
  },
  'the triage of an issue': async (stage) => {
    const { mod, other, service, key } = stage;
    const ticket = randomUUID();
    const diagnosis = [`triage-${key}`];
    await mod.api.reportIssue({ ticket, site: SITE, page: 'https://gazette.example/', diagnosis });
    await waitFor('the report to be imported', async () => {
      await service.settle();
      return (await mod.api.getTicket(ticket)).state === 'new';
    });
    const { groups } = await mod.api.listIssues();
    const { id, version } = groups.find((group) => group.diagnosis[0] === diagnosis[0])!;
    const body = { version, state: 'investigating', publicNote: 'We are looking.' };
    return {
      send: (node) => call(stage, mod, node, ['PATCH', `/v1/moderation/issues/${id}`], body),
      effect: async () => {
        const group = await mod.api.getIssueGroup(id);
        return [group.version, group.state, group.publicNote, group.fixedIn];
      },
      between: {
        what: 'fixed by somebody else',
        change: () =>
          other.api.updateIssueGroup(id, { version: version + 1, state: 'fixed', fixedIn: '9.9.9' }),
        answer: 'conflict',
      },
    };
  },
};

async function held(stage: Stage): Promise<ReviewItem> {
  const { id } = await stage.alice.post(stage.key, 'You idiot.');
  return (await stage.mod.api.getItem(id)).item;
}
