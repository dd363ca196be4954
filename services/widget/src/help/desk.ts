import type { ApiError, HelpClient } from '@parley/contracts/client/api-client';
import { makeTicket } from '../make-ticket.ts';
import { createStore, type Store } from '../store.ts';
import type { KeptReports } from './kept-reports.ts';
import type { Outbox, Outcome } from './outbox.ts';
import { composeReport, type IssueReport, type Surroundings } from './report.ts';
import type { SelfDiagnosis } from './self-diagnosis.ts';

/** A report that was made on this device before. */
export type EarlierReport = {
  ticket: string;
  /** Milliseconds since 1970. */
  at: number;
  /** What became of it: a state of the service's, `waiting` here, `gone`, or null while that is not known. */
  state: string | null;
  publicNote: string | null;
};

/** All that the panel shows beside the diagnosis. */
export type DeskView = {
  /** Of the report that is being written. */
  ticket: string;
  message: string;
  email: string;
  /** What the reader was writing when they asked for help; null when that was nothing. */
  draft: string | null;
  isDraftSent: boolean;
  outcome: Outcome | 'open' | 'sending';
  earlier: readonly EarlierReport[];
  /** What happened to an earlier report when its reader wanted it deleted. */
  deletion: 'done' | 'failed' | null;
};

export type DeskParts = {
  site: string;
  client: HelpClient;
  outbox: Outbox;
  reports: KeptReports;
  diagnosis: SelfDiagnosis;
  surroundings: () => Surroundings;
  /** What the reader was writing last. */
  findDraft: () => string | null;
  /** Finds out what only asking can tell. */
  probe: () => Promise<void>;
};

/** A report waits on the machine that took it until it is imported: younger ones may be unknown elsewhere. Milliseconds. */
const IMPORTED_MS = 10 * 60_000;

export type Desk = ReturnType<typeof createDesk>;

/** Where readers in trouble come to: holds what they say while the panel is closed, and what became of it. */
export function createDesk(parts: DeskParts) {
  const { site, client, outbox, reports, diagnosis } = parts;
  const store: Store<DeskView> = createStore<DeskView>({
    ...emptyForm(),
    draft: null,
    earlier: [],
    deletion: null,
  });
  const end = outbox.onOutcome((ticket, outcome) => {
    if (ticket === store.get().ticket && store.get().outcome !== 'open') store.set({ outcome });
    else listEarlier();
  });

  /** The report exactly as it would be sent now. */
  function report(): IssueReport {
    const { ticket, message, email, draft, isDraftSent } = store.get();
    const told = { message, email, draft: isDraftSent ? draft : null };
    return composeReport({ ticket, site }, told, diagnosis.get(), parts.surroundings());
  }

  function listEarlier(): void {
    const { ticket, earlier } = store.get();
    const known = new Map(earlier.map((one) => [one.ticket, one]));
    const kept = reports.list().filter((one) => one.ticket !== ticket);
    store.set({
      earlier: kept.reverse().map((one) => {
        const before = known.get(one.ticket);
        const state = one.report ? 'waiting' : before?.state === 'waiting' ? null : (before?.state ?? null);
        return { ticket: one.ticket, at: one.at, state, publicNote: before?.publicNote ?? null };
      }),
    });
  }

  async function lookUp({ ticket, at, state }: EarlierReport): Promise<void> {
    if (state === 'waiting') return;
    const isOld = diagnosis.get().findings.now - at > IMPORTED_MS;
    const told = await client.getTicket(ticket).catch((reason: ApiError) => ({
      state: reason.code === 'not-found' && isOld ? 'gone' : null,
      publicNote: null,
    }));
    store.set({
      earlier: store
        .get()
        .earlier.map((one) =>
          one.ticket === ticket ? { ...one, state: told.state, publicNote: told.publicNote ?? null } : one,
        ),
    });
  }

  async function askWhy(): Promise<void> {
    diagnosis.lookAnew();
    await parts.probe();
    diagnosis.lookAnew();
  }

  return {
    view: store,
    diagnosis,
    report,
    set: store.set,
    /** Hears no more of what becomes of reports. */
    end,

    /** Something has failed for good: finds out why. */
    askWhy,

    /** The reader comes in: looks at everything anew. */
    enter(): void {
      const { outcome } = store.get();
      // What is kept has its place among the earlier reports.
      if (outcome === 'sent' || outcome === 'kept' || outcome === 'lost') store.set(emptyForm());
      store.set({ draft: parts.findDraft(), deletion: null });
      void askWhy();
      listEarlier();
      for (const one of store.get().earlier) void lookUp(one);
    },

    async send(): Promise<void> {
      const sent = report();
      store.set({ outcome: 'sending' });
      await outbox.send(sent);
    },

    /** Has an earlier report deleted. One that waited is not sent any more, whatever the service answers. */
    async forget(ticket: string): Promise<void> {
      // Its number stays until the service is known not to have it: an answer may have been lost.
      reports.markArrived(ticket);
      const isGone = await client.forgetReport(ticket).then(
        () => true,
        (reason: ApiError) => reason.code === 'not-found',
      );
      if (isGone) reports.drop(ticket);
      store.set({ deletion: isGone ? 'done' : 'failed' });
      listEarlier();
    },
  };
}

function emptyForm() {
  return { ticket: makeTicket(), message: '', email: '', isDraftSent: false, outcome: 'open' as const };
}
