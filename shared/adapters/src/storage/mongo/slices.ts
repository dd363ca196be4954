import type { Sort } from '@parley/contracts/objects';
import type { CommentCursor, CommentSlice } from '@parley/core/ports/store';
import type { PipelineStage } from 'mongoose';
import { type CommentDocument, NOT_OF_THE_RECORD, toComment } from './comment-documents.ts';
import type { Models } from './models.ts';
import { after, cursorAt, listOf, type PlaceRange, placeRange, placesOf } from './places.ts';

/** A place with its comment, which may be gone from it meanwhile. */
type ReadPlace = { _id: string; comments: CommentDocument[] };

/** A list while it is read: what is left of it, and the comments found, in order, each with its place. */
type OpenList = {
  list: string;
  range: PlaceRange;
  found: Map<string, { place: string; comment: CommentDocument }>;
};

/**
 * Slices of several lists of a thread in one round trip, keyed by list; empty ones are left out. A comment that moves or
 * leaves while it is read may stand in two places, or in one too many: it is taken once, and only while it
 * belongs into slices.
 */
export async function readSlices(
  models: Models,
  thread: string,
  lists: { list: string; cursor: CommentCursor | null }[],
  sort: Sort,
  limit: number,
): Promise<Map<string, CommentSlice>> {
  const all = lists.map(
    ({ list, cursor }): OpenList => ({ list, range: placeRange(list, sort, cursor), found: new Map() }),
  );
  let open = all;
  while (open.length > 0) {
    const places = await readPlaces(
      models,
      thread,
      open.map(({ range }) => range),
      limit + 1,
    );
    const byList = Map.groupBy(places, ({ _id }) => listOf(_id));
    for (const list of open) take(list, byList.get(list.list) ?? []);
    // A list is done when it gave one beyond the slice, or fewer places than it was asked for.
    open = open.filter(({ list, found }) => found.size <= limit && (byList.get(list)?.length ?? 0) > limit);
  }
  return new Map(
    all
      .filter(({ found }) => found.size > 0)
      .map(({ list, found }) => [list, toSlice([...found.values()], limit)]),
  );
}

function take(list: OpenList, places: ReadPlace[]): void {
  const { direction } = list.range;
  places.sort((a, b) => (a._id < b._id ? -direction : direction));
  for (const { _id: place, comments } of places) {
    const comment = comments[0];
    list.range = after(list.range, place);
    const isThere = comment !== undefined && placesOf(comment).length > 0;
    if (isThere && !list.found.has(comment._id)) list.found.set(comment._id, { place, comment });
  }
}

function toSlice(found: { place: string; comment: CommentDocument }[], limit: number): CommentSlice {
  const taken = found.slice(0, limit);
  const last = taken.at(-1);
  const hasMore = found.length > limit && last !== undefined;
  return {
    items: taken.map(({ comment }) => toComment(comment)),
    next: hasMore ? cursorAt(last.place, last.comment._id) : null,
  };
}

/** The first places of each range, `limit` at most of each, with their comments. */
function readPlaces(
  { places, comments }: Models,
  thread: string,
  ranges: PlaceRange[],
  limit: number,
): Promise<ReadPlace[]> {
  const [first, ...others] = ranges.map((range) => firstOf(range, limit));
  if (first === undefined) return Promise.resolve([]);
  const more = others.map((pipeline) => ({ $unionWith: { coll: places.collection.name, pipeline } }));
  return places
    .aggregate<ReadPlace>([
      ...first,
      ...more,
      {
        $lookup: {
          from: comments.collection.name,
          localField: 'comment',
          foreignField: '_id',
          pipeline: [{ $match: { thread } }, { $project: NOT_OF_THE_RECORD }],
          as: 'comments',
        },
      },
    ])
    .exec();
}

function firstOf({ from, to, direction }: PlaceRange, limit: number) {
  return [
    { $match: { _id: { $gt: from, $lt: to } } },
    { $sort: { _id: direction } },
    { $limit: limit },
  ] satisfies PipelineStage[];
}
