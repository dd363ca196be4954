import { CoreError } from '../core-error.ts';
import type { Captcha } from '../ports/captcha.ts';
import type { AuthorRecord, AuthorStanding, SiteSettings } from '../ports/records.ts';
import type { Store } from '../ports/store.ts';
import type { Finding } from './screen-comment.ts';

/** What rules find in texts that programs write. */
const SUSPECT_RULES = ['links', 'near-duplicate', 'suspect-word'];

/** How a post came in. All of it is optional: other clients know nothing of it. */
export type Circumstances = {
  /** Whether many posts have come from this address within the last minute. */
  isBusyAddress?: boolean | undefined;
  /** How long the author wrote, in milliseconds. */
  composedMs?: number | undefined;
};

/** Nobody writes a comment in less; a program does. In milliseconds. */
export const COMPOSE_MIN_MS = 2_000;

/**
 * Whether a browser is to prove that it takes its time: that of a guest, where the site asks it of all of them, or of
 * one who is new and writes as programs do.
 */
export function isSuspect(
  { settings, author, standing, html, findings }: SuspectInput,
  { isBusyAddress = false, composedMs = COMPOSE_MIN_MS }: Circumstances,
): boolean {
  if (settings.captcha === 'off' || author.badge !== 'guest') return false;
  if (settings.captcha === 'all-guests') return true;
  if (standing.published >= settings.trustedAfter) return false;
  const hasLink = html.includes('<a href=');
  const isLikePrograms = findings.some(({ rule }) => SUSPECT_RULES.includes(rule));
  return isBusyAddress || hasLink || isLikePrograms || composedMs < COMPOSE_MIN_MS;
}

/** Whether a new guest wrote faster than people do, on a site that asks for no proof of work by which to tell. */
export function isTooFast(
  { settings, author, standing }: Pick<SuspectInput, 'settings' | 'author' | 'standing'>,
  { composedMs = COMPOSE_MIN_MS }: Circumstances,
): boolean {
  const isNew = author.badge === 'guest' && standing.published < settings.trustedAfter;
  return settings.captcha === 'off' && isNew && composedMs < COMPOSE_MIN_MS;
}

export type SuspectInput = {
  settings: SiteSettings;
  author: AuthorRecord;
  standing: AuthorStanding;
  html: string;
  findings: readonly Finding[];
};

/**
 * Takes the solution of a challenge for one post, by its key. Throws `captcha-required` with a new challenge when there
 * is none, or it is wrong, over, or was used for another post.
 */
export async function assertSolved(
  deps: { store: Pick<Store, 'challenges'>; captcha: Captcha },
  solution: string | undefined,
  key: string,
): Promise<void> {
  const solved = solution === undefined ? null : await deps.captcha.check(solution);
  if (solved !== null && (await deps.store.challenges.take({ ...solved, by: key }))) return;
  throw new CoreError(
    'captcha-required',
    'Your browser is asked to show that no program writes here. The widget does it by itself.',
    { current: { challenge: await deps.captcha.ask() } },
  );
}
