import { effect, signal } from '@preact/signals';

const KEPT_AS = 'parley-console-single-keys';

/**
 * Whether keys without a modifier give commands. People who dictate must be able to switch them off
 * (WCAG 2.1.4). Kept in this browser where it keeps anything at all.
 */
export const singleKeys = signal(read());

effect(() => {
  const isOn = singleKeys.value;
  try {
    localStorage.setItem(KEPT_AS, isOn ? 'on' : 'off');
  } catch {
    // A browser that keeps nothing forgets this too; it holds until the page is left.
  }
});

function read(): boolean {
  try {
    return localStorage.getItem(KEPT_AS) !== 'off';
  } catch {
    return true;
  }
}
