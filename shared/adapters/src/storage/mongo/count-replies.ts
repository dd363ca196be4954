import type { LoggedChange } from '@parley/core/ports/records';
import type { Access } from './access.ts';
import { branchCountOf, type CommentDocument, findDocument, toComment } from './comment-documents.ts';
import { type Addition, madeAt, mayBeAdded } from './counts-above.ts';
import { gather } from './gather.ts';
import { placesOf } from './places.ts';
import { recountReplies } from './recount-replies.ts';
import { settleComment, settlePlaces } from './settle-comment.ts';
import { type CommentWritten, type Counted, changeComment, type Holding } from './write-comment.ts';

/**
 * Changes that a comment remembers to have counted, in about 12 KB: more than are under way below one comment at a
 * time, so that none of those has to be counted by counting all.
 */
const HELD_MAX = 256;
/** Callers that one write serves: less than are remembered, so that the last of them can all ask again. */
const TURN_MAX = HELD_MAX / 4;
/** Parents of which is remembered that their places are right: those of the busiest threads. */
const PLACED_MAX = 2_000;

/**
 * Adds a change below a comment to its counts, once however often and by whomever it is asked: of its replies those
 * listed, of a root all that is published below it. Answers the changes above it that came of it.
 */
export type CountReplies = (id: string, addition: Addition) => Promise<LoggedChange[]>;

/**
 * The counts and the names of the changes that they hold are one write, which fails where the comment has changed
 * meanwhile. Only the last names are kept: a change from before the latest of those that were forgotten may be among
 * them, and is counted by counting all. A tombstone that appears or vanishes by a count goes into the log, and so on
 * upwards. In this process one writes for all who wait.
 */
export function createCountReplies(getAccess: () => Access): CountReplies {
  /** The version at which this process last knew a parent to stand in its places. */
  const placed = new Map<string, number>();

  const count = gather(async (id: string, additions: Addition[]) => {
    const access = getAccess();
    const written = await changeComment(access, id, (document) => draftOf(access, document, additions));
    if (written !== null) await access.reached('replies-counted');
    const changes = await (written === null ? settleAgain(access, id) : settleParent(access, written));
    return additions.map((_, index) => (index === 0 ? changes : []));
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

  return count;
}

/** Whoever counted this before may have died before the rest was done. */
async function settleAgain(access: Access, id: string): Promise<LoggedChange[]> {
  const document = await findDocument(access.models, id);
  if (document === null) return [];
  if (document.unlogged.length > 0) return (await settleComment(access, document)).changes;
  await settlePlaces(access, document);
  return [];
}

/** Null when the counts hold all of it already. */
async function draftOf(access: Access, document: CommentDocument, additions: Addition[]) {
  const held = new Set(document.countedChanges);
  const byName = new Map(additions.map((one) => [one.name, one]));
  const fresh = [...byName.values()].filter(({ name }) => !held.has(name));
  if (fresh.length === 0) return null;
  const isCertain = fresh.every((addition) => mayBeAdded(document, addition));
  const { counted, alsoUpTo } = isCertain
    ? { counted: sum(document, fresh), alsoUpTo: 0 }
    : await recountReplies(access, document, fresh);
  return { after: toComment(document), counted, holding: holdingOf(document, fresh, alsoUpTo) };
}

function sum(document: CommentDocument, additions: Addition[]): Counted {
  return {
    replyCount: additions.reduce((total, { replies }) => total + replies, document.replyCount),
    branchCount: additions.reduce((total, { branch }) => total + branch, branchCountOf(document)),
  };
}

function holdingOf(document: CommentDocument, fresh: Addition[], alsoUpTo: number): Holding {
  const all = [...(document.countedChanges ?? []), ...fresh.map(({ name }) => name)];
  const forgotten = all.slice(0, -HELD_MAX).map(madeAt);
  return {
    countedChanges: all.slice(-HELD_MAX),
    countedUpTo: Math.max(document.countedUpTo ?? 0, alsoUpTo, ...forgotten),
  };
}
