import type { ActRecord } from '../ports/act-store.ts';
import type { ReviewEventRecord } from '../ports/records.ts';
import { threadOfComment } from '../threads/thread-id.ts';

/** What the log of moderation is made of: events of items, and what moderators did besides. */
export type LogEntry = Pick<ReviewEventRecord, 'actor' | 'kind' | 'item' | 'reason' | 'note'> | ActRecord;

export function isAboutComment(entry: LogEntry): boolean {
  return 'item' in entry || entry.subject.kind === 'comment';
}

/** The id of what an entry is about. */
export function subjectOf(entry: LogEntry): string {
  return 'item' in entry ? entry.item : entry.subject.id;
}

export function threadOf(entry: LogEntry): string | null {
  if (isAboutComment(entry)) return threadOfComment(subjectOf(entry));
  return !('item' in entry) && entry.subject.kind === 'thread' ? entry.subject.id : null;
}

/** What is searched by words. */
export function textOf(entry: LogEntry): string {
  return `${entry.reason ?? ''}\n${'item' in entry ? (entry.note ?? '') : entry.subject.name}`;
}
