import type { PageStorage } from '../page/page-storage.ts';

/**
 * What is being written, with the idempotency key that was made for it: the two live and die together, so a
 * post that is repeated after a reload is still the same post.
 */
export type Draft = {
  text: string;
  key: string;
  /** Whether it was sent once: the outcome may be unknown. */
  wasSent: boolean;
  /** Set while the reader wants it posted: it goes on by itself, after a reload too. */
  going?: Going | undefined;
  /** Milliseconds since 1970. */
  at: number;
};

/** Where a draft is going: all that a request needs beside the text, so that another page of the site can send it. */
export type Going = {
  site: string;
  thread: { key: string; url: string; title: string };
  parent: string | null;
};

export type Drafts = ReturnType<typeof createDrafts>;

/** Older ones are thrown away, in milliseconds: nobody comes back to a text after a month. */
const KEPT_MS = 30 * 24 * 60 * 60 * 1000;
export const PREFIX = 'draft:';

/** A post that could not be sent for so long is a surprise to its author by now: they decide anew. Milliseconds. */
const GOING_MS = 24 * 60 * 60 * 1000;

export function isOnItsWay({ going, at }: Draft, now: number): boolean {
  return going !== undefined && now - at < GOING_MS;
}

/** Drafts of one thread, one for the roots (`parent` null) and one for each comment replied to. */
export function createDrafts(options: {
  storage: PageStorage;
  thread: string;
  now: () => number;
  makeKey: () => string;
}) {
  const { storage, thread, now, makeKey } = options;
  const place = (parent: string | null) => `${PREFIX}${thread}:${parent ?? ''}`;
  for (const key of storage.keys(PREFIX)) {
    const draft = storage.read<Draft>(key);
    if (draft === null || now() - draft.at > KEPT_MS) storage.remove(key);
  }

  const drafts = {
    read: (parent: string | null) => storage.read<Draft>(place(parent)),
    /** Keeps the text; an empty one that was never sent is nothing to keep. */
    write(parent: string | null, text: string): Draft | null {
      const known = drafts.read(parent);
      if (text.trim() === '' && !known?.wasSent) {
        drafts.remove(parent);
        return null;
      }
      const draft = { text, key: known?.key ?? makeKey(), wasSent: known?.wasSent ?? false, at: now() };
      storage.write(place(parent), draft);
      return draft;
    },
    /** The reader has sent it on its way. */
    markSent(parent: string | null, going: Going): void {
      const draft = drafts.read(parent);
      if (draft) storage.write(place(parent), { ...draft, wasSent: true, going, at: now() });
    },
    /** It is the reader's turn again. */
    hold(parent: string | null): void {
      const draft = drafts.read(parent);
      if (draft?.going) storage.write(place(parent), { ...draft, going: undefined });
    },
    /** The same text as another comment: a new key. */
    renew(parent: string | null): void {
      const draft = drafts.read(parent);
      if (draft) storage.write(place(parent), { ...draft, key: makeKey(), wasSent: false });
    },
    remove: (parent: string | null) => storage.remove(place(parent)),
    /** The comments under which a reply is waiting to be finished. */
    parents(): string[] {
      const prefix = `${PREFIX}${thread}:`;
      return storage
        .keys(prefix)
        .map((key) => key.slice(prefix.length))
        .filter(Boolean);
    },
  };
  return drafts;
}
