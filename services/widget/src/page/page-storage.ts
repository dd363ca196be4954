/**
 * The page's local storage, or memory where the browser denies it. Nothing here throws. Keys begin with
 * `parley:`.
 */
export type PageStorage = {
  readonly isBlocked: boolean;
  read<T>(key: string): T | null;
  write(key: string, value: unknown): void;
  remove(key: string): void;
  keys(prefix: string): string[];
};

const PREFIX = 'parley:';

export function createPageStorage(find: () => Storage): PageStorage {
  const memory = new Map<string, string>();
  const real = probe(find);
  let isBlocked = real === null;

  return {
    get isBlocked() {
      return isBlocked;
    },
    read<T>(key: string): T | null {
      const text = memory.get(key) ?? real?.getItem(PREFIX + key) ?? null;
      try {
        return text === null ? null : (JSON.parse(text) as T);
      } catch {
        return null;
      }
    },
    write(key, value) {
      const text = JSON.stringify(value);
      try {
        if (!real) throw new Error('denied');
        real.setItem(PREFIX + key, text);
        memory.delete(key);
      } catch {
        // Denied or full: what is kept lives as long as the page.
        isBlocked = true;
        memory.set(key, text);
      }
    },
    remove(key) {
      memory.delete(key);
      real?.removeItem(PREFIX + key);
    },
    keys(prefix) {
      const kept = real ? Object.keys(real).filter((key) => key.startsWith(PREFIX)) : [];
      const all = [...memory.keys(), ...kept.map((key) => key.slice(PREFIX.length))];
      return all.filter((key) => key.startsWith(prefix));
    },
  };
}

function probe(find: () => Storage): Storage | null {
  try {
    const storage = find();
    storage.setItem(`${PREFIX}probe`, '1');
    storage.removeItem(`${PREFIX}probe`);
    return storage;
  } catch {
    return null;
  }
}
