import type { LoggedEvent } from '@parley/contracts/log-objects';
import type { ReviewEventRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { threadOfComment } from '../threads/thread-id.ts';
import { presentEvent } from './present-item.ts';

/** Events with whose comment on which page each is about. */
export async function presentEvents(
  { store }: { store: Pick<Store, 'comments' | 'threads'> },
  events: ReviewEventRecord[],
): Promise<LoggedEvent[]> {
  const items = [...new Set(events.map(({ item }) => item))];
  const threadIds = [...new Set(items.map(threadOfComment))];
  const [comments, threads] = await Promise.all([
    items.length === 0 ? [] : store.comments.findMany(items),
    Promise.all(threadIds.map((id) => store.threads.find(id))),
  ]);
  const authors = new Map(comments.map(({ id, author }) => [id, author]));
  const pages = new Map(threads.flatMap((thread) => (thread === null ? [] : [[thread.id, thread]])));
  return events.map((event) => {
    const author = authors.get(event.item);
    const thread = pages.get(threadOfComment(event.item));
    const isKnown = author !== undefined && thread !== undefined;
    return {
      ...presentEvent(event),
      about: isKnown
        ? {
            author: { id: author.id, name: author.name },
            thread: { id: thread.id, title: thread.title, url: thread.url },
          }
        : null,
    };
  });
}
