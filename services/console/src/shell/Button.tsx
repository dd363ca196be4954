import type { ButtonHTMLAttributes } from 'preact';

type Props = ButtonHTMLAttributes & { isOff?: boolean };

/**
 * A button that may have nothing to do for a while. It is only said to be disabled: one that is takes the focus with
 * it, and whoever pressed it by the keyboard would be thrown to the top of the page.
 */
export function Button({ isOff = false, type = 'button', onClick, ...props }: Props) {
  return (
    <button
      {...props}
      type={type}
      aria-disabled={isOff || undefined}
      onClick={(event) => {
        if (isOff) event.preventDefault();
        else if (typeof onClick === 'function') onClick(event);
      }}
    />
  );
}
