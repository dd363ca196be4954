import { useLayoutEffect, useRef, useState } from 'preact/hooks';

/** One value that components look at. Changes replace it; nobody alters it in place. */
export type Store<T> = {
  get(): T;
  set(change: Partial<T>): void;
  subscribe(listener: () => void): () => void;
};

export function createStore<T extends object>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      value = { ...value, ...change };
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * What `select` makes of the store; the component is drawn anew only when that is another value. Of an array
 * the elements are compared.
 */
export function useStore<T, const S>(store: Store<T>, select: (value: T) => S): S {
  const [, redraw] = useState({});
  const shown = useRef<{ value: S; select: (value: T) => S } | null>(null);
  const value = select(store.get());
  shown.current = { value, select };
  useLayoutEffect(() => {
    const look = () => {
      const last = shown.current;
      if (last && !isSame(last.select(store.get()), last.value)) redraw({});
    };
    look();
    return store.subscribe(look);
  }, [store]);
  return value;
}

function isSame(a: unknown, b: unknown): boolean {
  if (!Array.isArray(a) || !Array.isArray(b)) return Object.is(a, b);
  return a.length === b.length && a.every((element, index) => Object.is(element, b[index]));
}
