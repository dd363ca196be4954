import type { IncomingMessage, ServerResponse } from 'node:http';
import { LOG_LENGTH } from '@parley/contracts/limits';
import type { Change, Changes, Comment } from '@parley/contracts/objects';
import { problem } from '@parley/contracts/problems';
import type { ModeratorIdentity, RealtimeDeps } from '@parley/server/realtime/deps';

type Thread = { site: string; log: Change[]; head: number };

/** Ids of threads for tests: `threadNamed('a')`. */
export const threadNamed = (name: string) => name.padEnd(20, 'a');

/** A store in memory with just what the live service asks for. Counts what it is asked. */
export function createPretendStore() {
  const threads = new Map<string, Thread>();
  const asked = { changes: [] as { thread: string; after: number }[], heads: 0, sites: 0, http: 0 };
  const sessions = {
    moderators: new Map<string, ModeratorIdentity>(),
    /** Why, by the hash of the token. */
    banned: new Map<string, string>(),
  };
  /** Replaced by tests: called before every answer. */
  const faults: { beforeAnswer: () => Promise<void>; httpIsDown: boolean; logLength: number } = {
    beforeAnswer: async () => {},
    httpIsDown: false,
    logLength: LOG_LENGTH,
  };

  function append(id: string, change: Partial<Change> = {}): Change {
    const thread = threads.get(id) ?? { site: 'demo', log: [], head: 0 };
    threads.set(id, thread);
    thread.head += 1;
    const entry: Change = {
      seq: thread.head,
      kind: 'published',
      comment: commentNumbered(id, thread.head),
      ...change,
    };
    thread.log.push(entry);
    return entry;
  }

  function changesAfter(id: string, after: number): Changes {
    const { log, head } = threads.get(id) ?? { log: [], head: 0 };
    const oldest = Math.max(0, head - faults.logLength);
    if (after > head || after < oldest) return { head, reset: true };
    return { head, changes: log.filter(({ seq }) => seq > after) };
  }

  return {
    threads,
    asked,
    sessions,
    faults,
    append,
    changesAfter,
    createThread: (id: string, site = 'demo') => threads.set(id, { site, log: [], head: 0 }),
    headOf: (id: string) => threads.get(id)?.head ?? 0,

    deps(): Pick<
      RealtimeDeps,
      | 'loadChanges'
      | 'loadHeads'
      | 'siteOfThread'
      | 'siteExists'
      | 'authenticateModerator'
      | 'loadBannedSessions'
      | 'hashToken'
    > {
      return {
        async loadChanges(thread, after) {
          asked.changes.push({ thread, after });
          await faults.beforeAnswer();
          return changesAfter(thread, after);
        },
        async loadHeads(ids) {
          asked.heads += 1;
          await faults.beforeAnswer();
          return new Map(
            ids.flatMap((id) => (threads.has(id) ? [[id, threads.get(id)!.head] as const] : [])),
          );
        },
        async siteOfThread(thread) {
          asked.sites += 1;
          await faults.beforeAnswer();
          return threads.get(thread)?.site ?? null;
        },
        loadBannedSessions: async () => sessions.banned,
        hashToken: (token) => `hash of ${token}`,
        siteExists: (site) => site === 'demo' || site === 'other',
        authenticateModerator: async (token, cookie) =>
          sessions.moderators.get(token ?? cookie?.match(/session=(\w+)/)?.[1] ?? '') ?? null,
      };
    },

    /** `GET /v1/threads/:thread/changes?after=`. */
    serveChanges(request: IncomingMessage, response: ServerResponse) {
      asked.http += 1;
      const url = new URL(request.url ?? '', 'http://localhost');
      const thread = url.pathname.match(/^\/v1\/threads\/([a-z2-7]{20})\/changes$/)?.[1];
      response.setHeader('content-type', 'application/json');
      if (faults.httpIsDown || thread === undefined) {
        response.statusCode = faults.httpIsDown ? 503 : 404;
        response.end(JSON.stringify(problem('unavailable', 'not now', 'urn:uuid:0')));
        return;
      }
      response.end(JSON.stringify(changesAfter(thread, Number(url.searchParams.get('after')))));
    },
  };
}

/** A published comment; `rev` and text can be given. */
export function commentNumbered(thread: string, number: number, fields: Partial<Comment> = {}): Comment {
  return {
    id: `${thread}${String(number).padStart(26, '0')}`,
    thread,
    parent: null,
    depth: 0,
    rev: 1,
    status: 'published',
    author: { id: 'alice', name: 'Alice', avatar: null, badge: 'guest' },
    html: `<p>comment ${number}</p>`,
    createdAt: '2026-01-01T00:00:00.000Z',
    editedAt: null,
    pinned: false,
    votes: { up: 0, down: 0 },
    replyCount: 0,
    ...fields,
  };
}
