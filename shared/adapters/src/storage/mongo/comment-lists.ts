import type { CommentStatus } from '@parley/contracts/objects';
import type { AuthorStanding } from '@parley/core/ports/records';
import type { CommentStore } from '@parley/core/ports/store';
import mongoose, { type QueryFilter } from 'mongoose';
import type { Access } from './access.ts';
import { type CommentDocument, NOT_OF_THE_RECORD, toComment } from './comment-documents.ts';
import type { Models } from './models.ts';
import { readSlices } from './slices.ts';

/** An author has few comments that nobody else sees; a spammer's thousandth need not be shown to them. */
const UNSEEN_MAX = 50;
/** Lists read in one round trip: more stages than this make the server plan longer than it reads. */
const LISTS_A_QUERY = 10;

type Lists = Pick<
  CommentStore,
  | 'list'
  | 'listPreviews'
  | 'listPinned'
  | 'countPinned'
  | 'listUnseenOf'
  | 'listByAuthor'
  | 'listLatest'
  | 'standing'
  | 'hasDuplicate'
>;

export function createCommentLists({ models }: Access): Lists {
  const { comments } = models;
  const find = (filter: QueryFilter<CommentDocument>, sort: Record<string, -1>, limit: number) =>
    comments
      .find(filter, NOT_OF_THE_RECORD)
      .sort(sort)
      .limit(limit)
      .lean<CommentDocument[]>()
      .exec()
      .then((documents) => documents.map(toComment));
  const isPinnedIn = (thread: string) => ({ thread, pinned: true });

  return {
    list: async ({ thread, parent, sort, after, limit }) => {
      const list = parent ?? thread;
      const slices = await readSlices(models, thread, [{ list, cursor: after }], sort, limit);
      return slices.get(list) ?? { items: [], next: null };
    },
    listPreviews: async ({ thread, parents, sort, limit }) => {
      const lists = [...new Set(parents)].map((list) => ({ list, cursor: null }));
      const groups = Array.from({ length: Math.ceil(lists.length / LISTS_A_QUERY) }, (_, index) =>
        lists.slice(index * LISTS_A_QUERY, (index + 1) * LISTS_A_QUERY),
      );
      const read = await Promise.all(groups.map((group) => readSlices(models, thread, group, sort, limit)));
      return new Map(read.flatMap((slices) => [...slices]));
    },
    // Few can be pinned in a thread, so that they need no order of their own.
    listPinned: async (thread) => {
      const pinned = await find(isPinnedIn(thread), { _id: -1 }, 0);
      return pinned.filter(({ parent }) => parent === null);
    },
    countPinned: (thread) => comments.countDocuments(isPinnedIn(thread)).exec(),
    listUnseenOf: (thread, author) => {
      const isUnseen = mongoose.trusted({ $in: ['held', 'rejected'] satisfies CommentStatus[] });
      return find({ thread, 'author.id': author, status: isUnseen }, { _id: -1 }, UNSEEN_MAX);
    },
    // Not every server reads a sorted list off this index: those that sort it themselves have `since` to go by.
    listByAuthor: (site, author, limit, since) => {
      const isRecent = since === undefined ? {} : { createdAt: mongoose.trusted({ $gte: since }) };
      return find({ site, 'author.id': author, ...isRecent }, { createdAt: -1, _id: -1 }, limit);
    },
    listLatest: ({ limit, ...of }) => {
      if ('site' in of) {
        return find({ site: of.site, status: 'published' }, { createdAt: -1, _id: -1 }, limit);
      }
      // Ids begin with their thread's and sort by time: the collection's own key has the order.
      const isInThread = mongoose.trusted({ $gt: of.thread, $lt: `${of.thread}~` });
      return find({ _id: isInThread, thread: of.thread, status: 'published' }, { _id: -1 }, limit);
    },
    standing: (site, author) => countStanding(models, site, author),
    hasDuplicate: async ({ thread, author, fingerprint, since }) => {
      const found = await comments
        .exists({
          thread,
          'author.id': author,
          status: mongoose.trusted({ $in: ['published', 'held', 'rejected'] }),
          fingerprint,
          createdAt: mongoose.trusted({ $gte: since }),
        })
        .exec();
      return found !== null;
    },
  };
}

/** How many comments an author has on a site, by status; deleted ones aside. */
async function countStanding({ comments }: Models, site: string, author: string): Promise<AuthorStanding> {
  const counted = await comments
    .aggregate<{ _id: CommentStatus; count: number }>([
      { $match: { site, 'author.id': author } },
      { $group: { _id: '$status', count: { $sum: 1 } } },
    ])
    .exec();
  const count = (status: CommentStatus) => counted.find(({ _id }) => _id === status)?.count ?? 0;
  return { published: count('published'), held: count('held'), rejected: count('rejected') };
}
