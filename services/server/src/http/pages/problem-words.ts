/** What went wrong, by its code, in the language of the page: a problem's detail is in English, for programs. */
import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import type { Problem } from '@parley/contracts/problems';
import type { Language } from './language.ts';

/** What is said where there is nothing. */
export type Absence = 'nothingHereText' | 'noReportText';

type Refusal = {
  text: string;
  /** Whether it says by itself that nothing of what was typed is lost. */
  saysWordsAreKept: boolean;
};
type WidgetKey = Extract<keyof typeof onDemandMessages, `problem.${string}`>;

/** For a page that could not be shown: what happened, and what can be done. */
export function faultOf(
  { code, status, retryAfter }: Problem,
  { t }: Language,
  absence: Absence,
): { title: string; text: string } {
  if (code === 'unavailable' || code === 'draining') {
    return { title: t('unavailable'), text: t('unavailableText') };
  }
  if (status >= 500) return { title: t('ourFault'), text: t('ourFaultText') };
  if (code === 'rate-limited') return { title: t('tooMuch'), text: waitFor(t, retryAfter) };
  if (code === 'not-found') return { title: t('nothingHere'), text: t(absence) };
  if (code === 'origin-not-allowed') return { title: t('notPosted'), text: t('foreignForm') };
  return { title: t('addressFaulty'), text: t('addressFaultyText') };
}

/** For a comment that could not be taken. */
export function refusalOf({ code, reason, retryAfter }: Problem, { t }: Language): Refusal {
  const say = (text: string): Refusal => ({ text, saysWordsAreKept: false });
  const button = t('post');
  switch (code) {
    case 'rate-limited':
      return say(waitFor(t, retryAfter));
    case 'validation-failed':
    case 'bad-json':
      return say(t('formMended', { button }));
    case 'origin-not-allowed':
      return say(t('foreignForm'));
    case 'unavailable':
    case 'draining':
      return say(t('unavailableText'));
    case 'comment-refused':
      if (reason === 'too-fast') return say(t('tooFast', { button }));
      if (reason === 'trap-filled') return say(t('trapFilled', { button }));
      if (reason === 'banned-word') return say(t('bannedWord', { button }));
      if (reason === 'length') return { text: t('problem.body-too-large'), saysWordsAreKept: true };
  }
  const known = `problem.${code}` as WidgetKey;
  const key = code === 'internal' ? 'problem.trouble' : known in onDemandMessages ? known : 'problem.other';
  // Sentences that are the widget's too: some say so, and do in every language.
  return { text: t(key), saysWordsAreKept: onDemandMessages[key].includes('Your text is') };
}

/** For a report that could not be taken. */
export function reportRefusalOf(problem: Problem, { t }: Language): string {
  switch (problem.code) {
    case 'validation-failed':
      return t('issueRefused');
    case 'body-too-large':
      return t('problem.body-too-large');
    case 'rate-limited':
      return waitFor(t, problem.retryAfter);
    case 'unavailable':
    case 'draining':
      return t('unavailableText');
    default:
      return t('problem.other');
  }
}

function waitFor(t: Language['t'], seconds = 1): string {
  return t('waitFor', { count: seconds });
}
