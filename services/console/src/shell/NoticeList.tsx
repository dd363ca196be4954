import { useEffect, useRef } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { Keys } from '../keyboard/Keys.tsx';
import { keyOf } from '../keyboard/key-table.ts';
import { shell } from '../messages.ts';
import { CloseIcon } from './icons.tsx';
import type { Notice } from './notices.ts';

/** What has just happened, above the actions. Pointing at them or tabbing into them keeps them. */
export function NoticeList() {
  const { notices } = useDesk();
  const cards = useRef<HTMLElement>(null);
  useEffect(() => (cards.current ? tellHeight(cards.current) : undefined), []);
  const hold = () => notices.hold(true);
  const release = () => notices.hold(false);
  return (
    <section
      ref={cards}
      class="notices"
      aria-label={shell.notices}
      onMouseEnter={hold}
      onMouseLeave={release}
      onFocusIn={hold}
      onFocusOut={release}
    >
      <div role="status">
        {notices.list.value.filter(isCalm).map((notice) => (
          <NoticeCard key={notice.id} notice={notice} />
        ))}
      </div>
      <div role="alert">
        {notices.list.value
          .filter((notice) => !isCalm(notice))
          .map((notice) => (
            <NoticeCard key={notice.id} notice={notice} />
          ))}
      </div>
      <p class="visually-hidden" role="status">
        {notices.spoken.value}
      </p>
    </section>
  );
}

/** What they cover can be scrolled from under them. Returns what stops it. */
function tellHeight(cards: HTMLElement): () => void {
  const root = document.documentElement.style;
  const observer = new ResizeObserver(() => root.setProperty('--notices-height', `${cards.offsetHeight}px`));
  observer.observe(cards);
  return () => {
    observer.disconnect();
    root.removeProperty('--notices-height');
  };
}

function NoticeCard({ notice }: { notice: Notice }) {
  const { notices } = useDesk();
  return (
    <div class={`notice ${notice.tone}`}>
      <div class="notice-text">
        <p>{notice.text}</p>
        {notice.details.map((detail) => (
          <p key={detail} class="notice-detail">
            {detail}
          </p>
        ))}
      </div>
      {notice.actions.map((action) => (
        <button key={action.words} type="button" class="notice-action" onClick={action.run}>
          {action.words} {action.command && <Keys press={keyOf(action.command)} />}
        </button>
      ))}
      <button
        type="button"
        class="notice-close"
        aria-label={shell.dismiss}
        onClick={() => notices.dismiss(notice.id)}
      >
        <CloseIcon />
      </button>
    </div>
  );
}

function isCalm(notice: Notice): boolean {
  return notice.tone === 'done' || notice.tone === 'told';
}
