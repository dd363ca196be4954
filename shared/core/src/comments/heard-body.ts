import { type Heard, hearServices, type OutsideDeps } from '../moderation/outside/hear-services.ts';
import type { Clock, Log } from '../ports/host.ts';
import type { CommentRecord, Site } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { PostOrigin } from './prove-person.ts';
import { type ScreenedBody, withFinding } from './screened-body.ts';

export type HearingDeps = {
  clock: Clock;
  log: Log;
  origin: Pick<PostOrigin, 'address' | 'userAgent'>;
  services: OutsideDeps;
};

/**
 * A body with what the site's services say of it: of a new comment and of an edit alike. Nobody is asked about what is
 * written under a mute, as nobody else sees it. Throws `comment-refused`.
 */
export async function heardBody(
  deps: HearingDeps,
  site: Site,
  about: Pick<CommentRecord, 'author' | 'parent'> & { page: { url: string; title: string }; isEdit: boolean },
  body: ScreenedBody,
): Promise<{ body: ScreenedBody; akismet: Heard['akismet'] }> {
  if (body.muted) return { body, akismet: null };
  const { author, parent, page, isEdit } = about;
  const { address, userAgent } = deps.origin;
  const { findings, akismet } = await hearServices({ ...deps, ...deps.services }, site, {
    ...{ author, source: body.source ?? '', isReply: parent !== null, isEdit },
    ...{ page, address, userAgent },
  });
  return { body: findings.reduce(withFinding, body), akismet };
}

/** Keeps what Akismet was told of a stored body, and its answer, until feedback is due. */
export async function keepOpinion(
  { store }: { store: Pick<Store, 'comments' | 'opinions'> },
  { id, site, revision, createdAt, editedAt }: CommentRecord,
  akismet: Heard['akismet'],
): Promise<void> {
  if (akismet === null) return;
  const { payload, verdict } = akismet;
  await store.opinions.add({
    ...{ comment: id, revision, site, payload, at: editedAt ?? createdAt },
    verdict: verdict === 'ham' ? 'ham' : 'spam',
  });
  // Its author may have withdrawn it since it was stored, and then nothing of the text is to be left.
  if (editedAt !== null && (await store.comments.find(id))?.status === 'deleted') {
    await store.opinions.remove(id);
  }
}
