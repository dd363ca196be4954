import type { HelpPlace } from '../help/HelpPanel.tsx';
import { type Facts, openDesk, sendWaitingReports } from '../help/open-desk.ts';
import { helpWords } from '../help/words.ts';
import type { Store } from '../store.ts';
import type { View } from '../view.ts';
import type { Widget } from '../widget.ts';
import { type Draft, PREFIX } from '../writing/drafts.ts';

/** Facts that only time changes are looked at so often, in milliseconds. */
const LOOK_EVERY_MS = 5_000;

const places = new WeakMap<Store<View>, HelpPlace>();

/** Where a widget's reader finds help; one for each widget, so that nothing they wrote there is lost. */
export function helpPlaceOf(widget: Widget): HelpPlace {
  const { settings, store, locale } = widget;
  const place = places.get(store) ?? {
    desk: openDesk(settings, factsOf(widget), {
      findDraft: () => lastDraft(widget),
      readThread: () => threadPosition(widget),
    }),
    t: helpWords(widget),
    locale,
    api: settings.api,
    host: new URL(settings.api).host,
    contact: settings.contact,
  };
  places.set(store, place);
  return place;
}

/** Keeps the diagnosis in step with the facts, and sends reports that wait, until `signal` ends it. */
export function keepDiagnosing(widget: Widget, signal: AbortSignal): void {
  const { desk } = helpPlaceOf(widget);
  const { look } = desk.diagnosis;
  sendWaitingReports(widget.settings.api);
  let { live, reader, failure } = widget.store.get();
  const stop = widget.store.subscribe(() => {
    const now = widget.store.get();
    if (now.live === live && now.reader === reader && now.failure === failure) return;
    ({ live, reader, failure } = now);
    look();
  });
  const timer = setInterval(look, LOOK_EVERY_MS);
  for (const event of ['online', 'offline']) addEventListener(event, look, { signal });
  signal.addEventListener('abort', () => {
    stop();
    clearInterval(timer);
    desk.end();
  });
}

function factsOf({ storage, session, store, thread, witness }: Widget) {
  let behindSince: number | null = null;
  return (): Facts => {
    behindSince = thread.behind() > 0 ? (behindSince ?? Date.now()) : null;
    const { live, failure } = store.get();
    return {
      isStorageBlocked: storage.isBlocked,
      hasSessionExpired: session.hasExpired(),
      isScriptMissing: live.lastCloseReason === 'script-blocked',
      isOriginRefused: failure?.code === 'origin-not-allowed',
      live,
      behindMs: behindSince === null ? 0 : Date.now() - behindSince,
      calls: [...witness.calls],
      errors: [...witness.errors],
      cspViolations: [...witness.cspViolations],
    };
  };
}

/** What the reader was writing last in this thread. */
function lastDraft({ storage, store }: Widget): string | null {
  const thread = store.get().thread?.thread.id;
  const drafts = storage
    .keys(`${PREFIX}${thread ?? ''}:`)
    .map((key) => storage.read<Draft>(key))
    .filter((draft) => draft !== null && draft.text.trim() !== '')
    .sort((a, b) => (b?.at ?? 0) - (a?.at ?? 0));
  return drafts[0]?.text ?? null;
}

function threadPosition({ store, thread }: Widget): { seq: number; head: number } | null {
  const seq = store.get().thread?.head;
  return seq === undefined ? null : { seq, head: seq + thread.behind() };
}
