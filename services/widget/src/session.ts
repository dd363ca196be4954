import type { Reader, ReaderSession } from '@parley/contracts/objects';
import type { PageStorage } from './page/page-storage.ts';

export type Session = ReturnType<typeof createSession>;

/** Who the reader is on this site, kept over pages. `onChange` hears of every change, other tabs' aside. */
export function createSession(options: {
  site: string;
  storage: PageStorage;
  onChange: (reader: Reader | null) => void;
}) {
  const { site, storage, onChange } = options;
  const key = `session:${site}`;
  const nameKey = `name:${site}`;
  let current = storage.read<ReaderSession>(key);
  let hasExpired = false;

  return {
    token: () => current?.token ?? null,
    reader: () => current?.reader ?? null,
    /** Whether a session ended without the reader's doing. */
    hasExpired: () => hasExpired,
    /** The name that a guest gave last: nobody types it twice. */
    lastName: () => storage.read<string>(nameKey) ?? '',
    keepName: (name: string) => name && storage.write(nameKey, name),
    begin(next: ReaderSession): void {
      current = next;
      hasExpired = false;
      storage.write(key, next);
      onChange(next.reader);
    },
    end(expired = false): void {
      if (current === null) return;
      current = null;
      hasExpired = expired;
      storage.remove(key);
      onChange(null);
    },
  };
}
