import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import type { threadPage as query } from '@parley/contracts/requests';
import { RENDER_VERSION } from '@parley/core/comments/render-body';
import { readThreadPage, type ShownThread } from '@parley/core/threads/read-thread-page';
import type { Request, Response } from 'express';
import type * as z from 'zod';
import type { HttpDeps } from './deps.ts';
import { acceptedEncoding, createFinishedBytes } from './finished-bytes.ts';
import type { FormKeys } from './form-keys.ts';
import { isKnownAlready } from './known-already.ts';
import type { Language } from './pages/language.ts';
import { html, trusted } from './pages/markup.ts';
import { threadPage } from './pages/thread-page.ts';
import { languageOf } from './told-in-words.ts';

/** Grows whenever the same thread gives another page. */
const PAGE_VERSION = 3;
const gzipAsync = promisify(gzip);

type Place = Pick<z.output<typeof query>, 'sort' | 'after' | 'comment' | 'posted'>;

/**
 * Sends pages of threads. One is made when its thread has changed, and is the same for everybody but for the
 * key of its form, which is put in on the way out; a browser that has it already is told so. First slices are
 * kept, one for each language and way of asking for it that somebody has asked in; later ones and permalinks, of which there is no end, are made when they are asked for.
 */
export function threadPages(deps: HttpDeps, keys: FormKeys) {
  const finished = createFinishedBytes();
  // Made up anew by each process, so that nobody can write it into a comment.
  const keyPlace = `key-${randomBytes(16).toString('hex')}`;
  const [origin] = deps.ownOrigins;

  async function send(request: Request, response: Response, shown: ShownThread, place: Place): Promise<void> {
    const { record, site } = shown;
    const language = languageOf(response);
    const versions = `${record.head}.${site.settingsVersion}.${RENDER_VERSION}.${PAGE_VERSION}`;
    const etag = `W/"${versions}.${language.tag}"`;
    // Private: another reader needs another key.
    response.set({ ETag: etag, 'Cache-Control': 'private, no-cache' }).vary('Accept-Encoding').type('html');
    if (place.posted !== undefined) {
      response.removeHeader('ETag');
      response.set('Cache-Control', 'no-store');
    } else if (isKnownAlready(request, etag)) {
      response.status(304).end();
      return;
    }
    const page = (await textOf(language, shown, place, etag)).replaceAll(keyPlace, () =>
      keys.make(record.id),
    );
    if (acceptedEncoding(request.headers['accept-encoding']) === 'identity') {
      response.send(Buffer.from(page));
      return;
    }
    const bytes = await gzipAsync(page, { level: constants.Z_BEST_SPEED });
    response.set('Content-Encoding', 'gzip').send(bytes);
  }

  async function textOf(language: Language, shown: ShownThread, place: Place, etag: string): Promise<string> {
    if (place.after !== undefined || place.comment !== undefined) return make(language, shown, place);
    const { tag, carried } = language;
    const key = `${shown.record.id} ${place.sort ?? ''} ${tag} ${carried ?? ''}`;
    const kept = finished.find(key);
    const entry =
      kept?.etag === etag
        ? kept
        : await finished.build(key, etag, async () => ({
            head: shown.record.head,
            etag,
            json: await make(language, shown, place),
          }));
    return entry.plain.toString();
  }

  async function make(language: Language, shown: ShownThread, place: Place): Promise<string> {
    const { t } = language;
    return threadPage({
      language,
      page: await readThreadPage(deps, shown, place),
      sort: place.sort ?? 'newest',
      isLaterSlice: place.after !== undefined,
      key: trusted(keyPlace),
      origin,
      notice: place.posted === undefined ? null : html`<p class="notice" role="status">${t('posted')}</p>`,
    });
  }

  return { send };
}
