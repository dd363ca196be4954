import { cleanLine } from '../../identity/clean-name.ts';
import { type HttpOut, OutsideFailed } from '../../ports/http-out.ts';
import { postSigned } from '../../sites/signed-request.ts';
import { OPINION_TIMEOUT_MS } from './akismet.ts';

const VERDICTS = ['publish', 'hold', 'reject'] as const;
const REASON_MAX_LENGTH = 200;

export type ClassifierAnswer = { verdict: (typeof VERDICTS)[number]; reason: string };

/**
 * Asks a site's own classifier by a signed request. It answers `{ verdict, reason? }`. Rejects with `OutsideFailed`
 * for whatever is no such answer.
 */
export async function askClassifier(
  deps: { httpOut: HttpOut },
  place: { url: string; secret: string; now: number },
  question: object,
): Promise<ClassifierAnswer> {
  const answer = await postSigned(
    deps,
    { ...place, timeoutMs: OPINION_TIMEOUT_MS },
    JSON.stringify(question),
  );
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
