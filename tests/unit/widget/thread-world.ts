/** A small service in memory that keeps one thread by the contract's rules, for tests of what a widget makes of it. */
import type {
  Change,
  ChangeKind,
  Comment,
  CommentStatus,
  Mine,
  Permalink,
  Slice,
  Sort,
  Thread,
  ThreadSlice,
} from '@parley/contracts/objects';

const THREAD = 'threadthreadthreadaa';
const PREVIEWS = [3, 2, 1];
const FIRST_ID = 1_000;

type Stored = {
  comment: Comment;
  text: string;
  listed: boolean;
};
type Logged = { change: Change; id: string | null };

export type World = ReturnType<typeof createWorld>;

export function createWorld(options: { sliceLimit?: number } = {}) {
  const limit = options.sliceLimit ?? 3;
  const stored = new Map<string, Stored>();
  const log: Logged[] = [];
  let thread: Thread = emptyThread();
  let made = FIRST_ID;

  const head = () => log.length;
  const find = (id: string): Stored => {
    const found = stored.get(id);
    if (!found) throw new Error(`no comment ${id}`);
    return found;
  };

  function append(kind: ChangeKind, id: string | null, replyCounts: Record<string, number> = {}): void {
    const branchCounts = id === null ? {} : recountBranch(id);
    const change: Change = {
      seq: head() + 1,
      kind,
      counts: { ...thread.counts },
      ...(id === null ? { thread: { ...thread } } : { comment: present(find(id)) }),
      ...(Object.keys(replyCounts).length > 0 ? { replyCounts: { ...replyCounts } } : {}),
      ...(Object.keys(branchCounts).length > 0 ? { branchCounts } : {}),
    };
    log.push({ change, id });
    thread = { ...thread, head: head() };
  }

  /** Puts the count of the branch that a comment stands in right; what it is when it is another than before. */
  function recountBranch(id: string): Record<string, number> {
    const line: string[] = [];
    for (let at = find(id).comment.parent; at !== null; at = find(at).comment.parent) line.push(at);
    const top = line.at(-1);
    if (top === undefined) return {};
    const isBelow = (at: string | null): boolean =>
      at !== null && (at === top || isBelow(find(at).comment.parent));
    const root = find(top).comment;
    const all = [...stored.values()];
    const branchCount = all.filter(
      ({ comment }) => comment.status === 'published' && isBelow(comment.parent),
    ).length;
    if (branchCount === root.branchCount) return {};
    root.branchCount = branchCount;
    return { [top]: branchCount };
  }

  /** Puts the reply counts above a comment right; ancestors that become or cease to be tombstones are logged. */
  function relist(item: Stored, replyCounts: Record<string, number>): void {
    const { comment } = item;
    const listed = comment.status === 'published' || comment.replyCount > 0;
    if (listed === item.listed) return;
    item.listed = listed;
    if (comment.parent === null) return;
    const parent = find(comment.parent);
    parent.comment.replyCount += listed ? 1 : -1;
    replyCounts[comment.parent] = parent.comment.replyCount;
    const wasListed = parent.listed;
    relist(parent, replyCounts);
    if (parent.listed === wasListed) return;
    parent.comment.rev++;
    append(parent.listed ? 'restored' : 'removed', comment.parent);
  }

  function setStatus(id: string, status: CommentStatus): void {
    const item = find(id);
    const before = item.comment.status;
    if (before === status || before === 'deleted') return;
    item.comment.status = status;
    item.comment.rev++;
    if (status === 'deleted') item.text = '';
    const wasSeen = before === 'published';
    const isSeen = status === 'published';
    thread = {
      ...thread,
      counts: { comments: thread.counts.comments + Number(isSeen) - Number(wasSeen) },
    };
    const replyCounts: Record<string, number> = {};
    relist(item, replyCounts);
    if (wasSeen !== isSeen || item.listed)
      append(isSeen ? (before === 'held' ? 'published' : 'restored') : 'removed', id, replyCounts);
  }

  function ordered(parent: string | null, sort: Sort): Stored[] {
    return [...stored.values()]
      .filter((item) => item.listed && item.comment.parent === parent)
      .sort((a, b) => compare(sort, a.comment, b.comment));
  }

  function page(parent: string | null, sort: Sort, after: [number, string] | null, size: number): Slice {
    const rest = ordered(parent, sort).filter((item) => after === null || isAfter(sort, item.comment, after));
    const unpinned = parent === null ? rest.filter((item) => !item.comment.pinned) : rest;
    const pinned = parent === null && after === null ? rest.filter((item) => item.comment.pinned) : [];
    const items = unpinned.slice(0, Math.max(1, size - pinned.length));
    const last = items.at(-1);
    return {
      items: [...pinned.reverse(), ...items].map((item) => present(item)),
      next:
        last && unpinned.length > items.length
          ? encode(sort, key(sort, last.comment), last.comment.id)
          : null,
    };
  }

  function withReplies(slice: Slice, sort: Sort, level: number): Slice {
    const items = slice.items.map((comment) => {
      if (comment.replyCount === 0) return comment;
      const size = PREVIEWS[level];
      const replies =
        size === undefined
          ? { items: [], next: encode(sort, sort === 'oldest' ? -1e9 : 1e9, sort === 'oldest' ? '' : '~') }
          : withReplies(page(comment.id, sort, null, size), sort, level + 1);
      return { ...comment, replies };
    });
    return { ...slice, items };
  }

  return {
    head,
    ids: () => [...stored.keys()],
    comment: (id: string) => structuredClone(find(id).comment),

    post(author: string, parent: string | null, status: 'published' | 'held' = 'published'): Comment {
      const id = `${THREAD}${String(made++).padStart(26, '0')}`;
      const text = `${author} says ${made}`;
      const comment: Comment = {
        id,
        thread: THREAD,
        parent,
        depth: parent === null ? 0 : find(parent).comment.depth + 1,
        rev: 1,
        status,
        author: { id: author, name: author, avatar: null, badge: 'guest' },
        html: text,
        createdAt: new Date(made * 1000).toISOString(),
        editedAt: null,
        pinned: false,
        votes: { up: 0, down: 0 },
        replyCount: 0,
        ...(parent === null ? { branchCount: 0 } : {}),
      };
      const item = { comment, text, listed: false };
      stored.set(id, item);
      if (status === 'published') {
        thread = { ...thread, counts: { comments: thread.counts.comments + 1 } };
        const replyCounts: Record<string, number> = {};
        relist(item, replyCounts);
        append('published', id, replyCounts);
      }
      return presentOwn(item);
    },
    edit(id: string, text: string): Comment {
      const item = find(id);
      if (item.comment.status !== 'published') return presentOwn(item);
      item.text = text;
      item.comment = { ...item.comment, html: text, rev: item.comment.rev + 1 };
      item.comment.editedAt = new Date((made + 1) * 1000).toISOString();
      append('edited', id);
      return presentOwn(item);
    },
    setStatus,
    vote(id: string, by: number): void {
      const { comment } = find(id);
      if (comment.status !== 'published') return;
      comment.votes = { up: comment.votes.up + by, down: comment.votes.down };
      comment.rev++;
      append('votes', id);
    },
    pin(id: string, pinned: boolean): void {
      const { comment } = find(id);
      if (comment.status !== 'published' || comment.parent !== null || comment.pinned === pinned) return;
      comment.pinned = pinned;
      comment.rev++;
      append('pinned', id);
    },
    setState(state: 'open' | 'closed'): void {
      if (thread.state === state) return;
      thread = { ...thread, state };
      append('thread', null);
    },

    firstSlice(sort: Sort): ThreadSlice {
      const roots = withReplies(page(null, sort, null, limit), replySort(sort), 0);
      return structuredClone({ thread, comments: { ...roots, head: head() } });
    },
    slice(parent: string | null, sort: Sort, after: string | null): Slice {
      const cursor = after === null ? null : decode(after);
      const order = cursor?.sort ?? (parent === null ? sort : replySort(sort));
      const found = page(parent, order, cursor?.place ?? null, limit);
      return structuredClone({ ...withReplies(found, replySort(order), 0), head: head() });
    },
    /** `asOfNow`: comments as they are now, as a reading of the log gives them; else as they were. */
    changes(after: number, asOfNow = false): Change[] {
      return structuredClone(
        log
          .slice(after)
          .map(({ change, id }) =>
            asOfNow && id !== null ? { ...change, comment: present(find(id)) } : change,
          ),
      );
    },
    mine(author: string): Mine {
      const comments = [...stored.values()]
        .filter(({ comment }) => comment.author?.id === author && isUnseen(comment.status))
        .map(presentOwn);
      return structuredClone({ votes: {}, flagged: [], comments });
    },
    permalink(id: string): Permalink {
      const line: Comment[] = [];
      for (let at = find(id).comment.parent; at !== null; at = find(at).comment.parent)
        line.unshift(present(find(at)));
      const replies = withReplies(page(id, 'oldest', null, limit), 'oldest', 0);
      return structuredClone({ thread, ancestors: line, comment: present(find(id)), replies });
    },
  };
}

