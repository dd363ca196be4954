import type { SelectHTMLAttributes } from 'preact';
import { DownIcon } from './icons.tsx';

type Props = SelectHTMLAttributes & { label: string; isLabelHidden?: boolean };

/** The browser's own menu, which every phone and screen reader knows, in the console's clothes. */
export function Select({ label, isLabelHidden = false, ...props }: Props) {
  return (
    <label>
      <span class={isLabelHidden ? 'visually-hidden' : undefined}>{label}</span>
      <span class="select">
        <select {...props} />
        <DownIcon />
      </span>
    </label>
  );
}
