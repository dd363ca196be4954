/** Inline pictures of one weight. They never carry a meaning alone, so they are hidden from screen readers. */
import type { ComponentChildren } from 'preact';

export const BackIcon = () => icon(<path d="M10 3 5 8l5 5" />);
export const DownIcon = () => icon(<path d="m5 7 3 3 3-3" />);
export const CloseIcon = () => icon(<path d="m4 4 8 8M12 4l-8 8" />);
export const OutIcon = () => icon(<path d="M6.5 3.5H3.5v9h9v-3M9 3h4v4M13 3 7.5 8.5" />);
export const EyeIcon = () =>
  icon(
    <>
      <path d="M1.5 8S4 3.5 8 3.5 14.5 8 14.5 8 12 12.5 8 12.5 1.5 8 1.5 8Z" />
      <circle cx="8" cy="8" r="1.8" />
    </>,
  );
export const NoteIcon = () => icon(<path d="M3 2.5h10v8l-3 3H3zM10 13.5v-3h3M5.5 5.5h5M5.5 8h3" />);

function icon(children: ComponentChildren) {
  return (
    <svg class="icon" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
      {children}
    </svg>
  );
}
