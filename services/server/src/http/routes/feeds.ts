import { createHash } from 'node:crypto';
import * as requests from '@parley/contracts/requests';
import { RENDER_VERSION } from '@parley/core/comments/render-body';
import { readSiteFeed, readThreadFeed } from '@parley/core/threads/read-feed';
import { findShownThread } from '@parley/core/threads/read-thread-page';
import { type Request, type Response, Router } from 'express';
import type { HttpDeps } from '../deps.ts';
import { acceptedEncoding, createFinishedBytes, encoded } from '../finished-bytes.ts';
import { isKnownAlready } from '../known-already.ts';
import type { Limits } from '../limits.ts';
import { siteAtom, threadAtom } from '../pages/atom.ts';
import { findLanguage } from '../told-in-words.ts';

/** Grows whenever the same comments give another feed. */
const FEED_VERSION = 2;

/** The latest comments for feed readers: only what all may see, and told anew only when something changed. */
export function feedRoutes(deps: HttpDeps, limits: Limits): Router {
  const router = Router();
  const finished = createFinishedBytes();
  const [origin] = deps.ownOrigins;

  router.get('/v1/threads/:thread/feed.atom', limits.reads, async (request, response) => {
    const { thread } = requests.threadParams.parse(request.params);
    const shown = await findShownThread(deps, thread);
    const language = await findLanguage(request, response);
    const { tag, carried } = language;
    const head = shown?.record.head ?? 0;
    const versions = `${head}.${shown?.site.settingsVersion ?? 0}.${RENDER_VERSION}.${FEED_VERSION}`;
    const etag = `W/"feed.${versions}.${tag}"`;
    if (isKnown(request, response, etag)) return;
    const key = `${thread} ${tag} ${carried ?? ''}`;
    const kept = finished.find(key);
    const entry =
      kept?.etag === etag
        ? kept
        : await finished.build(key, etag, async () => {
            const feed = shown && (await readThreadFeed(deps, shown));
            return { head, etag, json: threadAtom(language, thread, feed, origin) };
          });
    const { bytes, encoding } = await encoded(entry, acceptedEncoding(request.headers['accept-encoding']));
    if (encoding !== 'identity') response.set('Content-Encoding', encoding);
    response.send(bytes);
  });

  // A site has no head: its feed is read anew each time, and its own bytes say whether it is another one.
  router.get('/v1/sites/:site/feed.atom', limits.reads, async (request, response) => {
    const { site } = requests.siteParams.parse(request.params);
    const language = await findLanguage(request, response);
    const text = siteAtom(language, await readSiteFeed(deps, site), origin);
    const etag = `W/"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
    if (!isKnown(request, response, etag)) response.send(Buffer.from(text));
  });
  return router;
}

/** Sets what all feeds have; answers 304, and true, to a reader who has this one already. */
function isKnown(request: Request, response: Response, etag: string): boolean {
  response.set({
    ETag: etag,
    'Cache-Control': 'no-cache',
    'Content-Type': 'application/atom+xml; charset=utf-8',
  });
  response.vary('Accept-Encoding');
  if (!isKnownAlready(request, etag)) return false;
  response.status(304).end();
  return true;
}
