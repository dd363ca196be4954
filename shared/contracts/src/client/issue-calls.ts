/** The moderators' calls about issue reports. Part of `api-client.ts`. */

import type { AnswerReader, MergeIssue, UpdateIssue } from '../issue-requests.ts';
import type { IssueGroupDetail, IssueGroups } from '../objects.ts';

type Call = <T>(
  method: string,
  path: string,
  request?: { query?: Record<string, string | number | undefined>; body?: unknown },
) => Promise<T>;

const pathOf = (group: string) => `/v1/moderation/issues/${group}`;

export function issueCalls(call: Call) {
  return {
    listIssues: (query: { site?: string; state?: string; after?: string; samples?: number } = {}) =>
      call<IssueGroups>('GET', '/v1/moderation/issues', { query }),
    getIssueGroup: (group: string) => call<IssueGroupDetail>('GET', pathOf(group)),
    updateIssueGroup: (group: string, body: UpdateIssue) =>
      call<IssueGroupDetail>('PATCH', pathOf(group), { body }),
    mergeIssueGroup: (group: string, body: MergeIssue) =>
      call<IssueGroupDetail>('POST', `${pathOf(group)}/merge`, { body }),
    splitIssueGroup: (group: string, version: number) =>
      call<IssueGroupDetail>('POST', `${pathOf(group)}/split`, { body: { version } }),
    answerReader: (group: string, body: AnswerReader) =>
      call<IssueGroupDetail>('POST', `${pathOf(group)}/answers`, { body }),
    undoIssueEvent: (group: string, event: string) =>
      call<IssueGroupDetail>('POST', `${pathOf(group)}/events/${event}/undo`),
  };
}
