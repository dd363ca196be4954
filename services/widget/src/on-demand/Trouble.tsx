import type { ApiError } from '@parley/contracts/client/reader-client';
import { useWidget } from '../widget.ts';
import { problemText } from './problem-text.ts';
import { useSpeak } from './use-speak.ts';

/** A call that failed, in plain words, and the way to tell us. */
export function Trouble({ error }: { error: ApiError }) {
  return <TroubleText text={problemText(useSpeak(), error, false)} />;
}

/** What came in the way, and the way to tell us; nothing when nothing did. */
export function TroubleText({ text }: { text: string | null }) {
  return text === null ? null : (
    <p class="problem ui" role="alert">
      {text} <ReportThis />
    </p>
  );
}

/** Leads from where something failed to the panel for readers in trouble. */
export function ReportThis() {
  const { t, store } = useWidget();
  return (
    <button type="button" class="text" onClick={() => store.set({ isReporting: true })}>
      {t('reportThis')}
    </button>
  );
}
