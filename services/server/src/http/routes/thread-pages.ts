import { join } from 'node:path';
import { BODY_MAX_LENGTH, FORM_BYTES_MAX } from '@parley/contracts/limits';
import type { Problem } from '@parley/contracts/problems';
import * as requests from '@parley/contracts/requests';
import { notFound } from '@parley/core/access/policy';
import { postAsGuest } from '@parley/core/comments/post-as-guest';
import { readReceipt } from '@parley/core/comments/read-receipt';
import { CoreError } from '@parley/core/core-error';
import { COMPOSE_MIN_MS } from '@parley/core/moderation/suspicion';
import { anchorOf, pageAddress } from '@parley/core/threads/page-address';
import { findShownThread, readThreadPage } from '@parley/core/threads/read-thread-page';
import { threadIdFor } from '@parley/core/threads/thread-id';
import express, { type Request, type Response, Router } from 'express';
import type { HttpDeps } from '../deps.ts';
import { createFormKeys } from '../form-keys.ts';
import { admitPost, type Limits } from '../limits.ts';
import { ownForms } from '../own-forms.ts';
import { plainPagePolicy } from '../page-policy.ts';
import { pathOf, permalinkOf } from '../pages/addresses.ts';
import type { FormState } from '../pages/comment-form.ts';
import { sendWithProblem } from '../pages/problem-page.ts';
import { emptyPage, receiptPage, replyPage, unpostedPage } from '../pages/writing-pages.ts';
import { postOrigin } from '../post-origin.ts';
import { threadPages } from '../thread-pages.ts';
import { languageOf, toldInWords } from '../told-in-words.ts';

const STYLES = join(import.meta.dirname, '../pages/plain');

