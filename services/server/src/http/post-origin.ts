import type { PostOrigin } from '@parley/core/comments/prove-person';
import type { Request } from 'express';
import type { HttpDeps } from './deps.ts';

/** Posts of one address within the limiter's minute from which on new guests there are looked at twice. */
const BUSY_FROM = 20;
const USER_AGENT_MAX_LENGTH = 300;

/** How a post came in. Asked after the limiters have counted it, the one by address last. */
export function postOrigin(
  { captcha, addressOf }: Pick<HttpDeps, 'captcha' | 'addressOf'>,
  request: Request,
  { canSolve }: { canSolve: boolean },
): PostOrigin {
  const used = () => (request as Request & { rateLimit?: { used: number } }).rateLimit?.used ?? 0;
  return {
    captcha,
    canSolve,
    circumstances: () => ({ isBusyAddress: used() > BUSY_FROM }),
    address: addressOf(request),
    userAgent: (request.get('user-agent') ?? '').slice(0, USER_AGENT_MAX_LENGTH),
  };
}
