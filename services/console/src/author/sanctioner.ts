/** Lifts sanctions and brings back what they removed, and tells how it went. */
import { type ApiClient, ApiError } from '@parley/contracts/client/api-client';
import type { AuthorDetail, Sanction, SanctionResult } from '@parley/contracts/sanction-objects';
import type { KeptEntries } from '../desk/kept-entries.ts';
import type { QueueStore } from '../queue/queue-store.ts';
import type { Undoer } from '../queue/undoer.ts';
import type { Notices } from '../shell/notices.ts';
import { dateWords } from '../time/time-words.ts';
import { sanctions as words } from './words.ts';

export type Sanctioner = {
  /** A sanction has been laid on somebody: tells so, and how to take it back with what it removed. */
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
  undoer: Pick<Undoer, 'rememberAct'>;
  /** The moderator's own id. */
  me: string;
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
      const { lifted } = await api.liftSanction(reader.id, id);
      const by = lifted !== null && lifted.by.id !== deps.me ? lifted.by.name : null;
      notices.tell({
        tone: by === null ? 'done' : 'told',
        text: by === null ? words.lifted(kind, reader.name) : words.liftedAlready(by, reader.name),
      });
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
      const takeBack = deps.undoer.rememberAct(async () => {
        notices.dismissAbout(sanction);
        await lift(sanction);
        if (removed > 0) await restore(sanction);
      });
      notices.tell({
        tone: 'done',
        about: sanction,
        text: words.done(sanction.kind, sanction.reader.name, end),
        details: sanction.removal === null ? [] : [words.removed(removed), ...(isMore ? [words.more] : [])],
        actions: [
          { words: words.undo, command: 'undo', run: takeBack },
          ...(removed > 0 ? [{ words: words.onlyLift, command: null, run: () => void lift(sanction) }] : []),
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
