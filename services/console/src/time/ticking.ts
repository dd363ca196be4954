import { type ReadonlySignal, signal } from '@preact/signals';

/** Ages are told in minutes; half of one keeps them true enough. */
const TICK_MS = 30_000;

/** The time, in milliseconds since 1970, for ages on the screen. It stands still while the page is hidden. */
export function createTicking(): { now: ReadonlySignal<number>; stop: () => void } {
  const now = signal(Date.now());
  const tick = () => {
    if (!document.hidden) now.value = Date.now();
  };
  const timer = setInterval(tick, TICK_MS);
  document.addEventListener('visibilitychange', tick);
  return {
    now,
    stop: () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    },
  };
}
