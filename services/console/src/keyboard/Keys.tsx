import { keyHelp } from './words.ts';

/** Keys in words that fit on a key cap. */
const CAPS: Record<string, string> = { Escape: 'Esc', Enter: '↵', 'Ctrl+Enter': 'Ctrl ↵' };

/** One key, or two that are pressed one after another; shown only, unless it is what is being explained. */
export function Keys({ press, isSpoken = false }: { press: string; isSpoken?: boolean }) {
  const [first = '', second] = press.split(' ');
  return (
    <span class="keys" aria-hidden={isSpoken ? undefined : true}>
      <kbd>{isSpoken ? first : (CAPS[first] ?? first)}</kbd>
      {second !== undefined && (
        <>
          {isSpoken && <span class="visually-hidden"> {keyHelp.followedBy} </span>}
          <kbd>{second}</kbd>
        </>
      )}
    </span>
  );
}
