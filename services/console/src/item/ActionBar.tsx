import type { DecisionAction, ReviewItem } from '@parley/contracts/objects';
import { useEffect, useRef } from 'preact/hooks';
import { act, runCommand } from '../desk/commands.ts';
import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { keyOf } from '../keyboard/key-table.ts';
import { actionNames } from '../names.ts';
import { NoteIcon } from '../shell/icons.tsx';
import { NoteField } from './NoteField.tsx';
import { RejectMenu } from './RejectMenu.tsx';
import { consequence, actions as words } from './words.ts';

type Props = { items: readonly ReviewItem[]; offered: readonly DecisionAction[]; isNotable: boolean };

/** What can be decided about one item or several, each with its key and what follows from it. */
export function ActionBar({ items, offered, isNotable }: Props) {
  const desk = useDesk();
  const { rejecting, noting } = desk.panels;
  const bar = useRef<HTMLElement>(null);
  useEffect(() => (bar.current ? tellHeight(bar.current) : undefined));
  const [first] = items;
  if (!first || offered.length === 0) return null;
  const isReady = !isNotable || desk.settling.isSettled.value;
  const hasNote = (desk.notes.value[first.id] ?? '').trim() !== '';
  return (
    <section ref={bar} class="actions" aria-label={words.label}>
      {rejecting.value && <RejectMenu onChoose={(reason) => act(desk, 'reject', reason)} />}
      {isNotable && noting.value && <NoteField item={first} />}
      <div class="action-buttons">
        {offered.map((action) => (
          <ActionButton key={action} action={action} items={items} isReady={isReady} />
        ))}
        {isNotable && (
          <button
            type="button"
            class="quiet note-button"
            aria-expanded={noting.value}
            onClick={() => (noting.value = !noting.value)}
          >
            <NoteIcon /> {hasNote ? words.noteKept : words.note}
            <Keys press={keyOf('note')} />
          </button>
        )}
      </div>
    </section>
  );
}

/** Notices stand above the actions, however high these are. Returns what stops it. */
function tellHeight(bar: HTMLElement): () => void {
  const root = document.documentElement.style;
  const observer = new ResizeObserver(() => root.setProperty('--actions-height', `${bar.offsetHeight}px`));
  observer.observe(bar);
  return () => {
    observer.disconnect();
    root.removeProperty('--actions-height');
  };
}

type ButtonProps = { action: DecisionAction; items: readonly ReviewItem[]; isReady: boolean };

function ActionButton({ action, items, isReady }: ButtonProps) {
  const desk = useDesk();
  const [status, ...others] = new Set(items.map((item) => item.comment.status));
  const isMenu = action === 'reject';
  return (
    <button
      type="button"
      class={`action ${action}`}
      aria-keyshortcuts={keyOf(action)}
      aria-disabled={!isReady}
      aria-haspopup={isMenu ? 'menu' : undefined}
      aria-expanded={isMenu ? desk.panels.rejecting.value : undefined}
      onClick={() => runCommand(desk, action)}
    >
      <span class="action-name">
        {actionNames[action]} <Keys press={keyOf(action)} />
      </span>
      <small>{consequence(action, status && others.length === 0 ? status : 'several')}</small>
    </button>
  );
}
