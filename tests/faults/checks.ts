import { isDeepStrictEqual } from 'node:util';
import type { Client } from './clients.ts';
import { differences } from './convergence.ts';
import type { Evidence } from './evidence.ts';
import type { DecisionMade, History, Posted } from './history.ts';
import { nameIn } from './marker.ts';
import type { ReaderWindow } from './reader-window.ts';
import type { WholeThread } from './whole-thread.ts';

/** What a run left behind, for the checks. */
export type Findings = {
  history: History;
  evidence: Evidence;
  windows: ReaderWindow[];
  clients: Client[];
  /** A fresh load of each thread after everything had come to rest. */
  truth: Map<string, WholeThread>;
};
export type Violation = { check: string; detail: string };
type Check = (findings: Findings) => string[];

/** A difference may be long, and its beginning tells what it is. */
const LINES_MAX = 4;

/** Every promise that was not kept. Empty when all is well. */
export function findViolations(findings: Findings): Violation[] {
  return Object.entries(CHECKS).flatMap(([check, run]) => run(findings).map((detail) => ({ check, detail })));
}

const CHECKS = {
  'an acknowledged comment is kept': ({ history, evidence }) =>
    posts(history)
      .filter(({ name, outcome }) => outcome === 'done' && !evidence.records.has(name))
      .map(({ name, ids }) => `${name} was answered with ${[...ids]} and is not in the store`),

  'one key makes one comment': ({ history, evidence, truth }) => [
    ...posts(history).flatMap(({ name, ids }) => {
      const stored = evidence.records.get(name);
      const all = new Set([...ids, ...(stored ? [stored.id] : [])]);
      return all.size > 1 ? [`${name} was answered with ${[...ids]}; the store has ${stored?.id}`] : [];
    }),
    ...shownComments(truth).flatMap(({ id, html }) => {
      const name = nameIn(html ?? '');
      const isRight = html === null || (name !== null && evidence.records.get(name)?.id === id);
      return isRight ? [] : [`${id} shows ${name} without being its comment`];
    }),
  ],

  'a refused comment is not stored': ({ history, evidence }) =>
    posts(history)
      .filter(({ name, outcome }) => outcome === 'refused' && evidence.records.has(name))
      .map(({ name }) => `${name} was refused and is in the store`),

  'a comment has the status that was answered last': ({ history, evidence }) =>
    posts(history).flatMap((posted) => {
      const record = evidence.records.get(posted.name);
      if (!record) return [];
      const allowed = allowedStatuses(
        posted,
        history.decisions.filter(({ item }) => item === record.id),
      );
      const isRight = allowed.has(record.status);
      return isRight
        ? []
        : [`${posted.name} is ${record.status}, and should be ${[...allowed].join(' or ')}`];
    }),

  'an acknowledged edit is kept': ({ history, evidence }) =>
    posts(history).flatMap(({ name, marker, edits }) => {
      const source = evidence.records.get(name)?.source;
      if (!source) return [];
      const acknowledged = edits.filter(({ outcome }) => outcome === 'done').at(-1)?.marker ?? marker;
      const open = edits.filter(({ outcome }) => outcome === 'unknown').map((edit) => edit.marker);
      const isRight = [acknowledged, ...open].some((allowed) => source.includes(allowed));
      return isRight ? [] : [`${name} does not hold ${acknowledged}`];
    }),

  'an acknowledged vote is kept': ({ history, evidence }) =>
    posts(history).flatMap(({ name, votes }) => {
      const id = evidence.records.get(name)?.id;
      if (!id) return [];
      return [...votes].flatMap(([client, { acknowledged, open }]) => {
        const stored = evidence.votes.get(client)?.get(id) ?? 0;
        const isRight = stored === (acknowledged ?? 0) || open.has(stored);
        return isRight
          ? []
          : [`client ${client}'s vote on ${name} is ${stored}, answered was ${acknowledged}`];
      });
    }),

  'an acknowledged flag is kept': ({ history, evidence, clients }) =>
    posts(history).flatMap(({ name, flags }) => {
      const readers = evidence.flags.get(evidence.records.get(name)?.id ?? '');
      return [...flags]
        .filter(([client, outcome]) => outcome === 'done' && !readers?.has(clients[client]?.readerId ?? ''))
        .map(([client]) => `client ${client}'s flag on ${name} is gone`);
    }),

  'one decision wins a version': ({ history }) => {
    const done = history.decisions.filter(({ outcome }) => outcome === 'done');
    return [...Map.groupBy(done, ({ item, version }) => `${item} at version ${version}`)]
      .filter(([, winners]) => winners.length > 1)
      .map(([what, winners]) => `${what}: ${winners.map(({ action }) => action).join(' and ')}`);
  },

  'an acknowledged decision is kept': ({ history, evidence }) =>
    history.decisions
      .filter(({ outcome }) => outcome === 'done')
      .filter(({ item, version, action, event }) => {
        const stored = evidence.reviews.get(item)?.events.find(({ id }) => id === event);
        return stored?.kind !== action || stored.version !== version + 1;
      })
      .map(({ item, action, version }) => `${action} of ${item} at version ${version} is not in its log`),

  'a review item is the fold of its events': ({ evidence }) =>
    [...evidence.reviews].flatMap(([id, { item, refolded, events }]) => {
      const isDense = events.every(({ version }, index) => version === index + 1);
      const [kept, folded] = [item, refolded].map((one) => one && { ...one, claim: null });
      const isSame = isDeepStrictEqual(kept, folded);
      return isDense && isSame ? [] : [`${id}: ${JSON.stringify(kept)}, and not ${JSON.stringify(folded)}`];
    }),

  'the log has no holes': ({ evidence }) =>
    [...evidence.threads].flatMap(([key, { record, seqs }]) => {
      const head = record?.head ?? 0;
      const isDense = seqs.every((seq, index) => seq === head - seqs.length + 1 + index);
      return isDense && (head === 0 || seqs.length > 0) ? [] : [`${key}: ${seqs} with head ${head}`];
    }),

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

  'hidden text is shown to nobody': ({ windows, evidence, truth }) => {
    const hidden = new Set(
      [...evidence.records].filter(([, { status }]) => status !== 'published').map(([name]) => name),
    );
    const shown = (whole: Iterable<WholeThread>) =>
      shownComments(whole).filter(({ html }) => hidden.has(nameIn(html ?? '') ?? ''));
    return [
      ...windows.flatMap(({ name, leaks }) => leaks.map((leak) => `${name}: ${leak}`)),
      ...shown(truth.values()).map(({ id }) => `${id} is hidden and loaded with its text`),
      ...windows.flatMap((window) =>
        shown([window.shown]).map(({ id }) => `${window.name} still shows ${id}`),
      ),
    ];
  },

  'counts equal a recount': ({ evidence }) => {
    const published = [...evidence.records.values()].filter(({ status }) => status === 'published');
    return [...evidence.threads].flatMap(([key, { record, drift }]) => {
      const counted = published.filter(({ thread }) => thread === record?.id).length;
      const stored = record?.commentCount ?? 0;
      return [
        ...(stored === counted ? [] : [`${key} says ${stored} comments and has ${counted}`]),
        ...drift.map((one) => `${key}: ${JSON.stringify(one)}`),
      ];
    });
  },
} satisfies Record<string, Check>;

