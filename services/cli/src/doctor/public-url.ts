import type { Config } from '@parley/adapters/host/config';
import type { Host } from '../host.ts';
import { advice, type Finding, ok, wording } from './finding.ts';

const ANSWER_LIMIT_MS = 3_000;
/** Sessions and edit windows are counted in minutes; the `Date` header itself counts whole seconds. */
const SKEW_MAX_MS = 5_000;

/** Whether the running service answers where readers look for it, and agrees with this machine on the time. */
export async function lookAtPublicUrl({ publicUrl }: Config, { clock }: Host): Promise<Finding[]> {
  let answer: Response;
  const began = clock.now();
  try {
    answer = await fetch(`${publicUrl}/readyz`, { signal: AbortSignal.timeout(ANSWER_LIMIT_MS) });
    await answer.body?.cancel();
  } catch (error) {
    return [
      advice(
        `Nothing answers at ${publicUrl}: ${wording(error)}`,
        'Fine while the server is stopped; else check PUBLIC_URL and the proxy in front.',
      ),
    ];
  }
  const findings = [
    answer.ok
      ? ok(`${publicUrl} answers and is ready`)
      : advice(
          `${publicUrl}/readyz answers ${answer.status}.`,
          'The service runs and is not ready: the findings above and its log say why.',
        ),
  ];
  const skewMs = Date.parse(answer.headers.get('date') ?? '') - (began + clock.now()) / 2;
  if (Math.abs(skewMs) > SKEW_MAX_MS) {
    findings.push(
      advice(
        `The clock there differs from this machine’s by ${Math.round(skewMs / 1000)} s.`,
        'Let both follow a time server: sessions and edit windows depend on it.',
      ),
    );
  }
  return findings;
}
