import type { PostComment } from '@parley/contracts/requests';
import { CoreError } from '../core-error.ts';
import { AUTHOR_REASONS } from '../moderation/author-reasons.ts';
import { assertSolved, type Circumstances, isSuspect, isTooFast } from '../moderation/suspicion.ts';
import type { Captcha } from '../ports/captcha.ts';
import type { AuthorRecord, Site } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import { type ScreenedBody, withFinding } from './screened-body.ts';

/** How a post came in, and what may be asked of whoever sent it. */
export type PostOrigin = {
  captcha: Captcha;
  /** False where nothing can be asked: on a page without scripts. */
  canSolve: boolean;
  circumstances(): Circumstances;
  /** Of the request: told to services that the site has set up, and kept nowhere else. */
  address: string;
  userAgent: string;
};

/** Throws `comment-refused` for what only a program sends: before anything is looked at that costs more. */
export function assertNoTrap({ trap }: Pick<PostComment, 'trap'>): void {
  if (trap) {
    throw new CoreError('comment-refused', 'A field that people do not see was filled in, as programs do.');
  }
}

/**
 * What is suspected of being a program's goes on only with a solved challenge; where none can be asked for it waits for
 * a moderator, and so does what a new guest wrote faster than people do, where the site asks for no challenges. Throws
 * `captcha-required`.
 */
export async function provePerson(
  deps: { store: Store; origin: PostOrigin },
  request: Pick<PostComment, 'captcha' | 'composedMs' | 'idempotencyKey'>,
  site: Site,
  author: AuthorRecord,
  body: ScreenedBody,
): Promise<ScreenedBody> {
  const circumstances = { composedMs: request.composedMs, ...deps.origin.circumstances() };
  const { standing, html, findings } = body;
  if (isTooFast({ settings: site.settings, author, standing }, circumstances)) {
    return withFinding(body, {
      verdict: 'hold',
      rule: 'compose-time',
      evidence: `written in ${circumstances.composedMs} ms, by somebody new`,
      forAuthor: AUTHOR_REASONS['new-author'],
      weight: 10,
    });
  }
  if (!isSuspect({ settings: site.settings, author, standing, html: html ?? '', findings }, circumstances))
    return body;
  if (!deps.origin.canSolve) {
    return withFinding(body, {
      verdict: 'hold',
      rule: 'unproven',
      evidence: 'suspected, on a page that cannot ask for a proof',
      forAuthor: AUTHOR_REASONS.unproven,
      weight: 10,
    });
  }
  await assertSolved(
    { store: deps.store, captcha: deps.origin.captcha },
    request.captcha,
    request.idempotencyKey,
  );
  return body;
}
