import type { Actor } from '@parley/core/access/actor';
import { CoreError } from '@parley/core/core-error';
import type { Request, RequestHandler, Response } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import type { HttpDeps } from './deps.ts';

const MINUTE_MS = 60_000;
/** Households and phones have a /64 each: an address of one is as good as any other of it. */
const IPV6_PREFIX = 64;

/**
 * How many of each a window admits. Readers share addresses (offices, phone networks), so an address may do
 * several readers' worth.
 */
const BUDGETS = {
  reads: { windowMs: MINUTE_MS, limit: 1200, by: 'address' },
  postsByReader: { windowMs: MINUTE_MS, limit: 20, by: 'reader' },
  postsByAddress: { windowMs: MINUTE_MS, limit: 120, by: 'address' },
  /** Whoever has many addresses and names has them for one page, or one site: more than any discussion is able to read. */
  postsByThread: { windowMs: MINUTE_MS, limit: 1_200, by: 'thread' },
  postsBySite: { windowMs: MINUTE_MS, limit: 6_000, by: 'site' },
  /** Votes, flags, edits, deletions. */
  actions: { windowMs: MINUTE_MS, limit: 120, by: 'reader' },
  /** Whoever writes looks at it now and then; rendering costs more than reading. */
  previews: { windowMs: MINUTE_MS, limit: 120, by: 'address' },
  sessions: { windowMs: MINUTE_MS, limit: 60, by: 'address' },
  /** Guesses at a moderator's password, on top of the account's own lock. */
  signIns: { windowMs: 15 * MINUTE_MS, limit: 50, by: 'address' },
  moderation: { windowMs: MINUTE_MS, limit: 600, by: 'reader' },
} as const;

export type Limits = Record<keyof typeof BUDGETS, RequestHandler>;

/** A limiter for each kind of request; counted in Redis where there is one, so that all nodes count together. */
export function createLimits(deps: HttpDeps): Limits {
  const build = (name: keyof typeof BUDGETS): RequestHandler => {
    const { windowMs, limit, by } = BUDGETS[name];
    return rateLimit({
      windowMs,
      limit,
      standardHeaders: false,
      legacyHeaders: false,
      // A counter that cannot count must not stop readers.
      passOnStoreError: true,
      skip: () => !deps.rateLimits,
      keyGenerator: (request, response) => keyOf(deps, by, request, response),
      handler: (_request, response, next) => next(tooMany(response)),
      requestPropertyName: 'rateLimit',
      ...(deps.rateLimitStore ? { store: deps.rateLimitStore(`parley:limit:${name}:`) } : {}),
    });
  };
  const names = Object.keys(BUDGETS) as (keyof typeof BUDGETS)[];
  return Object.fromEntries(names.map((name) => [name, build(name)])) as Limits;

  function tooMany(response: Response): CoreError {
    const { resetTime } = (response.req as Request & { rateLimit: { resetTime?: Date } }).rateLimit;
    const waitMs = resetTime ? resetTime.getTime() - Date.now() : MINUTE_MS;
    const retryAfter = Math.max(1, Math.ceil(waitMs / 1000));
    return new CoreError(
      'rate-limited',
      `Too much at once. Try again in ${retryAfter} seconds; your text is kept.`,
      {
        retryAfter,
      },
    );
  }
}

/**
 * Admits a post by the limits of its thread and site, and by `others`, in their order and after these: so that the last
 * of them is what `postOrigin` asks. Rejects with `rate-limited`.
 */
export async function admitPost(
  limits: Limits,
  others: readonly ('postsByReader' | 'sessions' | 'postsByAddress')[],
  { request, response }: { request: Request; response: Response },
  postedTo: PostedTo,
): Promise<void> {
  response.locals.postedTo = postedTo;
  for (const name of ['postsBySite', 'postsByThread', ...others] as const) {
    await admitted(limits[name], request, response);
  }
}

type PostedTo = { site: string; thread: string };

/** Applies a limiter in the middle of a use case: resolves when it admits, rejects with `rate-limited`. */
function admitted(limiter: RequestHandler, request: Request, response: Response): Promise<void> {
  return new Promise((resolve, reject) => {
    limiter(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
  });
}

function keyOf(
  deps: HttpDeps,
  by: 'address' | 'reader' | 'thread' | 'site',
  request: Request,
  response: Response,
): string {
  if (by === 'thread' || by === 'site') return (response.locals.postedTo as PostedTo)[by];
  const actor = response.locals.actor as Actor | undefined;
  return by === 'reader' && actor ? actor.id : ipKeyGenerator(deps.addressOf(request), IPV6_PREFIX);
}
