import { useMemo } from 'preact/hooks';
import type { Trouble } from '../help/diagnosis.ts';
import { GravestNoticed } from '../help/Noticed.tsx';
import { useWidget } from '../widget.ts';
import { helpPlaceOf } from './help-here.ts';

/** What may cost whoever writes their text, or the name they mean to write under. */
const CONCERNS_WRITING: readonly Trouble[] = ['session-refused', 'storage-blocked'];

/** What one should know before writing for long, while it is so. */
export function WritingTroubles() {
  const widget = useWidget();
  const { desk, t, host } = useMemo(() => helpPlaceOf(widget), [widget]);
  return <GravestNoticed diagnosis={desk.diagnosis} t={t} host={host} among={CONCERNS_WRITING} />;
}
