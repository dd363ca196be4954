import type { AnswerReader } from '@parley/contracts/issue-requests';
import { ISSUE_ANSWERS_MAX } from '@parley/contracts/limits';
import type { IssueGroupDetail } from '@parley/contracts/objects';
import type { Actor } from '../access/actor.ts';
import { assertModerator, notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import type { IssueReportRecord } from '../ports/issue-records.ts';
import type { OutboxRecord } from '../ports/outbox-store.ts';
import { findGroup, type IssueDeps } from './act-on-group.ts';
import { announceGroup } from './announce-group.ts';
import { enterAnswer } from './enter-answer.ts';
import { presentDetail } from './read-group.ts';

/** Of the reader's own words, so many characters are repeated. */
const QUOTED_LENGTH = 300;

/**
 * Answers the reader of a report who left an address: the mail is kept in the outbox, from which it is sent once for
 * each key, and the group's log says that it was answered. Neither log has the address or the text.
 */
export async function answerReader(
  deps: IssueDeps & { publicUrl: string },
  actor: Actor | null,
  id: string,
  { key, ticket, text }: AnswerReader,
): Promise<IssueGroupDetail> {
  assertModerator(actor);
  const group = await findGroup(deps, actor, id);
  const { issues, outbox } = deps.store;
  const [report, shown] = await Promise.all([issues.findReport(ticket), issues.findByTicket(ticket)]);
  if (report === null || shown?.id !== group.id) throw notFound();
  if (report.email === null) throw refused('/ticket', 'This reader has left no address.');
  const earlier = await outbox.listForTicket(ticket, ISSUE_ANSWERS_MAX);
  const isKnown = earlier.some((message) => message.id === key);
  if (!isKnown && earlier.length >= ISSUE_ANSWERS_MAX) {
    throw refused('/ticket', `A report can be answered ${ISSUE_ANSWERS_MAX} times.`);
  }
  const now = deps.clock.now();
  const message: OutboxRecord = {
    id: key,
    kind: 'answer',
    site: group.site,
    group: group.id,
    ticket,
    by: { id: actor.id, name: actor.moderator.name, kind: 'moderator' },
    content: await compose(deps, report, { text, by: actor.moderator.name }),
    state: 'waiting',
    attempts: 0,
    unconfirmed: 0,
    dueAt: now,
    at: now,
  };
  if (await outbox.put(message)) deps.log.info('issue.answered', { group: id, moderator: actor.id });
  const answered = await enterAnswer(deps, (await outbox.find(key)) ?? message);
  await announceGroup(deps, answered ?? group);
  return presentDetail(deps, actor, answered ?? group);
}

async function compose(
  { sites, publicUrl }: Pick<IssueDeps, 'sites'> & { publicUrl: string },
  report: IssueReportRecord,
  { text, by }: { text: string; by: string },
): Promise<Record<string, string>> {
  const name = (await sites.find(report.site))?.name ?? 'the comments';
  const quoted = report.message?.slice(0, QUOTED_LENGTH).replace(/^/gm, '> ');
  const parts = [
    text.trim(),
    `${by}, ${name}`,
    '-- ',
    `You told us of trouble with commenting on ${new Date(report.receivedAt).toUTCString()}${quoted ? ':' : '.'}`,
    quoted,
    `What has become of it: ${publicUrl}/h/${report.ticket}`,
    'Your address is used for this answer only, and deleted with your report.',
  ];
  return {
    to: report.email ?? '',
    subject: `Your report about commenting on ${name}`,
    text: parts.filter(Boolean).join('\n\n'),
  };
}

function refused(pointer: string, detail: string): CoreError {
  return new CoreError('validation-failed', detail, { errors: [{ pointer, detail }] });
}
