import { useEffect, useState } from 'preact/hooks';

/** Whole seconds until a time (milliseconds since 1970), told anew as they pass; never less than one. */
export function useCountdown(until: number | null): number {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    setNow(Date.now());
    const ticking = setInterval(() => setNow(Date.now()), 500);
    return () => clearInterval(ticking);
  }, [until]);
  return Math.max(1, Math.ceil(((until ?? now) - now) / 1000));
}
