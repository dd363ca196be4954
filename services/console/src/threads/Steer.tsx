import { SLOW_MODE_MAX_SECONDS } from '@parley/contracts/limits';
import type { ThreadDetail } from '@parley/contracts/room-objects';
import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { keyOf } from '../keyboard/key-table.ts';
import { Button } from '../shell/Button.tsx';
import { Select } from '../shell/Select.tsx';
import { threads as words } from './words.ts';

const PAUSES = [0, 15, 30, 60, 300, 900, SLOW_MODE_MAX_SECONDS];
const PREMODERATIONS = ['off', 'new-authors', 'all'] as const;

/** What can be set for a thread, each with what follows from it. It holds at once. */
export function Steer({ detail }: { detail: ThreadDetail }) {
  const { threads } = useDesk();
  const { state, own, settings } = detail.thread;
  const isBusy = threads.isBusy.value;
  const isOpen = state === 'open';
  const pauses = [...new Set([...PAUSES, own.slowModeSeconds])].sort((a, b) => a - b);
  const siteSays = own.premoderation === null ? words.premoderationNames[settings.premoderation] : '…';
  return (
    <section class="steer" aria-label={words.steer}>
      <h2>{words.steer}</h2>
      <div role="alert">
        {threads.conflict.value && (
          <p class="banner changed">
            {threads.conflict.value} {words.conflict}
          </p>
        )}
      </div>
      <div class="steering">
        <b>{isOpen ? words.isOpen : words.isClosed}</b>
        <Button
          class={isOpen ? 'button danger' : 'button primary'}
          aria-keyshortcuts={keyOf('close-thread')}
          isOff={isBusy}
          onClick={() => void threads.steer({ state: isOpen ? 'closed' : 'open' })}
        >
          {isOpen ? words.close : words.reopen} <Keys press={keyOf('close-thread')} />
        </Button>
        <small>{isOpen ? words.closeMeans : words.reopenMeans}</small>
      </div>
      <div class="steering">
        <Select
          label={words.premoderation}
          value={own.premoderation ?? ''}
          onChange={(event) => {
            const { value } = event.currentTarget;
            void threads.steer({ premoderation: PREMODERATIONS.find((one) => one === value) ?? null });
          }}
        >
          <option value="">{words.asSite(siteSays)}</option>
          {PREMODERATIONS.map((one) => (
            <option key={one} value={one}>
              {words.premoderationNames[one]}
            </option>
          ))}
        </Select>
        <small>{words.premoderationMeans[settings.premoderation]}</small>
      </div>
      <div class="steering">
        <Select
          label={words.slow}
          value={String(own.slowModeSeconds)}
          onChange={(event) => void threads.steer({ slowModeSeconds: Number(event.currentTarget.value) })}
        >
          {pauses.map((seconds) => (
            <option key={seconds} value={String(seconds)}>
              {words.slowNames(seconds)}
            </option>
          ))}
        </Select>
        <small>{words.slowMeans(settings.slowModeSeconds ?? 0)}</small>
      </div>
    </section>
  );
}
