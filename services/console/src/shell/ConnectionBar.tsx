import { useEffect, useState } from 'preact/hooks';
import { useDesk } from '../desk/desk-context.ts';
import { shell } from '../messages.ts';

/** A connection that comes back within this time is nobody's concern. */
const TOLD_AFTER_MS = 4_000;

/** Says when what is shown may be behind. Silent while all is well. */
export function ConnectionBar() {
  const { live } = useDesk();
  const isOffline = useOffline();
  const isDown = live.isDown.value;
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    if (!isDown) {
      setLong(false);
      return;
    }
    const timer = setTimeout(() => setLong(true), TOLD_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isDown]);
  const words = isOffline ? shell.offline : isDown && isLong ? shell.notLive : null;
  return (
    <div class="connection" role="status">
      {words && <p>{words}</p>}
    </div>
  );
}

function useOffline(): boolean {
  const [isOffline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const update = () => setOffline(!navigator.onLine);
    addEventListener('online', update);
    addEventListener('offline', update);
    return () => {
      removeEventListener('online', update);
      removeEventListener('offline', update);
    };
  }, []);
  return isOffline;
}
