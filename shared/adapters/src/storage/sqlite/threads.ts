import type { ThreadRecord } from '@parley/core/ports/records';
import type { ThreadStore } from '@parley/core/ports/store';
import { changed } from '../changed-fields.ts';
import { mergeThreads } from '../merge-slices.ts';
import type { Access } from './access.ts';
import { addAct } from './acts.ts';
import { appendChanges, readChanges } from './thread-log.ts';
import { findThread, insertThread, listThreads } from './thread-rows.ts';

export function createThreads({ db, read, write }: Access): ThreadStore {
  const headOf = (id: string) => db.get<{ head: number }>('SELECT head FROM threads WHERE id = ?', id)?.head;
  const countOf = (id: string) =>
    db.get<{ count: number }>('SELECT comment_count AS count FROM threads WHERE id = ?', id)?.count;

  return {
    find: (id) => read(() => findThread(db, id)),
    head: (id) => read(() => headOf(id) ?? 0),
    heads: (ids) => read(() => lookUp(ids, headOf)),
    counts: (ids) => read(() => lookUp(ids, countOf)),
    ensure: async (thread) => {
      const known = await read(() => findThread(db, thread.id));
      if (known !== null) return known;
      return write(() => {
        insertThread(db, thread);
        return findThread(db, thread.id) ?? thread;
      });
    },
    list: ({ sites, state, after, limit }) =>
      read(() => {
        const lists = sites.map((site) => listThreads(db, { site, state, after, limit: limit + 1 }));
        const { items, next } = mergeThreads(lists, limit);
        return { threads: items, next };
      }),
    update: (id, set, act, seen = {}) =>
      write(() => {
        const before = findThread(db, id);
        if (before === null || !isAsSeen(before, seen)) return null;
        const after = { ...before, ...set };
        const { state, premoderation, slowModeSeconds: pause = 0 } = after;
        const isSame = state === before.state && premoderation === before.premoderation;
        if (isSame && pause === (before.slowModeSeconds ?? 0)) return null;
        const sql = 'UPDATE threads SET state = ?, premoderation = ?, slow_mode = ? WHERE id = ?';
        db.run(sql, state, premoderation, pause, id);
        addAct(db, act && { ...act, ...changed(before, set) });
        const draft = { kind: 'thread', comment: null, replyCounts: {}, commentCount: 0 } as const;
        return appendChanges(db, id, [draft])[0] ?? null;
      }),
    changesAfter: (id, after) =>
      read(() => {
        const thread = findThread(db, id);
        if (thread === null) return after === 0 ? { head: 0, changes: [] } : null;
        const changes = readChanges(db, thread, after);
        return changes && { head: thread.head, changes };
      }),
  };
}

function isAsSeen(thread: ThreadRecord, seen: Partial<ThreadRecord>): boolean {
  const { state, premoderation, slowModeSeconds } = { ...thread, ...seen };
  const isSame = state === thread.state && premoderation === thread.premoderation;
  return isSame && (slowModeSeconds ?? 0) === (thread.slowModeSeconds ?? 0);
}

/** What is known of each id; the unknown are left out. */
function lookUp(ids: string[], find: (id: string) => number | undefined): Map<string, number> {
  const found = new Map<string, number>();
  for (const id of ids) {
    const value = find(id);
    if (value !== undefined) found.set(id, value);
  }
  return found;
}
