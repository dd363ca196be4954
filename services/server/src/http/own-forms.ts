import { CoreError } from '@parley/core/core-error';
import type { RequestHandler } from 'express';
import type { HttpDeps } from './deps.ts';

/**
 * Takes forms of our own pages only. A form of another page could not act as somebody else even so: a guest's
 * post carries the name typed into it, and no cookie or other session of the browser is looked at here. What
 * another page could borrow is the reader's address, and the limits that count by it; that is refused.
 *
 * `Sec-Fetch-Site` cannot be set by a page, `Origin` neither. Programs without either are no browsers, which
 * nobody can lead to send a form.
 */
export function ownForms(deps: Pick<HttpDeps, 'ownOrigins'>): RequestHandler {
  return (request, _response, next) => {
    const { origin } = request.headers;
    const site = request.headers['sec-fetch-site'];
    // "none": the reader sent it again by themselves, with the reload button.
    const isOwn =
      site === undefined
        ? origin === undefined || deps.ownOrigins.includes(origin)
        : site === 'same-origin' || site === 'none';
    if (!isOwn) {
      throw new CoreError(
        'origin-not-allowed',
        'This form came from another page. Open the comments here, and write again.',
      );
    }
    next();
  };
}
