/**
 * Who may do what. Every use case asks here and nowhere else. What one may not see is answered exactly like
 * what does not exist.
 */
import { CoreError } from '../core-error.ts';
import type { NoteRecord } from '../ports/note-store.ts';
import type { CommentRecord, Site, ThreadRecord } from '../ports/records.ts';
import type { Actor, ModeratorActor } from './actor.ts';

export function assertReader(actor: Actor | null): asserts actor is Actor {
  if (actor === null) throw new CoreError('not-signed-in', 'Give a name or sign in, then try again.');
}

export function assertModerator(actor: Actor | null): asserts actor is ModeratorActor {
  if (actor === null) throw new CoreError('not-signed-in', 'Sign in as a moderator.');
  if (actor.kind !== 'moderator') throw notFound();
}

/** A session belongs to one site; a moderator's to the sites they moderate. */
export function assertBelongsTo(actor: Actor, site: string): void {
  const belongs = actor.kind === 'reader' ? actor.site === site : moderates(actor, site);
  if (!belongs) throw new CoreError('not-signed-in', 'This session belongs to another site. Sign in here.');
}

export function moderates(actor: Actor | null, site: string): actor is ModeratorActor {
  if (actor?.kind !== 'moderator') return false;
  return actor.moderator.role === 'owner' || actor.moderator.sites.includes(site);
}

export function assertModerates(actor: Actor | null, site: string): asserts actor is ModeratorActor {
  assertModerator(actor);
  if (!moderates(actor, site)) throw notFound();
}

/** Leads of a site, and owners: sanctions, settings, and undoing what others decided. */
export function leads(actor: Actor | null, site: string): actor is ModeratorActor {
  return moderates(actor, site) && actor.moderator.role !== 'moderator';
}

export function assertLeads(actor: Actor | null, site: string): asserts actor is ModeratorActor {
  assertModerates(actor, site);
  if (!leads(actor, site)) throw new CoreError('forbidden', 'This is for leads of the site and for owners.');
}

/** Moderators remove what they noted; leads and owners what anybody did. */
export function mayRemoveNote(actor: ModeratorActor, { site, by }: Pick<NoteRecord, 'site' | 'by'>): boolean {
  return by.id === actor.id ? moderates(actor, site) : leads(actor, site);
}

export function assertOwner(actor: Actor | null): asserts actor is ModeratorActor {
  assertModerator(actor);
  if (actor.moderator.role !== 'owner') throw new CoreError('forbidden', 'This is for owners.');
}

/** The sites whose queues an actor works on, narrowed to one if they ask for one. */
export function moderatedSites(actor: ModeratorActor, all: Site[], wanted: string | undefined): string[] {
  const mine = all.map((site) => site.id).filter((id) => moderates(actor, id));
  return wanted === undefined ? mine : mine.filter((id) => id === wanted);
}

export function assertMayPost(actor: Actor, site: Site, thread: ThreadRecord): void {
  assertBelongsTo(actor, site.id);
  if (thread.state === 'closed' && !moderates(actor, site.id)) {
    throw new CoreError('thread-closed', 'The moderators have closed this thread. It can still be read.');
  }
  if (actor.kind === 'reader' && actor.reader.badge === 'guest' && !site.settings.guests) {
    throw new CoreError('guests-not-allowed', 'This site asks readers to sign in before they comment.');
  }
}

/** Readers reply to what they can see. Whatever else a parent may be is not told. */
export function assertMayReply(
  actor: Actor,
  parent: CommentRecord | null,
  thread: string,
): asserts parent is CommentRecord {
  const isThere = parent?.status === 'published' || (parent !== null && isShownToAuthor(actor, parent));
  if (parent?.thread !== thread || !isThere) {
    throw new CoreError('parent-gone', 'The comment you reply to is not there any more. Your text is kept.');
  }
}

export function isAuthor(actor: Actor | null, comment: CommentRecord): boolean {
  return actor !== null && actor.id === comment.author.id;
}

/** Written under a mute: to its author it is there as any other. */
function isShownToAuthor(actor: Actor, comment: CommentRecord): boolean {
  return isAuthor(actor, comment) && comment.status === 'held' && comment.muted === true;
}

export function maySee(actor: Actor | null, comment: CommentRecord): boolean {
  return comment.listed || (isAuthor(actor, comment) && comment.status !== 'deleted');
}

export function assertMayEdit(actor: Actor, comment: CommentRecord, site: Site, now: number): void {
  if (!isAuthor(actor, comment)) throw maySee(actor, comment) ? forbiddenToOthers('edit') : notFound();
  if (comment.status === 'deleted') throw notFound();
  if (comment.status === 'rejected') {
    throw new CoreError('forbidden', 'A moderator has rejected this comment; it cannot be edited.');
  }
  if (now - comment.createdAt > site.settings.editWindowSeconds * 1000) {
    throw new CoreError(
      'edit-window-closed',
      'Comments can be edited for a short while only; this one’s time is over.',
    );
  }
}

export function assertMayWithdraw(actor: Actor, comment: CommentRecord): void {
  if (!isAuthor(actor, comment)) throw maySee(actor, comment) ? forbiddenToOthers('delete') : notFound();
}

/** Votes and flags go to comments that everybody can see, and not to one's own. */
export function assertMayJudge(
  actor: Actor,
  comment: CommentRecord | null,
): asserts comment is CommentRecord {
  if (comment === null || comment.status !== 'published') throw notFound();
  assertBelongsTo(actor, comment.site);
  if (isAuthor(actor, comment)) throw new CoreError('forbidden', 'This is your own comment.');
}

export function notFound(): CoreError {
  return new CoreError('not-found', 'There is nothing here, or it is not for you to see.');
}

function forbiddenToOthers(what: string): CoreError {
  return new CoreError('forbidden', `Only its author can ${what} a comment.`);
}
