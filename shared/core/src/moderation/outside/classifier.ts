import { createHmac } from 'node:crypto';
import { cleanLine } from '../../identity/clean-name.ts';
import { type HttpOut, OutsideFailed } from '../../ports/http-out.ts';
import { OPINION_TIMEOUT_MS } from './akismet.ts';

const VERDICTS = ['publish', 'hold', 'reject'] as const;
const REASON_MAX_LENGTH = 200;

export type ClassifierAnswer = { verdict: (typeof VERDICTS)[number]; reason: string };

/**
 * Asks a site's own classifier. The request is signed: `x-parley-signature` is `sha256=` and, in hexadecimal, the HMAC
 * of `x-parley-timestamp` (seconds since 1970), a dot and the body. It answers `{ verdict, reason? }`. Rejects with
 * `OutsideFailed` for whatever is no such answer.
 */
export async function askClassifier(
  { httpOut }: { httpOut: HttpOut },
  { url, secret, now }: { url: string; secret: string; now: number },
  question: object,
): Promise<ClassifierAnswer> {
  const body = JSON.stringify(question);
  const timestamp = String(Math.floor(now / 1000));
  const signature = createHmac('sha256', secret).update(`${timestamp}.${body}`).digest('hex');
  const answer = await httpOut.post({
    url,
    headers: {
      'content-type': 'application/json',
      'x-parley-timestamp': timestamp,
      'x-parley-signature': `sha256=${signature}`,
    },
    body,
    timeoutMs: OPINION_TIMEOUT_MS,
  });
  if (answer.status !== 200) throw new OutsideFailed(`answered ${answer.status}`);
  return parse(answer.body);
}

function parse(body: string): ClassifierAnswer {
  let answer: { verdict?: unknown; reason?: unknown } | null = null;
  try {
    answer = JSON.parse(body);
  } catch {
    // Told below, like everything else that is no answer.
  }
  const verdict = VERDICTS.find((known) => known === answer?.verdict);
  if (verdict === undefined) throw new OutsideFailed('no verdict');
  const reason = typeof answer?.reason === 'string' ? answer.reason : '';
  return { verdict, reason: cleanLine(reason.slice(0, REASON_MAX_LENGTH)) };
}
