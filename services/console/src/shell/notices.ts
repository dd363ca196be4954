/** Short messages about what has just happened. What can be undone or needs an answer carries an action. */
import { type ReadonlySignal, signal } from '@preact/signals';
import type { Command } from '../keyboard/key-table.ts';

export type NoticeAction = { words: string; command: Command | null; run: () => void };
export type Notice = {
  id: number;
  tone: 'done' | 'told' | 'failed' | 'conflict';
  text: string;
  details: string[];
  actions: NoticeAction[];
  /** What it speaks of: when that is taken back the notice goes. */
  about?: object | undefined;
};
export type NewNotice = Pick<Notice, 'tone' | 'text'> &
  Partial<Pick<Notice, 'details' | 'actions' | 'about'>>;

export type Notices = {
  list: ReadonlySignal<Notice[]>;
  /** Spoken to screen readers, shown to nobody. */
  spoken: ReadonlySignal<string>;
  tell: (notice: NewNotice) => void;
  say: (words: string) => void;
  dismiss: (id: number) => void;
  dismissAbout: (about: object) => void;
  /** Runs the newest action that has this command; false when there is none. */
  run: (command: Command) => boolean;
  /** While somebody points at the notices none of them goes away. */
  hold: (isHeld: boolean) => void;
  close: () => void;
};

/** More would cover the list; the oldest goes first. */
const SHOWN_MAX = 4;
/** Time to read a sentence and reach for the key that undoes it. What failed stays until it is dismissed. */
const SHOWN_MS = { done: 10_000, told: 6_000 } as const;

export function createNotices(): Notices {
  const list = signal<Notice[]>([]);
  const spoken = signal('');
  const timers = new Map<number, ReturnType<typeof setTimeout>>();
  let lastId = 0;
  let isHeld = false;

  const dismiss = (id: number) => {
    clearTimeout(timers.get(id));
    timers.delete(id);
    list.value = list.value.filter((notice) => notice.id !== id);
  };
  const startTimer = ({ id, tone }: Notice) => {
    if (isHeld || tone === 'failed' || tone === 'conflict') return;
    clearTimeout(timers.get(id));
    timers.set(
      id,
      setTimeout(() => dismiss(id), SHOWN_MS[tone]),
    );
  };
  const stopTimers = () => {
    for (const timer of timers.values()) clearTimeout(timer);
    timers.clear();
  };

  return {
    list,
    spoken,
    tell: (given) => {
      const last = list.value.at(-1);
      if (last && last.text === given.text && last.tone === given.tone) dismiss(last.id);
      lastId += 1;
      const id = lastId;
      const actions = (given.actions ?? []).map((action) => ({
        ...action,
        run: () => {
          dismiss(id);
          action.run();
        },
      }));
      const notice: Notice = { details: [], ...given, id, actions };
      for (const old of list.value.slice(0, Math.max(0, list.value.length + 1 - SHOWN_MAX))) dismiss(old.id);
      list.value = [...list.value, notice];
      startTimer(notice);
    },
    say: (words) => {
      spoken.value = words;
    },
    dismiss,
    dismissAbout: (about) => {
      for (const notice of list.value) if (notice.about === about) dismiss(notice.id);
    },
    run: (command) => {
      const actions = list.value.flatMap((notice) => notice.actions);
      const action = actions.findLast((one) => one.command === command);
      action?.run();
      return action !== undefined;
    },
    hold: (held) => {
      isHeld = held;
      if (held) stopTimers();
      else list.value.forEach(startTimer);
    },
    close: stopTimers,
  };
}
