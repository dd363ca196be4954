import { isDeepStrictEqual } from 'node:util';
import type { Mine } from '@parley/contracts/objects';
import type { CommentRecord } from '@parley/core/ports/records';
import { threadIdFor } from '@parley/core/threads/thread-id';
import type { Client } from '../clients.ts';
import { SITE } from '../cluster.ts';
import { differences } from '../convergence.ts';
import { markerIn, nameIn } from '../marker.ts';
import { totalsOf } from '../mine.ts';
import type { WholeThread } from '../whole-thread.ts';
import { type Check, type Findings, shownComments } from './findings.ts';

/** A difference may be long, and its beginning tells what it is. */
const LINES_MAX = 4;
/** As many of their unseen comments as a reader is told of. */
const UNSEEN_MAX = 50;

/** Readers are shown what the store holds, and nothing that is not for them. */
export const SHOWN = {
  'all windows were told the same': ({ windows }) => {
    const told = new Map<string, string>();
    return windows.flatMap(({ name, threadKey, log }) =>
      [...log].flatMap(([seq, words]) => {
        const [id, number] = [words.split(' ')[1], `${threadKey} ${seq}`];
        const before = told.get(number) ?? id;
        told.set(number, before ?? '');
        return before === id ? [] : [`${name}: ${number} is ${words}, elsewhere about ${before}`];
      }),
    );
  },

  'every window shows what the store holds': ({ windows, truth }) =>
    windows.flatMap((window) => {
      const lines = differences(window, truth);
      return lines.length === 0 ? [] : [`${window.name}:\n    ${lines.slice(0, LINES_MAX).join('\n    ')}`];
    }),

  'a fresh load shows what the store holds': ({ truth, evidence }) => {
    const shown = new Map(shownComments(truth.values()).map((comment) => [comment.id, comment]));
    const votes = totalsOf(evidence.votes.values());
    const states = [...truth].flatMap(([key, { thread }]) => {
      const state = evidence.threads.get(key)?.record?.state ?? 'open';
      return state === thread.state ? [] : [`${key} is ${state}, and loads as ${thread.state}`];
    });
    return [
      ...states,
      ...listings([...evidence.records.values()]).flatMap(({ record, isListed, replyCount }) => {
        const { id, status, source, pinned } = record;
        const comment = shown.get(id);
        if (comment === undefined || !isListed) {
          return (comment !== undefined) === isListed ? [] : [`${id}, ${status}, with ${replyCount} replies`];
        }
        const isPublished = status === 'published';
        const right = {
          status,
          replyCount,
          pinned: isPublished && pinned,
          marker: isPublished ? markerIn(source ?? '') : null,
          hasAuthor: isPublished,
          votes: (isPublished && votes.get(id)) || { up: 0, down: 0 },
        };
        const { html, author, ...rest } = comment;
        const loaded = {
          status: rest.status,
          replyCount: rest.replyCount,
          pinned: rest.pinned,
          marker: html === null ? null : markerIn(html),
          hasAuthor: author !== null,
          votes: rest.votes,
        };
        if (isDeepStrictEqual(loaded, right)) return [];
        return [`${id}: ${JSON.stringify(loaded)}, and not ${JSON.stringify(right)}`];
      }),
    ];
  },

  'readers are told of their own what the store holds': (findings) =>
    findings.clients.flatMap((client) => {
      const told = findings.mine.get(client.index);
      const lines = told ? mineLines(told) : ['no answer'];
      const right = rightMineLines(findings, client);
      return [
        ...lines.filter((line) => !right.includes(line)).map((line) => `client ${client.index} - ${line}`),
        ...right.filter((line) => !lines.includes(line)).map((line) => `client ${client.index} + ${line}`),
      ];
    }),

  'hidden text is shown to nobody': ({ history, windows, evidence, truth }) => {
    const hidden = new Set(
      [...evidence.records].filter(([, { status }]) => status !== 'published').map(([name]) => name),
    );
    const shown = (whole: Iterable<WholeThread>) =>
      shownComments(whole).filter(({ html }) => hidden.has(nameIn(html ?? '') ?? ''));
    return [
      ...history.leaks,
      ...windows.flatMap(({ name, leaks }) => leaks.map((leak) => `${name}: ${leak}`)),
      ...shown(truth.values()).map(({ id }) => `${id} is hidden and loaded with its text`),
      ...windows.flatMap((window) =>
        shown([window.shown]).map(({ id }) => `${window.name} still shows ${id}`),
      ),
    ];
  },

  'a text is gone for all after its removal': ({ windows, evidence }) => {
    const without = new Set(
      windows.flatMap(({ texts }) => [...texts].flatMap(([at, is]) => (is ? [] : [at]))),
    );
    const deleted = new Map(
      [...evidence.records.values()].filter(({ status }) => status === 'deleted').map((one) => [one.id, one]),
    );
    return windows.flatMap(({ name, texts }) =>
      [...texts].flatMap(([at, hasText]) => {
        const [id = '', rev] = at.split(' ');
        const isGone = without.has(at) || Number(rev) >= (deleted.get(id)?.rev ?? Number.POSITIVE_INFINITY);
        return hasText && isGone ? [`${name} was sent ${id} at rev ${rev} with its text`] : [];
      }),
    );
  },
} satisfies Record<string, Check>;

/** Which comments readers are shown, and with how many replies, counted from the comments alone. */
export function listings(records: CommentRecord[]) {
  const children = Map.groupBy(records, ({ parent }) => parent);
  const known = new Map<string, boolean>();
  const isListed = (record: CommentRecord): boolean => {
    const answer =
      known.get(record.id) ??
      (record.status === 'published' || (children.get(record.id) ?? []).some((child) => isListed(child)));
    known.set(record.id, answer);
    return answer;
  };
  return records.map((record) => ({
    record,
    isListed: isListed(record),
    replyCount: (children.get(record.id) ?? []).filter(isListed).length,
  }));
}

function mineLines({ votes, flagged, comments }: Mine): string[] {
  return [
    ...Object.entries(votes).map(([id, value]) => `vote ${value} on ${id}`),
    ...flagged.map((id) => `flag on ${id}`),
    ...comments.map(({ id, status, source, mine, reason }) =>
      JSON.stringify({ id, status, source, mine, reason }),
    ),
  ];
}

function rightMineLines({ evidence }: Findings, { index, readerId, threadKey }: Client): string[] {
  const thread = threadIdFor(SITE, threadKey);
  const unseen = [...evidence.records.values()]
    .filter((record) => record.thread === thread && record.author.id === readerId)
    .filter(({ status }) => status === 'held' || status === 'rejected')
    .sort((a, b) => (a.id < b.id ? 1 : -1))
    .slice(0, UNSEEN_MAX);
  return mineLines({
    votes: Object.fromEntries(evidence.votes.get(index) ?? []) as Mine['votes'],
    flagged: [...evidence.flags]
      .filter(([, flags]) => flags.some(({ reader }) => reader.id === readerId))
      .map(([id]) => id),
    comments: unseen.map(({ id, status, source, reason }) => {
      return { id, status, source: source ?? undefined, mine: true, ...(reason === null ? {} : { reason }) };
    }) as Mine['comments'],
  });
}