function isUnseen(status: CommentStatus): boolean {
  return status === 'held' || status === 'rejected';
}

function present({ comment }: Stored): Comment {
  if (comment.status === 'published') return { ...comment, votes: { ...comment.votes } };
  return { ...comment, author: null, html: null, editedAt: null, pinned: false, votes: { up: 0, down: 0 } };
}

function presentOwn(item: Stored): Comment {
  return { ...item.comment, votes: { ...item.comment.votes }, source: item.text, mine: true };
}

function replySort(sort: Sort): Sort {
  return sort === 'top' ? sort : 'oldest';
}

function key(sort: Sort, comment: Comment): number {
  if (sort === 'top') return comment.votes.up - comment.votes.down;
  return sort === 'discussed' ? (comment.branchCount ?? comment.replyCount) : 0;
}

function compare(sort: Sort, a: Comment, b: Comment): number {
  if (sort === 'oldest') return a.id < b.id ? -1 : 1;
  return key(sort, b) - key(sort, a) || (a.id < b.id ? 1 : -1);
}

function isAfter(sort: Sort, comment: Comment, [at, id]: [number, string]): boolean {
  if (sort === 'oldest') return comment.id > id;
  if (sort === 'newest') return comment.id < id;
  const own = key(sort, comment);
  return own < at || (own === at && comment.id < id);
}

function encode(sort: Sort, at: number, id: string): string {
  return JSON.stringify([sort, at, id]);
}

function decode(cursor: string): { sort: Sort; place: [number, string] } {
  const [sort, at, id] = JSON.parse(cursor) as [Sort, number, string];
  return { sort, place: [at, id] };
}

function emptyThread(): Thread {
  return {
    id: THREAD,
    site: 'demo',
    key: 'page',
    url: 'https://news.example/page',
    title: 'A page',
    state: 'open',
    head: 0,
    counts: { comments: 0 },
    settings: {
      maxLength: 5_000,
      maxDepth: 100,
      editWindowSeconds: 900,
      guests: true,
      premoderation: 'off',
      votes: 'up-down',
    },
  };
}