export type CheckName = keyof typeof CHECKS;

function posts({ posts }: History): Posted[] {
  return [...posts.values()];
}

function shownComments(threads: Iterable<WholeThread> | Map<string, WholeThread>) {
  const wholes = threads instanceof Map ? [...threads.values()] : [...threads];
  return wholes.flatMap(({ comments }) => [...comments.values()].map(({ comment }) => comment));
}

/** More than one where an answer is missing. */
function allowedStatuses(posted: Posted, decisions: DecisionMade[]): Set<string> {
  if (posted.withdrawals.includes('done')) return new Set(['deleted']);
  const made = decisions
    .filter(({ outcome, action }) => outcome === 'done' && action !== 'escalate')
    .toSorted((a, b) => a.version - b.version);
  const last = made.at(-1)?.action;
  const begun = posted.isMeantHeld ? 'held' : 'published';
  const allowed = new Set([last === undefined ? begun : statusAfter(last)]);
  for (const { outcome, action } of decisions) {
    if (outcome === 'unknown' && action !== 'escalate') allowed.add(statusAfter(action));
  }
  if (posted.withdrawals.includes('unknown')) allowed.add('deleted');
  return allowed;
}

function statusAfter(action: DecisionMade['action']): string {
  return action === 'approve' ? 'published' : 'rejected';
}
