import { useLayoutEffect, useRef } from 'preact/hooks';
import { Avatar } from '../Avatar.tsx';
import { useView, useWidget } from '../widget.ts';
import type { Sending } from '../writing/attempts.ts';
import { useSpeak } from './use-speak.ts';

type Props = { name: string; text: string; sending: Sending };

/**
 * What is under way stands there as if it had arrived already, in the place of the box that it was written in.
 * Its text is shown as it was typed: only the service makes HTML of it.
 */
export function PendingComment({ name, text, sending }: Props) {
  const { t } = useWidget();
  const speak = useSpeak();
  // Told to those who look in the words of what is told to those who listen.
  const isChecking = useView(({ said }) => said.startsWith(speak('checking')));
  const underWay = isChecking ? speak('checking') : t('posting');
  const card = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    // The box goes out of sight with the focus in it; a post that goes on by itself takes it from nobody.
    const root = card.current?.getRootNode() as ShadowRoot;
    if (card.current?.parentElement?.contains(root.activeElement))
      card.current.focus({ preventScroll: true });
  }, []);
  return (
    <div class="card pending-comment" ref={card} tabIndex={-1}>
      <Avatar author={{ id: '', name, avatar: null, badge: 'guest' }} />
      <div class="head ui">
        <b class="name">
          <bdi>{name}</bdi>
        </b>
        <span class="time">{sending.state === 'sending' ? underWay : speak('notPostedYet')}</span>
      </div>
      <div class="body typed" dir="auto" lang="">
        {text}
      </div>
    </div>
  );
}
