import { useEffect, useMemo } from 'preact/hooks';
import { GravestNoticed } from '../help/Noticed.tsx';
import { useWidget } from '../widget.ts';
import { helpPlaceOf } from './help-here.ts';

/** Why the thread could not be had, and what its reader can do about it. */
export function FailureCause() {
  const widget = useWidget();
  const { desk, t, host } = useMemo(() => helpPlaceOf(widget), [widget]);
  useEffect(() => void desk.askWhy(), [desk]);
  return <GravestNoticed diagnosis={desk.diagnosis} t={t} host={host} />;
}
