import { randomUUID } from 'node:crypto';
import { page } from '../../harness/people.ts';
import { SITE } from '../../harness/service.ts';
import { call, lookAt, type Writes } from './stage.ts';

/** What readers write about comments. */
export const READER_WRITES: Writes = {
  'a comment': async (stage) => {
    const { alice, key } = stage;
    const body = { idempotencyKey: randomUUID(), site: SITE, thread: page(key), parent: null, body: 'Once.' };
    let posted: { id: string; thread: string } | undefined;
    return {
      send: async (node) => {
        const answer = await call(stage, alice, node, ['POST', '/v1/comments'], body);
        if (answer.status < 300) posted = answer.body as typeof posted;
        return answer;
      },
      effect: () => lookAt(stage, posted!.thread, posted!.id),
      between: { what: 'withdrawn', change: () => alice.api.deleteComment(posted!.id), answer: 200 },
    };
  },
  'a held comment': async (stage) => {
    const { alice, mod, key } = stage;
    const body = {
      idempotencyKey: randomUUID(),
      site: SITE,
      thread: page(key),
      parent: null,
      body: 'You idiot.',
    };
    let posted: { id: string; thread: string } | undefined;
    return {
      send: async (node) => {
        const answer = await call(stage, alice, node, ['POST', '/v1/comments'], body);
        if (answer.status < 300) posted = answer.body as typeof posted;
        return answer;
      },
      effect: () => lookAt(stage, posted!.thread, posted!.id),
      between: {
        what: 'approved',
        change: async () => {
          const { id, version } = (await mod.api.getItem(posted!.id)).item;
          await mod.api.decide([{ item: id, version, action: 'approve' }]);
        },
        answer: 200,
      },
    };
  },
  'an edit': async (stage) => {
    const { alice, mod, key } = stage;
    const { id, thread } = await alice.post(key, 'First words.');
    return {
      send: (node) => call(stage, alice, node, ['PATCH', `/v1/comments/${id}`], { body: 'Better words.' }),
      effect: () => lookAt(stage, thread, id),
      between: {
        what: 'in a thread that was closed',
        change: () => mod.api.updateThread(thread, { state: 'closed' }),
        answer: 200,
      },
    };
  },
  'an edit of what the author saw': async (stage) => {
    const { alice, key } = stage;
    const { id, thread, editedAt } = await alice.post(key, 'First words.');
    const body = { body: 'Better words.', editedAt };
    return {
      send: (node) => call(stage, alice, node, ['PATCH', `/v1/comments/${id}`], body),
      effect: () => lookAt(stage, thread, id),
      between: {
        what: 'edited once more in another window',
        change: () => alice.api.editComment(id, 'The best words.'),
        answer: 'conflict',
      },
    };
  },
  'a withdrawal': async (stage) => {
    const { alice, bob, key } = stage;
    const { id, thread } = await alice.post(key, 'Forget this.');
    await bob.post(key, 'I will not.', { parent: id });
    return {
      send: (node) => call(stage, alice, node, ['DELETE', `/v1/comments/${id}`]),
      effect: () => lookAt(stage, thread, id),
    };
  },
  'a vote': async (stage) => {
    const { alice, bob, mod, key } = stage;
    const { id, thread } = await alice.post(key, 'Vote for me.');
    return {
      send: (node) => call(stage, bob, node, ['PUT', `/v1/comments/${id}/vote`], { value: 1 }),
      effect: () => lookAt(stage, thread, id),
      between: { what: 'voted for by others', change: () => mod.api.vote(id, 1), answer: 200 },
    };
  },
  'a vote that is taken back': async (stage) => {
    const { alice, bob, key } = stage;
    const { id, thread } = await alice.post(key, 'Vote for me.');
    await bob.api.vote(id, -1);
    await lookAt(stage, thread);
    return {
      send: (node) => call(stage, bob, node, ['PUT', `/v1/comments/${id}/vote`], { value: 0 }),
      effect: () => lookAt(stage, thread, id),
      between: { what: 'withdrawn', change: () => alice.api.deleteComment(id), answer: 'not-found' },
    };
  },
  'a flag': async (stage) => {
    const { alice, bob, mod, key } = stage;
    const { id, thread } = await alice.post(key, 'Something unkind.');
    return {
      send: (node) => call(stage, bob, node, ['PUT', `/v1/comments/${id}/flag`], { reason: 'abuse' }),
      effect: () => lookAt(stage, thread, id),
      between: {
        what: 'found to be in order',
        change: async () => {
          const { version } = (await mod.api.getItem(id)).item;
          await mod.api.decide([{ item: id, version, action: 'approve' }]);
        },
        answer: 200,
      },
    };
  },
  'a flag on what was rejected since': async (stage) => {
    const { alice, bob, mod, key } = stage;
    const { id, thread } = await alice.post(key, 'Something unkind.');
    return {
      send: (node) => call(stage, bob, node, ['PUT', `/v1/comments/${id}/flag`], { reason: 'spam' }),
      effect: () => lookAt(stage, thread, id),
      between: {
        what: 'rejected',
        change: async () => {
          const { version } = (await mod.api.getItem(id)).item;
          await mod.api.decide([{ item: id, version, action: 'reject' }]);
        },
        answer: 200,
      },
    };
  },
};
