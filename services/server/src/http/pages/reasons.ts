import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import type { Comment } from '@parley/contracts/objects';
import type { Language } from './language.ts';

type Told = Exclude<Extract<keyof typeof onDemandMessages, `reason.${string}`>, 'reason.sanctionedUntil'>;

/**
 * Why a comment is held or was rejected: by the word that stands for it, in the reader's language. A moderator's own
 * words stand as they were written.
 */
export function reasonOf({ reason, reasonCode, reasonUntil }: Comment, { t, time }: Language): string | null {
  if (reasonUntil !== undefined) return t('reason.sanctionedUntil', { date: time(reasonUntil) });
  const key = `reason.${reasonCode}`;
  return key in onDemandMessages ? t(key as Told) : (reason ?? null);
}
