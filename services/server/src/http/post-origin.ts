import type { PostOrigin } from '@parley/core/comments/prove-person';
import type { Request } from 'express';
import type { HttpDeps } from './deps.ts';

/** Posts of one address within the limiter's minute from which on new guests there are looked at twice. */
const BUSY_FROM = 20;

/** How a post came in. Asked after the limiters have counted it, the one by address last. */
export function postOrigin(
  { captcha }: Pick<HttpDeps, 'captcha'>,
  request: Request,
  { canSolve }: { canSolve: boolean },
): PostOrigin {
  const used = () => (request as Request & { rateLimit?: { used: number } }).rateLimit?.used ?? 0;
  return { captcha, canSolve, circumstances: () => ({ isBusyAddress: used() > BUSY_FROM }) };
}
