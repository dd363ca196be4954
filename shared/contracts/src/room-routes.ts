/** Looking for threads and authors. Part of `routes.ts`. */
import * as requests from './requests.ts';
import * as rooms from './room-objects.ts';
import type { Route } from './routes.ts';

export const ROOM_ROUTES: readonly Route[] = [
  {
    method: 'get',
    path: '/v1/moderation/threads',
    access: 'moderator',
    summary: 'The threads of one’s sites, searched or by activity',
    query: rooms.listThreads,
    answers: { 200: rooms.moderatedThreads },
  },
  {
    method: 'get',
    path: '/v1/moderation/threads/{thread}',
    access: 'moderator',
    summary: 'A thread with its pinned and latest comments',
    params: requests.threadParams,
    answers: { 200: rooms.threadDetail },
  },
  {
    method: 'get',
    path: '/v1/moderation/authors',
    access: 'moderator',
    summary: 'Authors by how their name begins, or by id',
    query: rooms.listAuthors,
    answers: { 200: rooms.foundAuthors },
  },
];
