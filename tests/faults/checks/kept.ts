import type { CommentRecord } from '@parley/core/ports/records';
import { type DecisionMade, mayStand, type Posted, type Setting } from '../history.ts';
import { nameIn } from '../marker.ts';
import { type Check, type Findings, shownComments, storedPosts } from './findings.ts';

/** What was acknowledged is there, once, and nothing that was refused. */
export const KEPT = {
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
    ...shownComments(truth.values()).flatMap(({ id, html }) => {
      const name = nameIn(html ?? '');
      const isRight = html === null || (name !== null && evidence.records.get(name)?.id === id);
      return isRight ? [] : [`${id} shows ${name} without being its comment`];
    }),
  ],

  'a refused comment is not stored': ({ history, evidence }) =>
    posts(history)
      .filter(({ name, outcome }) => outcome === 'refused' && evidence.records.has(name))
      .map(({ name }) => `${name} was refused and is in the store`),

  'a comment has the status that was answered last': (findings) =>
    storedPosts(findings).flatMap(({ posted, record }) => {
      const allowed = allowedStatuses(posted, decisionsOn(findings, record));
      if (allowed.has(record.status)) return [];
      return [`${posted.name} is ${record.status}, and should be ${[...allowed].join(' or ')}`];
    }),

  'an acknowledged edit is kept': (findings) =>
    storedPosts(findings).flatMap(({ posted: { name, marker, edits }, record: { source } }) => {
      if (!source) return [];
      const acknowledged = edits.filter(({ outcome }) => outcome === 'done').at(-1)?.marker ?? marker;
      const open = edits.filter(({ outcome }) => outcome === 'unknown').map((edit) => edit.marker);
      const isRight = [acknowledged, ...open].some((allowed) => source.includes(allowed));
      return isRight ? [] : [`${name} does not hold ${acknowledged}`];
    }),

  'a repeated edit is made once': (findings) =>
    storedPosts(findings)
      .filter(({ posted: { edits }, record }) => record.revision > 1 + edits.length)
      .map(
        ({ posted: { name, edits }, record }) =>
          `${name} was edited ${record.revision - 1} times and asked for ${edits.length}`,
      ),

  'an acknowledged vote is kept': (findings) =>
    storedPosts(findings).flatMap(({ posted: { name, votes }, record: { id } }) =>
      [...votes].flatMap(([client, settings]) => {
        const stored = findings.evidence.votes.get(client)?.get(id) ?? 0;
        const allowed = mayStand(0, settings);
        if (allowed.has(stored)) return [];
        return [
          `client ${client}'s vote on ${name} is ${stored}, and should be ${[...allowed].join(' or ')}`,
        ];
      }),
    ),

  'an acknowledged flag is kept': (findings) =>
    storedPosts(findings).flatMap(({ posted: { name, flags }, record: { id } }) => {
      const readers = new Set(findings.evidence.flags.get(id)?.map(({ reader }) => reader.id));
      return [...flags]
        .filter(
          ([client, outcome]) => outcome === 'done' && !readers.has(findings.clients[client]?.readerId ?? ''),
        )
        .map(([client]) => `client ${client}'s flag on ${name} is gone`);
    }),

  'a pin is as it was answered last': (findings) =>
    storedPosts(findings).flatMap(({ posted, record }) => {
      const allowed = mayStand(false, posted.pins);
      // Pins do not come back with a comment that was off the page.
      if (mayHaveBeenHidden(posted, decisionsOn(findings, record))) allowed.add(false);
      return allowed.has(record.pinned) ? [] : [`${posted.name} has pinned: ${record.pinned}`];
    }),

  'a thread is open or closed as it was answered last': ({ history, evidence }) =>
    [...history.threads].flatMap(([key, settings]) => {
      const state = evidence.threads.get(key)?.record?.state ?? 'open';
      return mayStand<string>('open', settings).has(state) ? [] : [`${key} is ${state}`];
    }),

  'a closed thread takes no comments': ({ history }) =>
    [...history.threads].flatMap(([key, settings]) =>
      closedTimes(settings).flatMap(([from, until]) =>
        posts(history)
          .filter(({ threadKey, askedAt, doneAt }) => {
            return threadKey === key && askedAt > from && doneAt !== null && doneAt < until;
          })
          .map(({ name }) => `${name} was asked for and taken while ${key} was closed`),
      ),
    ),

  'an acknowledged issue report is kept once': ({ history, evidence: { issues } }) => {
    const lost = [...history.reports].filter(
      ([ticket, outcome]) => outcome === 'done' && !issues.groups.has(ticket),
    );
    const groups = Map.groupBy(issues.groups, ([, group]) => group);
    const isCounted = (id: string) => issues.counts.get(id) === (groups.get(id)?.length ?? 0);
    return [
      ...lost.map(([ticket]) => `${ticket} is gone`),
      ...[...new Set([...issues.counts.keys(), ...groups.keys()])]
        .filter((id) => !isCounted(id))
        .map(
          (id) => `group ${id} counts ${issues.counts.get(id)} reports, and has ${groups.get(id)?.length}`,
        ),
    ];
  },
} satisfies Record<string, Check>;

function posts({ posts }: Findings['history']): Posted[] {
  return [...posts.values()];
}

function decisionsOn({ history }: Findings, { id }: CommentRecord): DecisionMade[] {
  return history.decisions.filter(({ item }) => item === id);
}

/** More than one where an answer is missing, or where two were asked at once. */
function allowedStatuses(posted: Posted, decisions: DecisionMade[]): Set<string> {
  if (posted.withdrawals.includes('done')) return new Set(['deleted']);
  const decided = decisions.flatMap(({ action, outcome, askedAt, answeredAt }): Setting<string>[] => {
    if (outcome !== 'done' && outcome !== 'unknown') return [];
    if (action === 'escalate' || action === 'reopen') return [];
    return [{ value: action === 'approve' ? 'published' : 'rejected', outcome, askedAt, answeredAt }];
  });
  const begun = posted.isMeantHeld ? 'held' : 'published';
  const allowed = mayStand<string>(begun, [...posted.statuses, ...decided]);
  if (posted.withdrawals.includes('unknown')) allowed.add('deleted');
  // Nobody was told what screening made of it.
  if (posted.doneAt === null) allowed.add('held');
  return allowed;
}

function mayHaveBeenHidden(posted: Posted, decisions: DecisionMade[]): boolean {
  const isRemoval = ({ action, outcome }: DecisionMade) =>
    (action === 'reject' || action === 'spam') && (outcome === 'done' || outcome === 'unknown');
  return (
    posted.statuses.length > 0 ||
    posted.withdrawals.some((outcome) => outcome !== 'refused') ||
    decisions.some(isRemoval)
  );
}

/** From where a closing was acknowledged to where somebody may have begun to open again. */
function closedTimes(settings: Setting<'open' | 'closed'>[]): [from: number, until: number][] {
  const openings = settings.filter(({ value, outcome }) => value === 'open' && outcome !== 'refused');
  return settings
    .filter(({ value, outcome }) => value === 'closed' && outcome === 'done')
    .flatMap(({ askedAt, answeredAt }) => {
      const after = openings.filter(
        (opening) => opening.outcome === 'unknown' || opening.answeredAt > askedAt,
      );
      const until = Math.min(...after.map((opening) => opening.askedAt), Number.POSITIVE_INFINITY);
      return until > answeredAt ? [[answeredAt, until] as [number, number]] : [];
    });
}
