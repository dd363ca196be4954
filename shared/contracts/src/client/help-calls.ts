/** A reader's calls about issue reports: none of them needs a session. Part of `api-client.ts`. */
import type { TicketState } from '../objects.ts';
import type { IssueReportInput } from '../requests.ts';

type Call = <T>(
  method: string,
  path: string,
  request?: { body?: unknown; contentType?: string; keepalive?: boolean; anonymous?: boolean },
) => Promise<T>;

export function helpCalls(call: Call) {
  return {
    /** Safe to repeat: the same ticket twice is one report. Sent even when the page is being left. */
    reportIssue: (body: IssueReportInput) =>
      call<{ ticket: string }>('POST', '/h', {
        body,
        // Needs no preflight, which may be what is broken.
        contentType: 'text/plain',
        keepalive: true,
        anonymous: true,
      }),
    getTicket: (ticket: string) => call<TicketState>('GET', `/h/${ticket}`, { anonymous: true }),
    forgetReport: (ticket: string) => call<void>('DELETE', `/h/${ticket}`, { anonymous: true }),
  };
}
