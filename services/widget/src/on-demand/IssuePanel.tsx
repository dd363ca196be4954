import { useMemo } from 'preact/hooks';
import { HelpPanel } from '../help/HelpPanel.tsx';
import { useWidget } from '../widget.ts';
import { helpPlaceOf } from './help-here.ts';

/** The panel for readers in trouble, in a widget that works as far as this. */
export function IssuePanel({ onEnd }: { onEnd: () => void }) {
  const widget = useWidget();
  const place = useMemo(() => helpPlaceOf(widget), [widget]);
  return <HelpPanel place={place} onEnd={onEnd} />;
}
