import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { SLICE_DEFAULT } from '@parley/contracts/limits';
import { type OpenThread, openThread as openThreadSchema } from '@parley/contracts/requests';
import { RENDER_VERSION } from '@parley/core/comments/render-body';
import type { Site } from '@parley/core/ports/records';
import { StoreUnavailable } from '@parley/core/ports/store';
import { readFirstSlice } from '@parley/core/threads/open-thread';
import { threadIdFor } from '@parley/core/threads/thread-id';
import type { HttpDeps } from './deps.ts';
import { acceptedEncoding, createFinishedBytes, encoded, type Finished } from './finished-bytes.ts';
import { createHeadLookups } from './head-lookups.ts';
import { createHeadsInTime } from './heads-in-time.ts';
import { createStaleGuard } from './stale-guard.ts';

/** Addresses whose parsed form is kept. */
const PARSED_MAX = 5_000;
const PATH = '/v1/threads?';

type Wanted = { query: OpenThread; thread: string; key: string };
/** `staleMs`: how long ago it was last known to be true, when the store cannot say whether it still is. */
type Found = { entry: Finished; staleMs: number | null };

/**
 * The short way in for the read that everybody makes: `GET /v1/threads` of a thread that exists. One
 * look-up of `head`, then bytes that were finished when the thread last changed. It stands before express;
 * whatever it does not know by heart (a faulty query, a foreign origin, an empty thread) it leaves alone. While
 * the store is away it answers what was true last, and says so (`Cache-Status`, RFC 9211). Resolves to whether
 * it has answered.
 */
export function firstSlices(
  deps: HttpDeps,
): (request: IncomingMessage, response: ServerResponse) => Promise<boolean> {
  const finished = createFinishedBytes();
  const headOf = createHeadsInTime(createHeadLookups(deps.store.threads));
  const guard = createStaleGuard(deps);
  const parsed = new Map<string, Wanted | null>();

  return async (request, response) => {
    if (request.method !== 'GET' || !request.url?.startsWith(PATH)) return false;
    const wanted = parse(request.url);
    if (wanted === null) return false;
    const site = await deps.sites.find(wanted.query.site);
    if (site === null) return false;
    const { origin } = request.headers;
    if (origin !== undefined && !deps.ownOrigins.includes(origin) && !site.origins.includes(origin))
      return false;
    const found = await current(wanted, site);
    if (found === null) return false;
    await send(request, response, found, origin);
    return true;
  };

  async function current(wanted: Wanted, site: Site): Promise<Found | null> {
    const askedAt = performance.now();
    const head = await headOf(wanted.thread);
    if (head === 0) return null;
    if (head === null) return stale(wanted);
    const etag = etagOf(head, site);
    const kept = finished.find(wanted.key);
    if (kept?.etag === etag) {
      deps.metrics.firstSlices.inc({ source: 'kept' });
      kept.trueAt = askedAt;
      return { entry: kept, staleMs: null };
    }
    try {
      const entry = await finished.build(wanted.key, etag, async () => {
        const thread = await deps.store.threads.find(wanted.thread);
        if (thread === null) throw new Error('a thread that had a head is gone');
        const slice = await readFirstSlice(deps, site, thread, wanted.query);
        return { head: thread.head, etag: etagOf(thread.head, site), json: JSON.stringify(slice) };
      });
      entry.trueAt = askedAt;
      deps.metrics.firstSlices.inc({ source: 'built' });
      return { entry, staleMs: null };
    } catch (error) {
      if (error instanceof StoreUnavailable) return await stale(wanted);
      throw error;
    }
  }

  /** What was true a moment ago serves readers better than nothing, unless a text in it was hidden meanwhile. */
  async function stale(wanted: Wanted): Promise<Found | null> {
    const entry = finished.find(wanted.key);
    if (entry === undefined || !(await guard.mayShow(wanted.thread, entry))) return null;
    deps.metrics.firstSlices.inc({ source: 'stale' });
    return { entry, staleMs: performance.now() - entry.trueAt };
  }

  function parse(url: string): Wanted | null {
    const known = parsed.get(url);
    if (known !== undefined) return known;
    const parameters = new URLSearchParams(url.slice(PATH.length));
    const result = openThreadSchema.safeParse(Object.fromEntries(parameters));
    const isPlain = result.success && new Set(parameters.keys()).size === parameters.size;
    const wanted = isPlain ? wantedOf(result.data) : null;
    if (parsed.size >= PARSED_MAX) parsed.clear();
    parsed.set(url, wanted);
    return wanted;
  }
}

function wantedOf(query: OpenThread): Wanted {
  const thread = threadIdFor(query.site, query.key);
  return { query, thread, key: `${thread} ${query.sort ?? 'newest'} ${query.limit ?? SLICE_DEFAULT}` };
}

function etagOf(head: number, site: Site): string {
  return `"${head}.${site.settingsVersion}.${RENDER_VERSION}"`;
}

async function send(
  request: IncomingMessage,
  response: ServerResponse,
  { entry, staleMs }: Found,
  origin: string | undefined,
): Promise<void> {
  const headers: Record<string, string | number> = {
    ETag: entry.etag,
    'Cache-Control': 'no-cache',
    Vary: 'Origin, Accept-Encoding',
    'X-Request-Id': randomUUID(),
    'X-Content-Type-Options': 'nosniff',
    'Cross-Origin-Resource-Policy': 'cross-origin',
  };
  if (origin !== undefined) {
    headers['Access-Control-Allow-Origin'] = origin;
    headers['Access-Control-Expose-Headers'] = 'Cache-Status, ETag, Retry-After, X-Request-Id';
  }
  if (staleMs !== null) {
    headers['Cache-Status'] = `parley; hit; ttl=-${Math.ceil(staleMs / 1000)}; detail=store-away`;
    headers['Cache-Control'] = 'no-store';
  }
  if (request.headers['if-none-match'] === entry.etag) {
    response.writeHead(304, headers).end();
    return;
  }
  const { bytes, encoding } = await encoded(entry, acceptedEncoding(request.headers['accept-encoding']));
  headers['Content-Type'] = 'application/json; charset=utf-8';
  headers['Content-Length'] = bytes.length;
  if (encoding !== 'identity') headers['Content-Encoding'] = encoding;
  response.writeHead(200, headers).end(bytes);
}
