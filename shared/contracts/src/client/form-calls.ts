/** What a reader does to comments: the widget loads these calls with the forms that make them. */
import type { Comment, FlagReason, FlagResult, Permalink, Preview, VoteResult } from '../objects.ts';
import type { Call } from './reader-client.ts';

export type FormCalls = ReturnType<typeof formCalls>;

export function formCalls(call: Call) {
  return {
    getComment: (id: string) => call<Permalink>('GET', `/v1/comments/${id}`),
    editComment: (id: string, body: string) =>
      call<Comment>('PATCH', `/v1/comments/${id}`, { body: { body } }),
    /** Sent even when the page that asks for it is being left. */
    deleteComment: (id: string) => call<void>('DELETE', `/v1/comments/${id}`, { keepalive: true }),
    preview: (site: string, body: string) => call<Preview>('POST', '/v1/preview', { body: { site, body } }),
    vote: (id: string, value: -1 | 0 | 1) =>
      call<VoteResult>('PUT', `/v1/comments/${id}/vote`, { body: { value } }),
    flag: (id: string, reason: FlagReason, note?: string) =>
      call<FlagResult>('PUT', `/v1/comments/${id}/flag`, { body: { reason, ...(note ? { note } : {}) } }),
    mute: (author: string, isMuted = true) => call<void>(isMuted ? 'PUT' : 'DELETE', `/v1/mutes/${author}`),
    /** Asks for a second look at a rejected comment, in the author's words. */
    appeal: (id: string, text: string) =>
      call<Comment>('POST', `/v1/comments/${id}/appeal`, { body: { text } }),
  };
}
