import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import type { Comment } from '@parley/contracts/objects';
import { useWidget } from '../widget.ts';
import { useSpeak } from './use-speak.ts';

type Told = keyof typeof onDemandMessages & `reason.${string}`;

/**
 * Why a comment is held or was rejected, in the reader's language where the service says it by a word. A moderator's
 * own words stand as they were written.
 */
export function Reason({ comment: { reason, reasonCode } }: { comment: Comment }) {
  const { locale } = useWidget();
  const speak = useSpeak();
  const key = `reason.${reasonCode}` as Told;
  // The service's own sentence may say more, such as until when.
  const isTranslated = !locale.startsWith('en') && key in onDemandMessages;
  return (
    <span class="reason" dir="auto">
      {isTranslated ? speak(key) : reason}
    </span>
  );
}
