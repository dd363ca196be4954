/** Lifts sanctions and brings back what they removed, and tells how it went. */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { AuthorDetail, Sanction, SanctionResult } from '@parley/contracts/sanction-objects';
import type { KeptEntries } from '../desk/kept-entries.ts';
import type { QueueStore } from '../queue/queue-store.ts';
import type { Notices } from '../shell/notices.ts';
import { dateWords } from '../time/time-words.ts';
import { sanctions as words } from './words.ts';

export type Sanctioner = {
  /** A sanction has been laid on somebody: tells so, and how to end it again. */
  laid: (result: SanctionResult) => void;
  lift: (sanction: Sanction) => Promise<void>;
  /** Takes back the removal that came with it. Whatever was decided since stays. */
  restore: (sanction: Sanction) => Promise<void>;
};

export function createSanctioner(deps: {
  api: Pick<ApiClient, 'liftSanction' | 'undoBulk'>;
  authors: KeptEntries<AuthorDetail>;
  queue: QueueStore;
  notices: Notices;
  now: () => number;
}): Sanctioner {
  const { api, authors, notices, queue } = deps;

  const refused = (text: string, again: () => void, error: unknown) => {
    if (!(error instanceof ApiError)) throw error;
    const actions = error.isPassing ? [{ words: words.retry, command: null, run: again }] : [];
    notices.tell({ tone: 'failed', text, details: [error.message], actions });
  };
  const lift = async (sanction: Sanction) => {
    const { id, kind, reader } = sanction;
    try {
      await api.liftSanction(reader.id, id);
      notices.tell({ tone: 'done', text: words.lifted(kind, reader.name) });
    } catch (error) {
      refused(words.notLifted(reader.name), () => void lift(sanction), error);
    }
    await authors.load(reader.id);
  };
  const restore = async (sanction: Sanction) => {
    if (sanction.removal === null) return;
    try {
      const { results } = await api.undoBulk(sanction.removal);
      const last = [...new Map(results.map((result) => [result.id, result])).values()];
      const back = last.filter(({ outcome }) => outcome === 'done').length;
      const stayed = words.stayed(last.length - back);
      notices.tell({ tone: 'done', text: words.restored(back), details: stayed ? [stayed] : [] });
    } catch (error) {
      refused(words.notRestored, () => void restore(sanction), error);
    }
    queue.refreshCounts();
    await authors.load(sanction.reader.id);
  };

  return {
    laid: ({ sanction, removed, isMore }) => {
      void authors.load(sanction.reader.id);
      queue.refreshCounts();
      const end = endWords(sanction, deps.now());
      notices.tell({
        tone: 'done',
        text: words.done(sanction.kind, sanction.reader.name, end),
        details: sanction.removal === null ? [] : [words.removed(removed), ...(isMore ? [words.more] : [])],
        actions: [
          { words: words.undo, command: null, run: () => void lift(sanction) },
          ...(removed > 0
            ? [{ words: words.restore, command: null, run: () => void restore(sanction) }]
            : []),
        ],
      });
    },
    lift,
    restore,
  };
}

/** `until 24 Dec 2026`, or `until it is lifted`; with the word of where, when that is everywhere. */
export function endWords({ until, everywhere }: Pick<Sanction, 'until' | 'everywhere'>, now: number): string {
  const end = until === null ? words.untilLifted : words.until(dateWords(Date.parse(until), now));
  return everywhere ? `${end} ${words.everywhere}` : end;
}
