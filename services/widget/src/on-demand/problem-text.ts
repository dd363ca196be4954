import type { ApiError } from '@parley/contracts/client/reader-client';
import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import type { Speak } from '@parley/contracts/messages/translate';

/** Codes whose detail says more than we could: what exactly was refused, and why. */
const TELLING: readonly string[] = ['comment-refused', 'banned', 'validation-failed'];

type SpeakOnDemand = Speak<typeof onDemandMessages>;
type ProblemKey = Extract<keyof typeof onDemandMessages, `problem.${string}`>;

/** What came in the way, in plain words. `isSignedOn`: whether the reader comes from the site's own sign-in. */
export function problemText(t: SpeakOnDemand, error: ApiError, isSignedOn: boolean): string {
  if (error.status === 401) return t(isSignedOn ? 'problem.signed-out' : 'problem.session-expired');
  if (error.errors.some(({ pointer }) => pointer === '/name')) return t('nameRefused');
  const key = `problem.${error.code}`;
  if (isProblemKey(key)) return withDetail(t, key, error);
  if (error.status === 0) return t('problem.unreachable');
  if (error.status >= 500 || error.code === 'not-parley') return t('problem.trouble');
  return withDetail(t, 'problem.other', error);
}

export function nameProblemText(t: SpeakOnDemand, error: ApiError): string {
  return error.code === 'validation-failed' ? t('nameRefused') : problemText(t, error, false);
}

/** The service explains itself in English: to whoever reads another language that says nothing. */
function withDetail(t: SpeakOnDemand, key: ProblemKey, error: ApiError): string {
  const text = t(key);
  const isUnderstood = text === onDemandMessages[key];
  return isUnderstood && TELLING.includes(error.code) && error.message ? `${text} ${error.message}` : text;
}

function isProblemKey(key: string): key is ProblemKey {
  return key in onDemandMessages;
}
