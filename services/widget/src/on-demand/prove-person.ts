import { ApiError } from '@parley/contracts/client/reader-client';
import { onDemandMessages } from '@parley/contracts/messages/en-on-demand';
import { createTranslate } from '@parley/contracts/messages/translate';
import type { Widget } from '../widget.ts';
import { type Challenge, solveCaptcha } from './solve-captcha.ts';

/** Refusals that no solution of ours has helped against. */
const tried = new WeakSet<Error>();

/** Whether a post was refused for want of a proof before this was there to give one. */
export function isUnproven(error: ApiError): boolean {
  return error.code === 'captcha-required' && !tried.has(error);
}

/**
 * From now on posts say how long ago the reader came to write (of who writes a second one in a second the first is
 * enough) and what stands in fields that no person sees, and one that is answered with a challenge is sent once more
 * with its solution, by the same key. The reader does nothing; who listens is told.
 */
export function proveByItself(widget: Widget, root: ShadowRoot, signal: AbortSignal): void {
  const { api, locale, words, say } = widget;
  const { postComment } = api;
  let beganAt: number | null = null;
  const begin = () => {
    beganAt ??= Date.now();
  };
  for (const sign of ['focusin', 'input']) root.addEventListener(sign, begin, { signal });
  signal.addEventListener('abort', () => {
    api.postComment = postComment;
  });

  api.postComment = async (body) => {
    const [trap] = [...root.querySelectorAll<HTMLInputElement>('.trap')].flatMap(({ value }) => value || []);
    const composedMs = beganAt === null ? undefined : Date.now() - beganAt;
    const request = { ...body, ...(composedMs !== undefined && { composedMs }), ...(trap && { trap }) };
    const send = async () => {
      try {
        return await postComment(request);
      } catch (error) {
        const challenge = challengeOf(error);
        if (challenge === null) throw error;
        say(createTranslate(locale, onDemandMessages, words)('checking'));
        const captcha = await solveCaptcha(challenge);
        if (captcha === null) throw noted(error);
        return await postComment({ ...request, captcha }).catch((again) => {
          throw noted(again);
        });
      }
    };
    return send();
  };
}

function noted(error: unknown): unknown {
  if (error instanceof Error) tried.add(error);
  return error;
}

function challengeOf(error: unknown): Challenge | null {
  if (!(error instanceof ApiError) || error.code !== 'captcha-required') return null;
  return (error.current as { challenge?: Challenge } | undefined)?.challenge ?? null;
}
