/** Moments at which a connection that was believed in may be gone, or a lost one be had again. */

type Listener = () => void;
type Target = {
  addEventListener?: (name: string, listener: Listener) => void;
  removeEventListener?: (name: string, listener: Listener) => void;
};
type Scope = Target & { document?: Target & { visibilityState?: string } };

/** A clock that jumps by more than this between two looks has slept. */
const LOOK_EVERY_MS = 15_000;
const SLEPT_MS = 45_000;

/** Calls `listener` when the network returns, the page is shown (again), or the machine woke up. Returns stop(). */
export function onWake(listener: Listener): () => void {
  const scope = globalThis as unknown as Scope;
  const shown = () => {
    if (!isHidden()) listener();
  };
  scope.addEventListener?.('online', listener);
  scope.addEventListener?.('pageshow', shown);
  scope.document?.addEventListener?.('visibilitychange', shown);

  let lastLook = Date.now();
  const timer = setInterval(() => {
    const now = Date.now();
    if (now - lastLook > SLEPT_MS) listener();
    lastLook = now;
  }, LOOK_EVERY_MS);
  // Outside browsers a timer keeps a program from ending; this one has no say in that.
  (timer as unknown as { unref?: () => void }).unref?.();

  return () => {
    clearInterval(timer);
    scope.removeEventListener?.('online', listener);
    scope.removeEventListener?.('pageshow', shown);
    scope.document?.removeEventListener?.('visibilitychange', shown);
  };
}

/** Whether nobody can see the page. */
export function isHidden(): boolean {
  return (globalThis as unknown as Scope).document?.visibilityState === 'hidden';
}

/** Whether the browser knows that it has no network. */
export function isOffline(): boolean {
  const { navigator } = globalThis as unknown as { navigator?: { onLine?: boolean } };
  return navigator?.onLine === false;
}
