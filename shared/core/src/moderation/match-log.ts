import type { ListLog } from '@parley/contracts/log-objects';
import type { ActRecord } from '../ports/act-store.ts';
import type { ReviewEventRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { isAboutComment, subjectOf, threadOf } from './log-entry.ts';
import { hasWords, narrowestTerm } from './log-terms.ts';

export type Entry = ReviewEventRecord | ActRecord;

export function isEvent(entry: Entry): entry is ReviewEventRecord {
  return 'item' in entry;
}

/** What a search of the log looks for: a term that the store narrows by, and what is to be looked at besides. */
export type LogSearch = {
  /** Null where every entry fits. */
  term: string | null;
  /** Whether nearly all that the store finds by the term fits. */
  isAlone: boolean;
  match: (entries: Entry[]) => Promise<Entry[]>;
};

export function matchLog(store: Pick<Store, 'comments'>, query: ListLog): LogSearch {
  const { actor, kind, item, thread, author, text } = query;
  const conditions: ((entry: Entry) => boolean)[] = [
    ...(actor === undefined ? [] : [(entry: Entry) => entry.actor.id === actor]),
    ...(kind === undefined ? [] : [(entry: Entry) => entry.kind === kind]),
    ...(item === undefined ? [] : [(entry: Entry) => subjectOf(entry) === item]),
    ...(thread === undefined ? [] : [(entry: Entry) => threadOf(entry) === thread]),
    ...(text === undefined ? [] : [(entry: Entry) => hasWords(entry, text)]),
  ];
  const term = narrowestTerm(query);
  return {
    term,
    // Of several words, and of long ones, the term has a part.
    isAlone: text === undefined && conditions.length + (author === undefined ? 0 : 1) <= 1,
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
