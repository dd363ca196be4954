import { ApiError, type ClientCode } from '@parley/contracts/client/api-client';
import { expect } from 'chai';
import { createPageStorage, type PageStorage } from '../../../services/widget/src/page/page-storage.ts';
import { ATTEMPTS_MAX, afterFailure } from '../../../services/widget/src/writing/attempts.ts';
import { createDrafts, isOnItsWay } from '../../../services/widget/src/writing/drafts.ts';
import { formatText, quoteText } from '../../../services/widget/src/writing/format-text.ts';
import { accept, suggest } from '../../../services/widget/src/writing/suggestions.ts';

const THREAD = 'threadthreadthreadaa';
const GOING = { site: 'demo', thread: { key: 'k', url: 'https://x.example/', title: '' }, parent: null };
const DAY = 24 * 60 * 60 * 1000;

describe('writing in the widget', () => {
  describe('a draft', () => {
    it('is kept with the key that was made for it, also over a reload', () => {
      const storage = pageStorage();
      const first = draftsIn(storage).write(null, 'Half a')!;
      const second = draftsIn(storage).write(null, 'Half a thought')!;
      expect(second).to.include({ text: 'Half a thought', key: first.key });
      expect(draftsIn(storage).read(null)).to.deep.equal(second);
    });

    it('has a key of its own for every comment that is replied to', () => {
      const drafts = draftsIn(pageStorage());
      const keys = [null, 'one', 'two'].map((parent) => drafts.write(parent, 'words')?.key);
      expect(new Set(keys).size).to.equal(3);
      expect(drafts.parents()).to.have.members(['one', 'two']);
    });

    it('is gone when its text is, unless it was sent and may have arrived', () => {
      const drafts = draftsIn(pageStorage());
      const { key } = drafts.write(null, 'words')!;
      drafts.markSent(null, GOING);
      drafts.write(null, '');
      expect(drafts.write(null, 'other words')?.key).to.equal(key);
      drafts.write('parent', 'words');
      drafts.write('parent', '  ');
      expect(drafts.read('parent')).to.equal(null);
    });

    it('that is on its way goes on after a reload, for a day, until the reader stops it', () => {
      const storage = pageStorage();
      draftsIn(storage).write(null, 'words');
      draftsIn(storage).markSent(null, GOING);
      const kept = draftsIn(storage).read(null)!;
      expect(kept.going).to.deep.equal(GOING);
      expect(isOnItsWay(kept, DAY - 1)).to.equal(true);
      expect(isOnItsWay(kept, DAY)).to.equal(false);
      draftsIn(storage).hold(null);
      expect(isOnItsWay(draftsIn(storage).read(null)!, 0)).to.equal(false);
      expect(draftsIn(storage).read(null)).to.include({ key: kept.key, wasSent: true });
    });

    it('that is written on after it was stopped keeps its key', () => {
      const drafts = draftsIn(pageStorage());
      const { key } = drafts.write('one', 'words')!;
      drafts.markSent('one', GOING);
      drafts.hold('one');
      expect(drafts.write('one', 'more words')).to.include({ key, wasSent: true });
    });

    it('gets another key when the reader wants it posted as another comment', () => {
      const drafts = draftsIn(pageStorage());
      const { key } = drafts.write(null, 'words')!;
      drafts.renew(null);
      expect(drafts.read(null)).to.include({ text: 'words', wasSent: false });
      expect(drafts.read(null)?.key).not.to.equal(key);
    });

    it('is thrown away after a month, whatever thread it belongs to', () => {
      const storage = pageStorage();
      draftsIn(storage, 'anotherthreadanother').write(null, 'words');
      draftsIn(storage, THREAD, 31 * DAY);
      expect(storage.keys('draft:')).to.deep.equal([]);
    });

    it('lives in memory where the browser lets nothing be kept', () => {
      const storage = createPageStorage(() => {
        throw new Error('denied');
      });
      draftsIn(storage).write(null, 'words');
      expect(draftsIn(storage).read(null)?.text).to.equal('words');
      expect(storage.isBlocked).to.equal(true);
    });
  });

  describe('a post that fails', () => {
    const now = 1_000_000;
    const next = (error: ApiError, attempt = 1, isOnline = true, random = 1) =>
      afterFailure(error, attempt, { now, random, isOnline });

    it('is tried again with growing waits, and no more than so often', () => {
      const waits = [];
      for (let attempt = 1; attempt < ATTEMPTS_MAX; attempt++) {
        const following = next(failure('unavailable', 503), attempt);
        if (following.state === 'waiting') waits.push((following.until ?? 0) - now);
      }
      expect(waits).to.deep.equal([2_000, 4_000, 8_000, 16_000]);
      expect(next(failure('unavailable', 503), ATTEMPTS_MAX).state).to.equal('failed');
    });

    it('spreads the waits of many readers', () => {
      const early = next(failure('offline', 0), 1, true, 0);
      expect(early).to.include({ state: 'waiting', why: 'passing', until: now + 1_000 });
    });

    it('waits for the connection while the device is offline, however long', () => {
      const following = next(failure('offline', 0), ATTEMPTS_MAX, false);
      expect(following).to.deep.equal({ state: 'waiting', why: 'offline', until: null });
    });

    it('waits as long as the service asks for, if that is bearable', () => {
      const following = next(failure('rate-limited', 429, 7));
      expect(following).to.deep.equal({ state: 'waiting', why: 'rate-limited', until: now + 7_000 });
      expect(next(failure('rate-limited', 429, 3_600)).state).to.equal('failed');
      expect(next(failure('unavailable', 503, 20))).to.include({ why: 'passing', until: now + 20_000 });
      expect(next(failure('unavailable', 503, 3_600)).state).to.equal('failed');
    });

    it('is not repeated when repeating cannot help', () => {
      for (const code of ['comment-refused', 'thread-closed', 'banned', 'idempotency-mismatch'] as const)
        expect(next(failure(code, 422)).state, code).to.equal('failed');
    });
  });

  describe('a format', () => {
    it('is put around what is selected, which stays selected', () => {
      expect(formatText('bold', { text: 'one two', start: 4, end: 7 })).to.deep.equal({
        text: 'one **two**',
        start: 6,
        end: 9,
      });
    });

    it('quotes every line, on a line of its own', () => {
      const quoted = formatText('quote', { text: 'so: a\nb', start: 4, end: 7 });
      expect(quoted.text).to.equal('so: \n> a\n> b');
    });

    it('makes a block of code of several lines', () => {
      expect(formatText('code', { text: 'a\nb', start: 0, end: 3 }).text).to.equal('```\na\nb\n```');
    });

    it('makes an item of every line', () => {
      expect(formatText('list', { text: 'a\nb', start: 0, end: 3 }).text).to.equal('- a\n- b');
    });

    it('adds a quote below what is written, with the caret under it', () => {
      const quoted = quoteText('So:\n', 'one\n\n\n\ntwo ');
      expect(quoted.text).to.equal('So:\n\n> one\n> \n> two\n\n');
      expect(quoted.start).to.equal(quoted.text.length);
      expect(quoteText('', 'one').text).to.equal('> one\n\n');
    });

    it('selects the address of a link, to be typed over', () => {
      const { text, start, end } = formatText('link', { text: 'see here', start: 4, end: 8 });
      expect(text).to.equal('see [here](https://)');
      expect(text.slice(start, end)).to.equal('https://');
    });
  });

  describe('a suggestion', () => {
    const people = ['Maria Lindqvist', 'deckhand_89', 'Élodie', '*star*'];
    const labels = (text: string, caret = text.length) =>
      suggest(text, caret, people)?.items.map(({ label }) => label) ?? null;

    it('names who begins as typed, by any word of the name, whatever the accents', () => {
      expect(labels('@')).to.deep.equal(people);
      expect(labels('so @mar')).to.deep.equal(['Maria Lindqvist']);
      expect(labels('(@LIND')).to.deep.equal(['Maria Lindqvist']);
      expect(labels('@elo')).to.deep.equal(['Élodie']);
      expect(labels('@mar and more', 4)).to.deep.equal(['Maria Lindqvist']);
    });

    it('keeps out of addresses, times, and what nobody is called', () => {
      expect(labels('mail me@maria')).to.equal(null);
      expect(labels('at 10:sm')).to.equal(null);
      expect(labels('@nobody')).to.equal(null);
      expect(labels('@Maria Lindqvist ')).to.equal(null);
      expect(labels(': ')).to.equal(null);
    });

    it('finds shortcodes, those that begin as typed first', () => {
      expect(labels(':hea')).to.deep.equal([':heart:', ':broken_heart:']);
      expect(suggest(':hea', 4, [])?.items[0]?.sign).to.equal('❤️');
    });

    it('takes the place of what was typed, with room behind it', () => {
      const text = 'so @mar is';
      const found = suggest(text, 7, people)!;
      const next = accept({ text, caret: 7 }, found, found.items[0]!);
      expect(next.text).to.equal('so **@Maria Lindqvist** is');
      expect(next.text.slice(0, next.end)).to.equal('so **@Maria Lindqvist** ');
    });

    it('writes a name so that its own marks stay what they are', () => {
      const insert = (typed: string) => suggest(typed, typed.length, people)?.items[0]?.insert;
      expect(insert('@*')).to.equal(undefined);
      expect(insert('@deck')).to.equal('**@deckhand_89**');
      expect(suggest('@', 1, ['*star*', '_x_'])?.items.map((one) => one.insert)).to.deep.equal([
        '**@\\*star\\***',
        '**@\\_x\\_**',
      ]);
    });
  });
});

function failure(code: ClientCode, status: number, retryAfter?: number): ApiError {
  return new ApiError(code, 'in words', status, retryAfter === undefined ? {} : { retryAfter });
}

function draftsIn(storage: PageStorage, thread = THREAD, at = 0) {
  let made = 0;
  return createDrafts({ storage, thread, now: () => at, makeKey: () => `key-${Math.random()}-${made++}` });
}

/** A browser's storage as far as it is used. */
function pageStorage(): PageStorage {
  const kept: Record<string, string> = {};
  const methods = {
    getItem: (key: string) => kept[key] ?? null,
    setItem: (key: string, value: string) => {
      kept[key] = value;
    },
    removeItem: (key: string) => {
      delete kept[key];
    },
  };
  const storage = new Proxy(methods, {
    ownKeys: () => Object.keys(kept),
    getOwnPropertyDescriptor: describe,
  });
  function describe() {
    return { enumerable: true, configurable: true };
  }
  return createPageStorage(() => storage as unknown as Storage);
}
