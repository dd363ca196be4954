import type { ListLog } from '@parley/contracts/log-objects';
import type { ActRecord } from '../ports/act-store.ts';
import type { ReviewEventRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { threadOfComment } from '../threads/thread-id.ts';

export type Entry = ReviewEventRecord | ActRecord;

export function isEvent(entry: Entry): entry is ReviewEventRecord {
  return 'item' in entry;
}

/** What a search of the log looks for; `isNarrowed` is false where every entry fits. */
export function matchLog(
  store: Pick<Store, 'comments'>,
  { actor, kind, item, thread, author, text }: ListLog,
): { isNarrowed: boolean; match: (entries: Entry[]) => Promise<Entry[]> } {
  const words = text?.toLowerCase();
  const conditions: ((entry: Entry) => boolean)[] = [
    ...(actor === undefined ? [] : [(entry: Entry) => entry.actor.id === actor]),
    ...(kind === undefined ? [] : [(entry: Entry) => entry.kind === kind]),
    ...(item === undefined ? [] : [(entry: Entry) => subjectOf(entry) === item]),
    ...(thread === undefined ? [] : [(entry: Entry) => threadOf(entry) === thread]),
    ...(words === undefined ? [] : [(entry: Entry) => textOf(entry).includes(words)]),
  ];
  return {
    isNarrowed: conditions.length > 0 || author !== undefined,
    match: async (entries) => {
      const fitting = entries.filter((entry) => conditions.every((fits) => fits(entry)));
      return author === undefined ? fitting : aboutAuthor(store, fitting, author);
    },
  };
}

/** What is about an author, and what is about their comments. */
async function aboutAuthor(
  { comments }: Pick<Store, 'comments'>,
  entries: Entry[],
  author: string,
): Promise<Entry[]> {
  const ids = [...new Set(entries.filter(isAboutComment).map(subjectOf))];
  const found = ids.length === 0 ? [] : await comments.findMany(ids);
  const theirs = new Set(found.filter((one) => one.author.id === author).map(({ id }) => id));
  return entries.filter((entry) => subjectOf(entry) === author || theirs.has(subjectOf(entry)));
}

function isAboutComment(entry: Entry): boolean {
  return isEvent(entry) || entry.subject.kind === 'comment';
}

function subjectOf(entry: Entry): string {
  return isEvent(entry) ? entry.item : entry.subject.id;
}

function threadOf(entry: Entry): string | null {
  if (isAboutComment(entry)) return threadOfComment(subjectOf(entry));
  return !isEvent(entry) && entry.subject.kind === 'thread' ? entry.subject.id : null;
}

function textOf(entry: Entry): string {
  return `${entry.reason ?? ''}\n${isEvent(entry) ? (entry.note ?? '') : entry.subject.name}`.toLowerCase();
}
