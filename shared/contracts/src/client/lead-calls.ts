/** The moderators' calls about undo, revisions, authors, sanctions and statistics. Part of `api-client.ts`. */
import type { LogChains, Staff } from '../log-objects.ts';
import type { DecisionResult } from '../objects.ts';
import type {
  FoundAuthors,
  ListAuthors,
  ListThreads,
  ModeratedThreads,
  ThreadDetail,
} from '../room-objects.ts';
import type {
  AuthorDetail,
  BulkResult,
  Note,
  Notes,
  Revisions,
  Sanction,
  SanctionResult,
  Sanctions,
  ScreeningTrial,
} from '../sanction-objects.ts';
import type { AddNote, SanctionAuthorInput } from '../sanction-requests.ts';
import type { ChangeSettings, SiteSettings, TriedSettings } from '../site-settings.ts';
import type { ModerationStats } from '../stats-objects.ts';

type Call = <T>(
  method: string,
  path: string,
  request?: { query?: Record<string, string | number | undefined>; body?: unknown },
) => Promise<T>;

export function leadCalls(call: Call) {
  return {
    undo: (event: string) => call<DecisionResult>('POST', `/v1/moderation/events/${event}/undo`),
    undoBulk: (bulk: string) => call<BulkResult>('POST', `/v1/moderation/bulks/${bulk}/undo`),
    listRevisions: (comment: string) =>
      call<Revisions>('GET', `/v1/moderation/comments/${comment}/revisions`),
    getAuthor: (id: string) => call<AuthorDetail>('GET', `/v1/moderation/authors/${id}`),
    sanction: (author: string, body: SanctionAuthorInput) =>
      call<SanctionResult>('POST', `/v1/moderation/authors/${author}/sanctions`, { body }),
    liftSanction: (author: string, sanction: string) =>
      call<Sanction>('DELETE', `/v1/moderation/authors/${author}/sanctions/${sanction}`),
    listNotes: (author: string, query: { after?: string } = {}) =>
      call<Notes>('GET', `/v1/moderation/authors/${author}/notes`, { query }),
    /** `key`: made by the caller with the note; the same again is the same note. */
    addNote: (author: string, body: AddNote) =>
      call<Note>('POST', `/v1/moderation/authors/${author}/notes`, { body }),
    removeNote: (author: string, note: string) =>
      call<void>('DELETE', `/v1/moderation/authors/${author}/notes/${note}`),
    listSanctions: (query: { site?: string; after?: string } = {}) =>
      call<Sanctions>('GET', '/v1/moderation/sanctions', { query }),
    getStats: (query: { site?: string; days?: number } = {}) =>
      call<ModerationStats>('GET', '/v1/moderation/stats', { query }),
    getSettings: (site: string) => call<SiteSettings>('GET', `/v1/moderation/sites/${site}/settings`),
    changeSettings: (site: string, body: ChangeSettings) =>
      call<SiteSettings>('PATCH', `/v1/moderation/sites/${site}/settings`, { body }),
    listChains: (query: { site?: string } = {}) => call<LogChains>('GET', '/v1/moderation/chains', { query }),
    listStaff: () => call<Staff>('GET', '/v1/moderation/staff'),
    listThreads: (query: ListThreads = {}) =>
      call<ModeratedThreads>('GET', '/v1/moderation/threads', { query }),
    getThread: (thread: string) => call<ThreadDetail>('GET', `/v1/moderation/threads/${thread}`),
    listAuthors: (query: ListAuthors) => call<FoundAuthors>('GET', '/v1/moderation/authors', { query }),
    /** `settings`: rules that are not saved yet, to be tried in place of the site's own. */
    tryScreening: (site: string, body: string, settings?: TriedSettings) =>
      call<ScreeningTrial>('POST', '/v1/moderation/screening/try', {
        body: settings === undefined ? { site, body } : { site, body, settings },
      }),
  };
}
