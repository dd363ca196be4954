import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';

type Props = { title: string; isBusy: boolean; tools?: ComponentChildren; children: ComponentChildren };

/** A room that is one pane: its title, what it can be asked, and what there is to read. */
export function WholePane({ title, isBusy, tools, children }: Props) {
  const desk = useDesk();
  const pane = useRef<HTMLElement>(null);
  const wish = desk.focusWish.value;
  useEffect(() => {
    // A key may have led elsewhere since.
    if (wish === null || desk.focusWish.value !== wish) return;
    pane.current?.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
    desk.focusWish.value = null;
  }, [wish, desk]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keys
    <section ref={pane} class="whole-pane" data-list tabIndex={0} aria-label={title} aria-busy={isBusy}>
      <header class="whole-head">
        <h1 tabIndex={-1}>{title}</h1>
        {tools}
      </header>
      {children}
    </section>
  );
}
