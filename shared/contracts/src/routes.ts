/**
 * Every route of the public contract: what goes in, what comes out, who may call. The OpenAPI document is
 * made from this table, and a test holds it against the routes that express really serves.
 */
import type * as z from 'zod';
import { ISSUE_ROUTES } from './issue-routes.ts';
import { listLog, moderationLog } from './log-objects.ts';
import { MODERATION_ROUTES } from './moderation-routes.ts';
import * as objects from './objects.ts';
import { PAGE_ROUTES } from './page-routes.ts';
import * as requests from './requests.ts';
import { ROOM_ROUTES } from './room-routes.ts';

/** `lead`: leads of the site, and owners. */
export type Access = 'anyone' | 'reader' | 'moderator' | 'lead';
export type Route = {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  path: string;
  summary: string;
  access: Access;
  params?: z.ZodObject;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Fields of an HTML form, sent as `application/x-www-form-urlencoded`. */
  form?: z.ZodType;
  /** Of the answer, where it is not JSON. */
  media?: 'text/html' | 'application/atom+xml';
  answers: Record<number, z.ZodType | null>;
};

export const ROUTES: readonly Route[] = [
  {
    method: 'get',
    path: '/v1/threads',
    access: 'anyone',
    summary: 'A thread and its first slice of roots',
    query: requests.openThread,
    answers: { 200: objects.threadSlice, 304: null },
  },
  {
    method: 'get',
    path: '/v1/threads/{thread}/comments',
    access: 'anyone',
    summary: 'A further slice of roots or replies',
    params: requests.threadParams,
    query: requests.listComments,
    answers: { 200: objects.slice },
  },
  {
    method: 'get',
    path: '/v1/threads/{thread}/changes',
    access: 'anyone',
    summary: 'What happened since a sequence number',
    params: requests.threadParams,
    query: requests.listChanges,
    answers: { 200: objects.changes },
  },
  {
    method: 'get',
    path: '/v1/threads/{thread}/mine',
    access: 'reader',
    summary: 'The reader’s own votes, flags and unseen comments',
    params: requests.threadParams,
    answers: { 200: objects.mine },
  },
  {
    method: 'put',
    path: '/v1/mutes/{author}',
    access: 'reader',
    summary: 'Have an author’s comments folded away, for oneself alone',
    params: requests.muteParams,
    answers: { 204: null },
  },
  {
    method: 'delete',
    path: '/v1/mutes/{author}',
    access: 'reader',
    summary: 'Show an author’s comments again',
    params: requests.muteParams,
    answers: { 204: null },
  },
  {
    method: 'get',
    path: '/v1/comments/{id}',
    access: 'anyone',
    summary: 'A permalink: a comment in its context',
    params: requests.idParams,
    answers: { 200: objects.permalink },
  },
  {
    method: 'post',
    path: '/v1/comments',
    access: 'reader',
    summary: 'Post a comment',
    body: requests.postComment,
    answers: { 200: objects.comment, 201: objects.comment, 202: objects.comment },
  },
  {
    method: 'post',
    path: '/v1/preview',
    access: 'anyone',
    summary: 'What a text would look like as a comment',
    body: requests.preview,
    answers: { 200: objects.preview },
  },
  {
    method: 'patch',
    path: '/v1/comments/{id}',
    access: 'reader',
    summary: 'Edit one’s comment within the window',
    params: requests.idParams,
    body: requests.editComment,
    answers: { 200: objects.comment, 202: objects.comment },
  },
  {
    method: 'delete',
    path: '/v1/comments/{id}',
    access: 'reader',
    summary: 'Withdraw one’s comment; its text is erased',
    params: requests.idParams,
    answers: { 204: null },
  },
  {
    method: 'put',
    path: '/v1/comments/{id}/vote',
    access: 'reader',
    summary: 'Vote',
    params: requests.idParams,
    body: requests.vote,
    answers: { 200: objects.voteResult },
  },
  {
    method: 'put',
    path: '/v1/comments/{id}/flag',
    access: 'reader',
    summary: 'Report a comment to the moderators',
    params: requests.idParams,
    body: requests.flag,
    answers: { 200: objects.flagResult },
  },
  {
    method: 'put',
    path: '/v1/comments/{id}/pin',
    access: 'moderator',
    summary: 'Pin or unpin a comment',
    params: requests.idParams,
    body: requests.pin,
    answers: { 200: objects.comment },
  },
  {
    method: 'get',
    path: '/v1/counts',
    access: 'anyone',
    summary: 'Comment counts for up to 100 keys',
    query: requests.readCounts,
    answers: { 200: objects.counts },
  },
  {
    method: 'post',
    path: '/v1/sessions/guest',
    access: 'anyone',
    summary: 'Begin a session as a guest',
    body: requests.guestSession,
    answers: { 201: objects.readerSession },
  },
  {
    method: 'post',
    path: '/v1/sessions/sso',
    access: 'anyone',
    summary: 'Exchange the site’s own signed token',
    body: requests.ssoSession,
    answers: { 201: objects.readerSession },
  },
  {
    method: 'post',
    path: '/v1/sessions/moderator',
    access: 'anyone',
    summary: 'Sign in as a moderator',
    body: requests.moderatorSession,
    answers: { 201: objects.moderatorSession },
  },
  { method: 'get', path: '/v1/me', access: 'reader', summary: 'Who am I', answers: { 200: objects.me } },
  {
    method: 'delete',
    path: '/v1/sessions/current',
    access: 'reader',
    summary: 'Sign out',
    answers: { 204: null },
  },
  {
    method: 'get',
    path: '/v1/moderation/queue',
    access: 'moderator',
    summary: 'What awaits a moderator',
    query: requests.listQueue,
    answers: { 200: objects.queue },
  },
  {
    method: 'get',
    path: '/v1/moderation/items/{id}',
    access: 'moderator',
    summary: 'A review item with its evidence',
    params: requests.idParams,
    answers: { 200: objects.reviewItemDetail },
  },
  {
    method: 'put',
    path: '/v1/moderation/items/{id}/claim',
    access: 'moderator',
    summary: 'Claim an item for five minutes',
    params: requests.idParams,
    answers: { 200: objects.reviewItem },
  },
  {
    method: 'delete',
    path: '/v1/moderation/items/{id}/claim',
    access: 'moderator',
    summary: 'Give a claim back',
    params: requests.idParams,
    answers: { 200: objects.reviewItem },
  },
  {
    method: 'post',
    path: '/v1/moderation/decisions',
    access: 'moderator',
    summary: 'Decide on one or several items',
    body: requests.decide,
    answers: { 200: null },
  },
  {
    method: 'patch',
    path: '/v1/moderation/threads/{thread}',
    access: 'moderator',
    summary: 'Close or open a thread, set its premoderation',
    params: requests.threadParams,
    body: requests.updateThread,
    answers: { 200: objects.thread },
  },
  {
    method: 'get',
    path: '/v1/moderation/log',
    access: 'moderator',
    summary: 'The append-only log of decisions',
    query: listLog,
    answers: { 200: moderationLog },
  },
  ...ISSUE_ROUTES,
  ...MODERATION_ROUTES,
  ...ROOM_ROUTES,
  ...PAGE_ROUTES,
  {
    method: 'post',
    path: '/h',
    access: 'anyone',
    summary: 'Report an issue with commenting',
    body: requests.issueReport,
    answers: { 202: objects.ticketReceipt },
  },
  {
    method: 'get',
    path: '/h/{ticket}',
    access: 'anyone',
    summary: 'What became of a report',
    params: requests.ticketParams,
    answers: { 200: objects.ticketState },
  },
  {
    method: 'delete',
    path: '/h/{ticket}',
    access: 'anyone',
    summary: 'Have a report deleted',
    params: requests.ticketParams,
    answers: { 204: null },
  },
];
