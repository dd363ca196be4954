import { type HttpOut, OutsideFailed } from '../../ports/http-out.ts';

/** How long a comment may wait for an opinion, in milliseconds. */
export const OPINION_TIMEOUT_MS = 2_000;
const FEEDBACK_TIMEOUT_MS = 5_000;
const HEADERS = { 'content-type': 'application/x-www-form-urlencoded', 'user-agent': 'Parley | Akismet/1.0' };

/** What is sent about a comment, as Akismet names it; kept as it was sent, because feedback must repeat it. */
export type AkismetPayload = Record<string, string>;
export type AkismetVerdict = 'ham' | 'spam' | 'blatant';
export type AkismetDeps = { httpOut: HttpOut; akismetUrl: string };

/** https://akismet.com/developers/comment-check/ Rejects with `OutsideFailed` for whatever is no verdict. */
export async function checkComment(
  { httpOut, akismetUrl }: AkismetDeps,
  key: string,
  payload: AkismetPayload,
): Promise<AkismetVerdict> {
  const { status, headers, body } = await httpOut.post({
    url: `${akismetUrl}/1.1/comment-check`,
    headers: HEADERS,
    body: new URLSearchParams({ api_key: key, ...payload }).toString(),
    timeoutMs: OPINION_TIMEOUT_MS,
  });
  const answer = body.trim();
  if (status !== 200 || (answer !== 'true' && answer !== 'false')) throw new OutsideFailed('no verdict');
  if (answer === 'false') return 'ham';
  return headers['x-akismet-pro-tip'] === 'discard' ? 'blatant' : 'spam';
}

/** Tells Akismet what moderators made of a comment that it was asked about. */
export async function sendFeedback(
  { httpOut, akismetUrl }: AkismetDeps,
  key: string,
  feedback: 'ham' | 'spam',
  payload: AkismetPayload,
): Promise<void> {
  const { status } = await httpOut.post({
    url: `${akismetUrl}/1.1/submit-${feedback}`,
    headers: HEADERS,
    body: new URLSearchParams({ api_key: key, ...payload }).toString(),
    timeoutMs: FEEDBACK_TIMEOUT_MS,
  });
  if (status !== 200) throw new OutsideFailed(`answered ${status}`);
}
