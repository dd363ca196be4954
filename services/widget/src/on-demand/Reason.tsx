import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import type { Comment } from '@parley/contracts/objects';
import { exactTime } from '../messages/relative-time.ts';
import { useWidget } from '../widget.ts';
import { Appeal } from './Appeal.tsx';
import { useSpeak } from './use-speak.ts';

type Told = Exclude<keyof typeof onDemandMessages & `reason.${string}`, 'reason.sanctionedUntil'>;

/**
 * Why a comment is held or was rejected, in the reader's language where the service says it by a word, and what its
 * author can do about it. A moderator's own words stand as they were written.
 */
export function Reason({ comment }: { comment: Comment }) {
  const { reason, reasonCode, reasonUntil } = comment;
  const { locale } = useWidget();
  const speak = useSpeak();
  const key = `reason.${reasonCode}`;
  const told = () => {
    if (reasonUntil !== undefined)
      return speak('reason.sanctionedUntil', { date: exactTime(Date.parse(reasonUntil), locale) });
    return key in onDemandMessages ? speak(key as Told) : reason;
  };
  return (
    <>
      {reason && (
        <span class="reason" dir="auto">
          {told()}
        </span>
      )}
      <Appeal comment={comment} />
    </>
  );
}
