import { createHash } from 'node:crypto';
import type { PostComment } from '@parley/contracts/requests';
import type { ReaderActor } from '../access/actor.ts';
import { notFound } from '../access/policy.ts';
import { CoreError } from '../core-error.ts';
import { cleanName } from '../identity/clean-name.ts';
import { COMPOSE_MIN_MS } from '../moderation/suspicion.ts';
import type { ReaderRecord } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { type PostDeps, type PostingDeps, type PostOutcome, postComment } from './post-comment.ts';

const ID_LENGTH = 26;

export type GuestPost = Omit<PostComment, 'thread'> & {
  thread: PostComment['thread'];
  name: string;
  /** What stands in the field that no person sees. */
  trap: string;
  /** How long the form was open. */
  composedMs: number;
};

/**
 * Posts as a guest who has no session: the name comes with the comment. Whoever writes is made from the
 * form's key and the name, so that a form that is sent twice is the same guest saying the same thing, which
 * is one comment. Throws what `postComment` throws, and `comment-refused` for what a program sends.
 */
export async function postAsGuest(deps: PostingDeps, request: GuestPost): Promise<PostOutcome> {
  const { name, trap, composedMs, ...post } = request;
  const site = await deps.sites.find(post.site);
  if (site === null) throw notFound();
  if (!site.settings.guests) {
    throw new CoreError('guests-not-allowed', 'This site asks readers to sign in before they comment.');
  }
  const reader = guestOf(deps, post, cleanName(name));
  // Behind the look-up of the key, as limits are: a form that is sent again gets its first answer.
  const admit = async () => {
    assertByHand(trap, composedMs);
    await deps.admit();
    await keepGuest(deps.store, reader);
  };
  const actor: ReaderActor = { kind: 'reader', id: reader.id, site: site.id, reader };
  return postComment({ ...deps, admit }, actor, post);
}

function guestOf(deps: PostDeps, { site, idempotencyKey }: PostComment, name: string): ReaderRecord {
  const digest = createHash('sha256')
    .update(JSON.stringify([site, idempotencyKey, name]))
    .digest('hex');
  return {
    id: `r${digest.slice(0, ID_LENGTH)}`,
    site,
    badge: 'guest',
    name,
    avatar: null,
    externalId: null,
    createdAt: deps.clock.now(),
  };
}

async function keepGuest(store: Store, reader: ReaderRecord): Promise<void> {
  if ((await store.readers.find(reader.id)) === null) await store.readers.put(reader);
}

function assertByHand(trap: string, composedMs: number): void {
  if (trap !== '') {
    throw new CoreError(
      'comment-refused',
      'A field that people do not see was filled in, as programs do. It is empty again: press Post once more.',
      { reason: 'trap-filled' },
    );
  }
  if (composedMs < COMPOSE_MIN_MS) {
    throw new CoreError(
      'comment-refused',
      'That was faster than people write. Look at your comment again, then press Post once more.',
      { reason: 'too-fast' },
    );
  }
}
