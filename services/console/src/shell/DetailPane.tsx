import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { shell } from '../messages.ts';
import { BackIcon } from './icons.tsx';

type Props = {
  label: string;
  /** What is opened; null when nothing is. */
  opened: string | null;
  /** The address of the list without it. */
  back: string;
  children: ComponentChildren;
};

/** The pane beside a list: it begins at its top with each thing that is opened, and takes the focus on Enter. */
export function DetailPane({ label, opened, back, children }: Props) {
  const desk = useDesk();
  const pane = useRef<HTMLElement>(null);
  const wish = desk.focusWish.value;
  useEffect(() => {
    if (opened !== null) pane.current?.scrollTo(0, 0);
  }, [opened]);
  useEffect(() => {
    // A key may have led elsewhere since.
    if (wish !== 'detail' || desk.focusWish.value !== wish) return;
    (pane.current?.querySelector<HTMLElement>('h1') ?? pane.current)?.focus();
    desk.focusWish.value = null;
  }, [wish, desk]);
  return (
    <div class="detail-pane" data-detail>
      {opened !== null && (
        <a class="back" href={back}>
          <BackIcon /> {shell.back}
        </a>
      )}
      <section class="detail" ref={pane} tabIndex={-1} aria-label={label}>
        {children}
      </section>
    </div>
  );
}
