import type { LoggedChange } from '@parley/core/ports/records';
import type { Access } from './access.ts';
import { type CommentDocument, findDocument, threadOf, toComment } from './comment-documents.ts';
import { gather } from './gather.ts';
import { placesOf } from './places.ts';
import { settleComment, settlePlaces } from './settle-comment.ts';
import { changeComment } from './write-comment.ts';

/** Callers that one count serves: a count is good for everyone whose reply was stored before it began. */
const TURN_MAX = 1_000;
/** Parents of which is remembered that their places are right: those of the busiest threads. */
const PLACED_MAX = 2_000;

/** Recounts the listed replies of a comment; answers the changes above it that came of it. */
export type RecountReplies = (parent: string) => Promise<LoggedChange[]>;

/**
 * The count is taken from the replies themselves and set if the parent has not changed since the count began:
 * so it is right however many count at once and wherever one of them dies. A tombstone that appears or
 * vanishes by it goes into the log, and so on upwards. In this process one counts for all who wait.
 */
export function createRecountReplies(getAccess: () => Access): RecountReplies {
  const placed = new Map<string, number>();

  const recount = gather(async (parent: string, callers: null[]) => {
    const access = getAccess();
    const written = await changeComment(access, parent, async (document) => {
      const replyCount = await countReplies(access, parent);
      return replyCount === document.replyCount ? null : { after: { ...toComment(document), replyCount } };
    });
    if (written !== null) await access.reached('replies-recounted');
    const document = written?.document ?? (await findDocument(access.models, parent));
    const changes = document === null ? [] : await settleParent(access, document, written?.before);
    return callers.map((_, index) => (index === 0 ? changes : []));
  }, TURN_MAX);

  async function settleParent(
    access: Access,
    document: CommentDocument,
    before: CommentDocument | undefined,
  ): Promise<LoggedChange[]> {
    const { _id, version } = document;
    if (document.unlogged.length > 0) return (await settleComment(access, document, before)).changes;
    // Whoever counted before may have died before the places were right.
    if (before === undefined && placed.get(_id) === version) return [];
    await settlePlaces(access, document, before && placesOf(before));
    if (placed.size >= PLACED_MAX) placed.clear();
    placed.set(_id, version);
    return [];
  }

  return (parent) => recount(parent, null);
}

export function countReplies({ models }: Access, parent: string): Promise<number> {
  return models.comments.countDocuments({ thread: threadOf(parent), parent, listed: true }).exec();
}
