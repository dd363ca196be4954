import type { Badge, CommentStatus } from '@parley/contracts/objects';
import type { CommentRecord } from '@parley/core/ports/records';
import type { Database } from './database.ts';

/** The values of `COMMENT_COLUMNS`, in their order. */
export type CommentRow = [
  id: string,
  thread: string,
  site: string,
  parent: string | null,
  ancestors: string,
  rev: number,
  revision: number,
  status: CommentStatus,
  authorId: string,
  authorName: string,
  authorAvatar: string | null,
  authorBadge: Badge,
  source: string | null,
  html: string | null,
  renderVersion: number,
  fingerprint: string,
  createdAt: number,
  editedAt: number | null,
  pinned: number,
  up: number,
  down: number,
  replyCount: number,
  listed: number,
  reason: string | null,
  idempotencyKey: string,
  idempotencyHash: string,
  muted: number,
  branchCount: number,
  isPageAuthor: number,
];

const COMMENT_COLUMNS = `id, thread, site, parent, ancestors, rev, revision, status,
  author_id, author_name, author_avatar, author_badge, source, html, render_version, fingerprint,
  created_at, edited_at, pinned, up, down, reply_count, listed, reason, idempotency_key, idempotency_hash,
  muted, branch_count, is_page_author`;

/** Followed by the clauses of a query; its rows are for `toComment`. */
export const SELECT_COMMENTS = `SELECT ${COMMENT_COLUMNS} FROM comments`;

export function toComment(row: CommentRow): CommentRecord {
  const [
    id,
    thread,
    site,
    parent,
    path,
    rev,
    revision,
    status,
    authorId,
    name,
    avatar,
    badge,
    source,
    html,
    renderVersion,
    fingerprint,
    createdAt,
    editedAt,
    pinned,
    up,
    down,
    replyCount,
    listed,
    reason,
    idempotencyKey,
    idempotencyHash,
    muted,
    branchCount,
    isPageAuthor,
  ] = row;
  const ancestors = path === '' ? [] : path.split(',');
  return {
    id,
    thread,
    site,
    parent,
    ancestors,
    depth: ancestors.length,
    rev,
    revision,
    status,
    author: { id: authorId, name, avatar, badge, ...(isPageAuthor === 1 ? { isPageAuthor: true } : {}) },
    source,
    html,
    renderVersion,
    fingerprint,
    createdAt,
    editedAt,
    pinned: pinned === 1,
    up,
    down,
    replyCount,
    branchCount,
    listed: listed === 1,
    reason,
    idempotencyKey,
    idempotencyHash,
    ...(muted === 1 ? { muted: true } : {}),
  };
}

export function findComment(db: Database, id: string): CommentRecord | null {
  const [row] = db.tuples<CommentRow>(`${SELECT_COMMENTS} WHERE id = ?`, id);
  return row === undefined ? null : toComment(row);
}

/** In the order of `ids`; unknown ones are left out. */
export function findComments(db: Database, ids: string[]): CommentRecord[] {
  return ids.flatMap((id) => findComment(db, id) ?? []);
}

/** Whether readers have ever seen the comment. */
export function wasPublished(db: Database, id: string): boolean {
  return db.get('SELECT 1 FROM comments WHERE id = ? AND was_published = 1', id) !== undefined;
}

export function insertComment(db: Database, comment: CommentRecord): void {
  const { author } = comment;
  db.run(
    `INSERT INTO comments (${COMMENT_COLUMNS}, was_published)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    comment.id,
    comment.thread,
    comment.site,
    comment.parent,
    comment.ancestors.join(','),
    comment.rev,
    comment.revision,
    comment.status,
    author.id,
    author.name,
    author.avatar,
    author.badge,
    comment.source,
    comment.html,
    comment.renderVersion,
    comment.fingerprint,
    comment.createdAt,
    comment.editedAt,
    comment.pinned ? 1 : 0,
    comment.up,
    comment.down,
    comment.replyCount,
    comment.listed ? 1 : 0,
    comment.reason,
    comment.idempotencyKey,
    comment.idempotencyHash,
    comment.muted ? 1 : 0,
    comment.branchCount,
    author.isPageAuthor ? 1 : 0,
    comment.status === 'published' ? 1 : 0,
  );
}

/** Adds to a comment's reply count; answers what decides whether it is listed. Null when there is none. */
export function countReply(
  db: Database,
  id: string,
  added: 1 | -1,
): Pick<CommentRecord, 'status' | 'replyCount' | 'listed'> | null {
  const row = db.get<{ status: CommentStatus; reply_count: number; listed: number }>(
    'SELECT status, reply_count, listed FROM comments WHERE id = ?',
    id,
  );
  if (row === undefined) return null;
  const replyCount = row.reply_count + added;
  db.run('UPDATE comments SET reply_count = ? WHERE id = ?', replyCount, id);
  return { status: row.status, replyCount, listed: row.listed === 1 };
}

/** Adds to a root's branch count; answers what it is then. */
export function countInBranch(db: Database, root: string, added: number): number {
  const sql =
    'UPDATE comments SET branch_count = branch_count + ? WHERE id = ? RETURNING branch_count AS count';
  return db.get<{ count: number }>(sql, added, root)?.count ?? 0;
}

/** Writes all that can change in a comment but its counts of replies. */
export function updateComment(db: Database, comment: CommentRecord): void {
  const isPublished = comment.status === 'published' ? 1 : 0;
  db.run(
    `UPDATE comments SET rev = ?, revision = ?, status = ?, source = ?, html = ?, render_version = ?,
       fingerprint = ?, edited_at = ?, pinned = ?, up = ?, down = ?, listed = ?, reason = ?,
       muted = ?, was_published = max(was_published, ?)
     WHERE id = ?`,
    comment.rev,
    comment.revision,
    comment.status,
    comment.source,
    comment.html,
    comment.renderVersion,
    comment.fingerprint,
    comment.editedAt,
    comment.pinned ? 1 : 0,
    comment.up,
    comment.down,
    comment.listed ? 1 : 0,
    comment.reason,
    comment.muted ? 1 : 0,
    isPublished,
    comment.id,
  );
}
