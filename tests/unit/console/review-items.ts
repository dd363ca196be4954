/** Review items for the console's tests, with only what a test cares about named. */
import type { Queue, ReviewEvent, ReviewItem, ReviewItemDetail } from '@parley/contracts/objects';

export const NOW = Date.parse('2026-11-22T12:00:00Z');
export const minutesAgo = (minutes: number) => new Date(NOW - minutes * 60_000).toISOString();

type Given = Partial<Omit<ReviewItem, 'comment'>> & { author?: string };

export function reviewItem(id: string, { author = id, ...given }: Given = {}): ReviewItem {
  return {
    id,
    site: 'gazette',
    version: 1,
    state: 'open',
    score: 10,
    reasons: [{ reason: 'new-author', source: 'screening', detail: '0 published so far', weight: 10 }],
    comment: {
      id,
      thread: 'thread',
      parent: null,
      depth: 0,
      rev: 1,
      status: 'held',
      author: { id: `reader-${author}`, name: author, avatar: null, badge: 'guest' },
      html: '<p>Hello.</p>',
      createdAt: minutesAgo(10),
      editedAt: null,
      pinned: false,
      votes: { up: 0, down: 0 },
      replyCount: 0,
      source: 'Hello.',
    },
    thread: { id: 'thread', url: 'https://gazette.example/ferry', title: 'The ferry', state: 'open' },
    flags: {},
    claim: null,
    openedAt: minutesAgo(10),
    dueAt: minutesAgo(-200),
    decision: null,
    ...given,
  };
}

export function decided(item: ReviewItem, action: 'approve' | 'reject', by: string): ReviewItem {
  return {
    ...item,
    version: item.version + 1,
    state: 'closed',
    claim: null,
    decision: { action, by, at: minutesAgo(0), reason: null },
  };
}

export function slice(items: ReviewItem[], next: string | null = null): Queue {
  const held = items.filter(({ comment }) => comment.status === 'held').length;
  const counts = { open: items.length, held, flagged: items.length - held, escalated: 0 };
  return { items, next, counts };
}

export function reviewEvent(item: ReviewItem, given: Partial<ReviewEvent> = {}): ReviewEvent {
  return {
    id: `${item.id}-${item.version}`,
    item: item.id,
    version: item.version,
    site: item.site,
    kind: 'opened',
    at: minutesAgo(10),
    actor: { id: 'screening', name: 'Screening', kind: 'system' },
    reason: null,
    note: null,
    before: { state: null, status: 'held' },
    after: { state: item.state, status: 'held' },
    ...given,
  };
}

export function detailOf(item: ReviewItem, given: Partial<ReviewItemDetail> = {}): ReviewItemDetail {
  return {
    item,
    ancestors: [],
    flags: [],
    events: [reviewEvent(item)],
    author: {
      id: 'reader',
      name: item.comment.author?.name ?? '',
      badge: 'guest',
      since: minutesAgo(100),
      published: 0,
      held: 1,
      rejected: 0,
      recent: [],
    },
    score: [{ what: 'new-author: 0 published so far', points: 10 }],
    actions: item.state === 'closed' ? ['reopen'] : ['approve', 'reject', 'spam', 'escalate'],
    ...given,
  };
}
