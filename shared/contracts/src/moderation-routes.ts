/** Undo, authors and their sanctions, statistics, appeals, trials of the rules. Part of `routes.ts`. */
import * as logs from './log-objects.ts';
import * as objects from './objects.ts';
import * as requests from './requests.ts';
import type { Route } from './routes.ts';
import * as answers from './sanction-objects.ts';
import * as bodies from './sanction-requests.ts';
import * as settings from './site-settings.ts';
import { moderationStats } from './stats-objects.ts';

export const MODERATION_ROUTES: readonly Route[] = [
  {
    method: 'post',
    path: '/v1/comments/{id}/appeal',
    access: 'reader',
    summary: 'Ask for a second look at the rejection of one’s comment, once',
    params: requests.idParams,
    body: bodies.appeal,
    answers: { 200: objects.comment },
  },
  {
    method: 'post',
    path: '/v1/moderation/events/{id}/undo',
    access: 'moderator',
    summary: 'Take a decision back',
    params: requests.eventParams,
    answers: { 200: objects.decisionResult },
  },
  {
    method: 'post',
    path: '/v1/moderation/bulks/{id}/undo',
    access: 'moderator',
    summary: 'Take back what was decided together',
    params: bodies.bulkParams,
    answers: { 200: answers.bulkResult },
  },
  {
    method: 'get',
    path: '/v1/moderation/comments/{id}/revisions',
    access: 'moderator',
    summary: 'The bodies that a comment has had, the latest last',
    params: requests.idParams,
    answers: { 200: answers.revisions },
  },
  {
    method: 'get',
    path: '/v1/moderation/authors/{id}',
    access: 'moderator',
    summary: 'An author with their standing, latest comments and sanctions',
    params: bodies.authorParams,
    answers: { 200: answers.authorDetail },
  },
  {
    method: 'post',
    path: '/v1/moderation/authors/{id}/sanctions',
    access: 'lead',
    summary: 'Ban, mute or premoderate an author',
    params: bodies.authorParams,
    body: bodies.sanctionAuthor,
    answers: { 201: answers.sanctionResult },
  },
  {
    method: 'delete',
    path: '/v1/moderation/authors/{id}/sanctions/{sanction}',
    access: 'lead',
    summary: 'Lift a sanction',
    params: bodies.sanctionParams,
    answers: { 200: answers.sanction },
  },
  {
    method: 'get',
    path: '/v1/moderation/sanctions',
    access: 'moderator',
    summary: 'The sanctions in force',
    query: bodies.listSanctions,
    answers: { 200: answers.sanctions },
  },
  {
    method: 'get',
    path: '/v1/moderation/chains',
    access: 'moderator',
    summary: 'The last link of each site’s log',
    query: logs.readChains,
    answers: { 200: logs.logChains },
  },
  {
    method: 'get',
    path: '/v1/moderation/staff',
    access: 'moderator',
    summary: 'Who moderates one’s sites',
    answers: { 200: logs.staff },
  },
  {
    method: 'get',
    path: '/v1/moderation/stats',
    access: 'moderator',
    summary: 'Inbound, backlog, age, time to decision, overturn rate; by day, moderator, reason and site',
    query: bodies.readStats,
    answers: { 200: moderationStats },
  },
  {
    method: 'get',
    path: '/v1/moderation/sites/{site}/settings',
    access: 'lead',
    summary: 'The settings of a site',
    params: requests.siteParams,
    answers: { 200: settings.siteSettings },
  },
  {
    method: 'patch',
    path: '/v1/moderation/sites/{site}/settings',
    access: 'lead',
    summary: 'Change settings of a site; all that is not named stays',
    params: requests.siteParams,
    body: settings.changeSettings,
    answers: { 200: settings.siteSettings },
  },
  {
    method: 'post',
    path: '/v1/moderation/screening/try',
    access: 'moderator',
    summary: 'What the rules of a site say of a text, as they are or as they would be; nothing is kept',
    body: bodies.tryScreening,
    answers: { 200: answers.screeningTrial },
  },
];
