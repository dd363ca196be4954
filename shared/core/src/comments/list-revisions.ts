import { REVISIONS_MAX } from '@parley/contracts/limits';
import type { Revisions } from '@parley/contracts/sanction-objects';
import type { Actor } from '../access/actor.ts';
import { assertModerates, assertModerator, notFound } from '../access/policy.ts';
import type { Store } from '../ports/store.ts';
import { iso } from './present-comment.ts';
import { renderBody } from './render-body.ts';

/**
 * The bodies that a comment has had, oldest first and the one it has last, for moderators of its site. Former ones
 * are kept as they were typed, and shown as they would be rendered today. Deleting a comment erases them all.
 */
export async function listRevisions(
  deps: { store: Store },
  actor: Actor | null,
  id: string,
): Promise<Revisions> {
  assertModerator(actor);
  const comment = await deps.store.comments.find(id);
  if (comment === null) throw notFound();
  assertModerates(actor, comment.site);
  const former = await deps.store.comments.listRevisions(id, REVISIONS_MAX - 1);
  const { revision, source, html, editedAt, createdAt } = comment;
  if (source === null || html === null) return { revisions: [] };
  // A body that was replaced between the two reads is among the former ones already.
  const before = former.filter((one) => one.revision < revision);
  return {
    revisions: [
      ...before.map((one) => ({
        rev: one.revision,
        source: one.source,
        html: renderBody(one.source),
        at: iso(one.at),
      })),
      { rev: revision, source, html, at: iso(editedAt ?? createdAt) },
    ],
  };
}
