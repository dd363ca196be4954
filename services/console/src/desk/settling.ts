/**
 * Whether the item on the screen has stood there long enough to be meant. The next item comes up by itself after
 * a decision, and an item can change while it is read: a key pressed twice, or pressed for what was there a
 * moment ago, must not decide on something that nobody has seen.
 */
import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';

export type Settling = {
  isSettled: ReadonlySignal<boolean>;
  /** Something else is on the screen from now on. */
  disturb: () => void;
  stop: () => void;
};

/** Longer than a double press, shorter than a glance. */
export const SETTLES_AFTER_MS = 300;

/** `shown` names what is on the screen, version included; null when there is nothing. */
export function createSettling(shown: ReadonlySignal<string | null>): Settling {
  const isSettled = signal(false);
  let timer: ReturnType<typeof setTimeout> | null = null;
  const disturb = () => {
    isSettled.value = false;
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      isSettled.value = shown.peek() !== null;
    }, SETTLES_AFTER_MS);
  };
  const stopWatching = effect(() => {
    shown.value;
    untracked(disturb);
  });
  return {
    isSettled,
    disturb,
    stop: () => {
      stopWatching();
      if (timer) clearTimeout(timer);
    },
  };
}
