import type { ApiError } from '@parley/contracts/client/api-client';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { keyOf } from '../keyboard/key-table.ts';
import type { LoadStatus } from '../load/load-status.ts';
import { shell } from '../messages.ts';
import { Button } from './Button.tsx';

type Props = {
  label: string;
  /** What stands above the rows: how they are ordered and filtered. */
  tools: ComponentChildren;
  /** What stands between these and the rows. */
  head?: ComponentChildren;
  status: LoadStatus;
  problem: ApiError | null;
  failed: string;
  onRetry: () => void;
  rowCount: number;
  /** New rows that wait, if any. */
  pill?: { words: string; onPress: () => void } | null;
  /** What is said when there are no rows. */
  empty: ComponentChildren;
  /** The selected row, to be kept in sight. */
  selected: string | null;
  next: string | null;
  more: string;
  moreBusy: string | null;
  onMore: () => void;
  foot?: ComponentChildren;
  children: ComponentChildren;
};

/** The middle pane: rows that can be walked through, with loading, failing and being empty. */
export function ListPane(props: Props) {
  const desk = useDesk();
  const list = useRef<HTMLElement>(null);
  const wish = desk.focusWish.value;

  useEffect(() => {
    desk.probe.attach(list.current);
    return () => desk.probe.attach(null);
  }, [desk]);
  // Only a step along the list scrolls it; new rows must not.
  useEffect(() => {
    selectedRow(list.current)?.scrollIntoView({ block: 'nearest' });
  }, [props.selected]);
  useEffect(() => {
    // A key may have led elsewhere since.
    if (wish !== 'list' || desk.focusWish.value !== wish) return;
    (selectedRow(list.current) ?? list.current)?.focus({ preventScroll: true });
    desk.focusWish.value = null;
  }, [wish, desk]);

  const isLoading = props.status === 'loading' && props.rowCount === 0;
  return (
    <div class="list-pane">
      <div class="tools">{props.tools}</div>
      {props.head}
      <div class="waiting" role="status">
        {props.pill && (
          <button type="button" onClick={props.pill.onPress}>
            {props.pill.words} <Keys press={keyOf('let-in')} />
          </button>
        )}
      </div>
      <section ref={list} class="list" data-list tabIndex={-1} aria-label={props.label} aria-busy={isLoading}>
        {props.problem && props.status === 'failed' && (
          <div class="said" role="alert">
            <p>{props.failed}</p>
            <p class="quiet-text">{props.problem.message}</p>
            <button type="button" class="button" onClick={props.onRetry}>
              {shell.retry}
            </button>
          </div>
        )}
        {isLoading && <RowSkeletons />}
        {props.rowCount > 0 && <ul class="rows">{props.children}</ul>}
        {props.status === 'ready' && props.rowCount === 0 && <div class="said">{props.empty}</div>}
        {props.next !== null && props.rowCount > 0 && (
          <div class="more">
            <Button class="button" onClick={props.onMore} isOff={props.moreBusy !== null}>
              {props.moreBusy ?? props.more}
            </Button>
            {props.status === 'ready' && props.problem && <p class="problem">{props.problem.message}</p>}
          </div>
        )}
      </section>
      {props.foot}
    </div>
  );
}

function selectedRow(list: HTMLElement | null): HTMLElement | null {
  return list?.querySelector<HTMLElement>('[data-row][aria-current]') ?? null;
}

const SKELETONS = ['one', 'two', 'three', 'four', 'five'];

function RowSkeletons() {
  return (
    <ul class="rows skeletons" aria-hidden="true">
      {SKELETONS.map((name) => (
        <li key={name} class="skeleton-row">
          <i class="bone square" />
          <span>
            <i class="bone short" />
            <i class="bone" />
            <i class="bone medium" />
          </span>
        </li>
      ))}
    </ul>
  );
}
