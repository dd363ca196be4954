import { createHash } from 'node:crypto';
import { CoreError } from '../core-error.ts';
import { foldText } from '../moderation/fold-text.ts';
import { type Finding, type Screening, screenComment } from '../moderation/screen-comment.ts';
import type { Clock } from '../ports/host.ts';
import type { AuthorRecord, AuthorStanding, CommentRecord, Site, ThreadRecord } from '../ports/records.ts';
import type { SanctionRecord } from '../ports/sanction-store.ts';
import type { Store } from '../ports/store.ts';
import { RENDER_VERSION, renderBody } from './render-body.ts';

/** The same words count as a repetition within this time. */
const DUPLICATE_WINDOW_MS = 10 * 60_000;
/** An author's latest comments that a new one is compared with. */
const LATEST = 5;

/** Why nobody else sees what an author wrote under a mute: for moderators, never for the author. */
const MUTED: Finding = {
  verdict: 'hold',
  rule: 'muted-author',
  evidence: 'written under a mute',
  forAuthor: '',
  weight: 0,
};

/** `standing` is the author's, as screening saw it. */
export type ScreenedBody = Body & {
  status: 'published' | 'held';
  findings: Screening['findings'];
  standing: AuthorStanding;
};

/** The body held for one more reason. What is written under a mute shows its author nothing of it. */
export function withFinding(body: ScreenedBody, finding: Finding): ScreenedBody {
  if (body.muted) return body;
  return {
    ...body,
    status: 'held',
    reason: body.reason ?? finding.forAuthor,
    findings: [...body.findings, finding],
  };
}

type Body = Pick<CommentRecord, 'source' | 'html' | 'renderVersion' | 'fingerprint' | 'reason' | 'muted'>;

/**
 * Renders and screens a body for an author in a thread. Throws what the author can mend (`comment-refused`,
 * `duplicate-comment`); otherwise says whether it is to be published or held.
 */
export async function screenedBody(
  deps: { store: Store; clock: Clock },
  context: {
    site: Site;
    thread: ThreadRecord;
    author: AuthorRecord;
    source: string;
    isNew: boolean;
    sanctions: readonly SanctionRecord[];
  },
): Promise<ScreenedBody> {
  const { site, thread, author, source, sanctions } = context;
  const folded = foldText(source);
  // Text of symbols alone folds to nothing: it is compared as it stands.
  const fingerprint = createHash('sha256')
    .update(folded === '' ? source.trim() : folded)
    .digest('base64url')
    .slice(0, 22);
  const html = renderBody(source);
  const since = deps.clock.now() - DUPLICATE_WINDOW_MS;
  const [standing, latest, isDuplicate] = await Promise.all([
    deps.store.comments.standing(site.id, author.id),
    context.isNew ? deps.store.comments.listByAuthor(site.id, author.id, LATEST, since) : [],
    context.isNew
      ? deps.store.comments.hasDuplicate({ thread: thread.id, author: author.id, fingerprint, since })
      : false,
  ]);
  const { verdict, findings } = screenComment({
    source,
    html,
    folded,
    author,
    standing,
    settings: site.settings,
    premoderation: thread.premoderation ?? site.settings.premoderation,
    isDuplicate,
    recent: latest
      .filter(({ status }) => status !== 'deleted')
      .map((comment) => foldText(comment.source ?? '')),
    premoderated: sanctions.find(({ kind }) => kind === 'premoderate'),
  });
  const reason = findings[0]?.forAuthor ?? null;
  if (verdict === 'reject') {
    const [first] = findings;
    throw new CoreError(
      first?.code ?? 'comment-refused',
      reason ?? 'This comment cannot be published here.',
      first === undefined ? {} : { reason: first.rule },
    );
  }
  const body = { source, html, renderVersion: RENDER_VERSION, fingerprint, reason, findings, standing };
  if (verdict === 'hold') return { ...body, status: 'held' };
  const isMuted = sanctions.some(({ kind }) => kind === 'mute');
  return isMuted
    ? { ...body, findings: [MUTED], status: 'held', muted: true }
    : { ...body, status: 'published' };
}
