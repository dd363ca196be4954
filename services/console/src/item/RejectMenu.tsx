import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { actions as words } from './words.ts';

/** The contract's limit on a decision's reason, in characters. */
const REASON_MAX_LENGTH = 200;

/** Reasons in words the author will read: a number chooses, Enter takes the one in focus, Escape goes back. */
export function RejectMenu({ onChoose }: { onChoose: (reason: string) => void }) {
  const { panels } = useDesk();
  const menu = useRef<HTMLDivElement>(null);
  const [isOwn, setOwn] = useState(false);
  const reasons = words.rejectReasons;

  // Before the next key can arrive: whoever knows the keys presses them faster than a frame.
  useLayoutEffect(() => {
    const before = document.activeElement;
    menu.current?.querySelector<HTMLElement>('[role=menuitem]')?.focus();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  const close = () => {
    panels.rejecting.value = false;
  };
  useEffect(() => {
    const onPress = (event: PointerEvent) => {
      const isInside =
        event.target instanceof Element && event.target.closest('.reject-menu, .action.reject');
      if (!isInside) panels.rejecting.value = false;
    };
    addEventListener('pointerdown', onPress);
    return () => removeEventListener('pointerdown', onPress);
  }, [panels]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' || event.key === 'Tab') {
      event.preventDefault();
      close();
      return;
    }
    const step = STEPS[event.key];
    if (step !== undefined) {
      event.preventDefault();
      focusBy(menu.current, step);
      return;
    }
    const place = Number.parseInt(event.key, 10) - 1;
    const reason = reasons[place];
    if (event.repeat || event.ctrlKey || event.metaKey || event.altKey) return;
    if (reason !== undefined) {
      event.preventDefault();
      onChoose(reason);
    } else if (place === reasons.length) {
      event.preventDefault();
      setOwn(true);
    }
  };
  if (isOwn) return <OwnReason onChoose={onChoose} onCancel={close} />;
  return (
    <div class="reject-menu">
      <p id="reject-title">{words.rejectTitle}</p>
      <div ref={menu} role="menu" tabIndex={-1} aria-labelledby="reject-title" onKeyDown={onKeyDown}>
        {[...reasons, words.ownReason].map((reason, place) => (
          <button
            key={reason}
            type="button"
            role="menuitem"
            tabIndex={-1}
            aria-keyshortcuts={String(place + 1)}
            onClick={() => (place === reasons.length ? setOwn(true) : onChoose(reason))}
          >
            <Keys press={String(place + 1)} /> <span class="reject-reason">{reason}</span>
            {place === 0 && <Keys press="Enter" />}
          </button>
        ))}
      </div>
    </div>
  );
}

function OwnReason({ onChoose, onCancel }: { onChoose: (reason: string) => void; onCancel: () => void }) {
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => {
    field.current?.focus();
  }, []);
  return (
    <form
      class="reject-menu own-reason"
      onSubmit={(event) => {
        event.preventDefault();
        const reason = field.current?.value.trim() ?? '';
        if (reason !== '') onChoose(reason);
      }}
    >
      <label for="own-reason">{words.ownReasonLabel}</label>
      <input id="own-reason" ref={field} maxLength={REASON_MAX_LENGTH} required />
      <div class="own-reason-buttons">
        <button type="submit" class="button danger">
          {words.rejectWithOwn} <Keys press="Enter" />
        </button>
        <button type="button" class="button" onClick={onCancel}>
          {words.cancel} <Keys press="Escape" />
        </button>
      </div>
    </form>
  );
}

const STEPS: Record<string, 1 | -1> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };

function focusBy(menu: HTMLElement | null, step: 1 | -1): void {
  const entries = [...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
  const place = entries.findIndex((entry) => entry.matches(':focus'));
  entries.at((place + step) % entries.length)?.focus();
}
