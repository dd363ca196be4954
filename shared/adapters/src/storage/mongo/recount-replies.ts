import type { LoggedChange } from '@parley/core/ports/records';
import type { Access } from './access.ts';
import { branchCountOf, type CommentDocument, threadOf, toComment } from './comment-documents.ts';
import { gather } from './gather.ts';
import { placesOf } from './places.ts';
import { settleComment, settlePlaces } from './settle-comment.ts';
import { type CommentWritten, type Counted, changeComment } from './write-comment.ts';

/** Callers that one count serves: a count is good for everyone whose reply was stored before it began. */
const TURN_MAX = 1_000;
/** Parents of which is remembered that their places are right: those of the busiest threads. */
const PLACED_MAX = 2_000;

/**
 * Recounts the listed replies of a comment, and of a root all that is published below it; answers the changes above
 * it that came of it.
 */
export type RecountReplies = (parent: string) => Promise<LoggedChange[]>;

/**
 * The count is taken from the replies themselves and set if the parent has not changed since the count began.
 * It is set even where it is the same: so that one that began earlier, and saw less, cannot be set after it.
 * A tombstone that appears or vanishes by it goes into the log, and so on upwards. In this process one counts
 * for all who wait.
 */
export function createRecountReplies(getAccess: () => Access): RecountReplies {
  /** The version at which this process last knew a parent to stand in its places. */
  const placed = new Map<string, number>();

  const recount = gather(async (parent: string, callers: null[]) => {
    const access = getAccess();
    const written = await changeComment(access, parent, async (document) => {
      return { after: toComment(document), counted: await countReplies(access, document) };
    });
    if (written !== null) await access.reached('replies-recounted');
    const changes = written === null ? [] : await settleParent(access, written);
    return callers.map((_, index) => (index === 0 ? changes : []));
  }, TURN_MAX);

  async function settleParent(access: Access, { document, before }: CommentWritten): Promise<LoggedChange[]> {
    if (document.unlogged.length > 0) return (await settleComment(access, document, before)).changes;
    const { _id, version, replyCount, branchCount } = document;
    // Whoever came to the same count before may have died before the places were right.
    const isOther = replyCount !== before.replyCount || branchCount !== branchCountOf(before);
    const isOwn = isOther || placed.get(_id) === before.version;
    await settlePlaces(access, document, isOwn ? placesOf(before) : []);
    if (placed.size >= PLACED_MAX) placed.clear();
    placed.set(_id, version);
    return [];
  }

  return (parent) => recount(parent, null);
}

export async function countReplies({ models }: Access, { _id, parent }: CommentDocument): Promise<Counted> {
  const { comments } = models;
  const thread = threadOf(_id);
  const [replyCount, branchCount] = await Promise.all([
    comments.countDocuments({ thread, parent: _id, listed: true }).exec(),
    parent === null ? comments.countDocuments({ thread, 'ancestors.0': _id, status: 'published' }).exec() : 0,
  ]);
  return { replyCount, branchCount };
}
