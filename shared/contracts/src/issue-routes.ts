/** Issue reports as moderators work on them. Part of `routes.ts`. */
import * as bodies from './issue-requests.ts';
import * as objects from './objects.ts';
import * as requests from './requests.ts';
import type { Route } from './routes.ts';

export const ISSUE_ROUTES: readonly Route[] = [
  {
    method: 'get',
    path: '/v1/moderation/issues',
    access: 'moderator',
    summary: 'Issue reports, grouped',
    query: requests.listIssues,
    answers: { 200: objects.issueGroups },
  },
  {
    method: 'get',
    path: '/v1/moderation/issues/{group}',
    access: 'moderator',
    summary: 'One group of issue reports, with what its reports come to and its log',
    params: bodies.groupParams,
    answers: { 200: objects.issueGroupDetail },
  },
  {
    method: 'patch',
    path: '/v1/moderation/issues/{group}',
    access: 'moderator',
    summary: 'Triage a group: state, person in charge, notes',
    params: bodies.groupParams,
    body: bodies.updateIssue,
    answers: { 200: objects.issueGroupDetail },
  },
  {
    method: 'post',
    path: '/v1/moderation/issues/{group}/merge',
    access: 'moderator',
    summary: 'Have a group, and what will join it, counted in another of its site',
    params: bodies.groupParams,
    body: bodies.mergeIssue,
    answers: { 200: objects.issueGroupDetail },
  },
  {
    method: 'post',
    path: '/v1/moderation/issues/{group}/split',
    access: 'moderator',
    summary: 'Have a merged group stand by itself again',
    params: bodies.groupParams,
    body: bodies.splitIssue,
    answers: { 200: objects.issueGroupDetail },
  },
  {
    method: 'post',
    path: '/v1/moderation/issues/{group}/events/{event}/undo',
    access: 'moderator',
    summary: 'Take back what was done to a group',
    params: bodies.groupEventParams,
    answers: { 200: objects.issueGroupDetail },
  },
  {
    method: 'post',
    path: '/v1/moderation/issues/{group}/answers',
    access: 'moderator',
    summary: 'Answer the reader of a report by mail',
    params: bodies.groupParams,
    body: bodies.answerReader,
    answers: { 202: objects.issueGroupDetail },
  },
];