/** Threads as plain pages: read, and written to by guests, with no script. */
export function threadPageRoutes(deps: HttpDeps, limits: Limits): Router {
  const router = Router();
  const keys = createFormKeys(deps);
  const pages = threadPages(deps, keys);

  router.get('/t/style.css', (_request, response) => {
    response.sendFile('style.css', { root: STYLES, headers: { 'Cache-Control': 'no-cache' } });
  });
  router.use('/t', plainPagePolicy(), toldInWords());

  router.get('/t', limits.reads, async (request, response) => {
    const wanted = requests.findThreadPage.parse(request.query);
    const site = await deps.sites.find(wanted.site);
    if (site === null) throw notFound();
    const url = pageAddress(site, wanted.url ?? request.get('referer') ?? '');
    const key = wanted.key ?? url?.replace(/\?.*/, '');
    if (key === undefined) throw pageUnknown();
    const thread = threadIdFor(site.id, key);
    if ((await deps.store.threads.head(thread)) > 0) {
      response
        .set('Cache-Control', 'no-store')
        .redirect(302, pathOf(thread, { lang: languageOf(response).carried }));
      return;
    }
    const of = { site: site.id, key, url: url ?? '', title: wanted.title ?? '' };
    const { guests, maxLength, premoderation } = site.settings;
    const form = { ...blank(thread), maxLength, premoderated: premoderation !== 'off', page: of };
    const about = { id: site.id, name: site.name, guests };
    sendForm(response, emptyPage(languageOf(response), about, url, form));
  });

  router.get('/t/:thread', limits.reads, async (request, response) => {
    const { thread } = requests.threadParams.parse(request.params);
    const { reply, receipt, ...place } = requests.threadPage.parse(request.query);
    const language = languageOf(response);
    if (receipt !== undefined) {
      const comment = await readReceipt(deps, thread, keys.read(thread, receipt).idempotencyKey);
      if (comment.status === 'published') {
        response.redirect(302, permalinkOf(thread, comment.id, language.carried));
      } else sendOnce(response, receiptPage(language, comment));
      return;
    }
    const shown = await findShownThread(deps, thread);
    if (shown === null) throw nothingYet();
    if (reply === undefined) {
      await pages.send(request, response, shown, place);
      return;
    }
    const page = await readThreadPage(deps, shown, { comment: reply });
    const comment = page.branch?.comment;
    if (comment?.status !== 'published') throw notFound();
    const { maxLength, premoderation } = page.thread.settings;
    const form = { ...blank(thread), parent: reply, maxLength, premoderated: premoderation !== 'off' };
    sendForm(response, replyPage(language, page, comment, form));
  });

  router.post(
    '/t/:thread',
    ownForms(deps),
    express.urlencoded({ extended: false, limit: FORM_BYTES_MAX, inflate: false }),
    async (request, response) => {
      const { thread } = requests.threadParams.parse(request.params);
      const language = languageOf(response);
      response.locals.sendProblem = (_response: Response, problem: Problem) => {
        const form = typed(thread, request.body, problem);
        sendWithProblem(response, problem, unpostedPage(language, problem, form));
      };
      response.redirect(303, await post(thread, request, response));
    },
  );
  return router;

  /** Posts what the form holds; answers where its author sees what became of it. */
  async function post(thread: string, request: Request, response: Response): Promise<string> {
    const form = requests.threadForm.parse(request.body);
    const { idempotencyKey, madeAt } = keys.read(thread, form.key);
    const { name, body, parent, website: trap } = form;
    const composedMs = deps.clock.now() - madeAt;
    const about = await pageOf(thread, form);
    const postedTo = { site: about.site, thread };
    const admit = () => admitPost(limits, ['sessions', 'postsByAddress'], { request, response }, postedTo);
    const { outcome, comment } = await postAsGuest(
      { ...deps, admit, origin: postOrigin(deps, request, { canSolve: false }) },
      { ...about, idempotencyKey, parent, body, name, trap, composedMs },
    );
    deps.metrics.posts.inc({ outcome });
    const { carried: lang } = languageOf(response);
    if (comment.status !== 'published') return pathOf(thread, { receipt: form.key, lang });
    return pathOf(thread, { comment: comment.id, posted: 'yes', lang }) + anchorOf(comment.id);
  }

  /** What is known of the thread's page, or else what the form says of it. */
  async function pageOf(thread: string, form: { site?: string; page?: string; url: string; title: string }) {
    const known = await deps.store.threads.find(thread);
    if (known !== null) {
      const { site, key, url, title } = known;
      return { site, thread: { key, url, title } };
    }
    const { site, page: key, url, title } = form;
    if (site === undefined || key === undefined || threadIdFor(site, key) !== thread) throw nothingYet();
    return { site, thread: { key, url, title } };
  }

  function blank(thread: string): FormState {
    return {
      thread,
      key: keys.make(thread),
      parent: null,
      name: '',
      body: '',
      maxLength: BODY_MAX_LENGTH,
      page: null,
      premoderated: false,
    };
  }

  /** The form with all that was typed into it. Its key stays, unless it was used up or was none. */
  function typed(thread: string, body: unknown, { code, errors }: Problem): FormState {
    const field = (name: string) => {
      const value = (body as Record<string, unknown> | undefined)?.[name];
      return typeof value === 'string' ? value : '';
    };
    const isKeySpent = code === 'idempotency-mismatch' || errors?.some(({ pointer }) => pointer === '/key');
    const about = { site: field('site'), key: field('page'), url: field('url'), title: field('title') };
    return {
      ...blank(thread),
      // The text was written already: nobody is too fast for sending it once more.
      key:
        isKeySpent || field('key') === ''
          ? keys.make(thread, deps.clock.now() - COMPOSE_MIN_MS)
          : field('key'),
      parent: field('parent') || null,
      name: field('name'),
      body: field('body'),
      page: about.site === '' ? null : about,
    };
  }
}

/**
 * A form is new for whoever asks for one, and the same for whoever comes back to it: with its old key what
 * was sent already stays one comment.
 */
function sendForm(response: Response, text: string): void {
  response.set('Cache-Control', 'private, no-cache').type('html').send(text);
}

/** What is for its author's eyes is kept nowhere. */
function sendOnce(response: Response, text: string): void {
  response.set('Cache-Control', 'no-store').type('html').send(text);
}

function nothingYet(): CoreError {
  return new CoreError(
    'not-found',
    'There are no comments at this address yet. The article’s own page is where they begin.',
  );
}

function pageUnknown(): CoreError {
  return new CoreError(
    'validation-failed',
    'The link that led here does not say which page’s comments you want. Go back to the article.',
  );
}
