import { createHelpClient } from '@parley/contracts/client/api-client';
import type { EmbedSettings } from '../embed-settings.ts';
import { createPageStorage } from '../page/page-storage.ts';
import { createDesk, type Desk } from './desk.ts';
import type { Findings } from './diagnosis.ts';
import { createKeptReports, type KeptReports } from './kept-reports.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { isNeverAnswered, type Probed, probe } from './probe.ts';
import type { IssueReport } from './report.ts';
import { createSelfDiagnosis } from './self-diagnosis.ts';
import { readSurroundings } from './surroundings.ts';

/** What can be found out without asking anybody. */
export type Facts = Omit<Findings, 'now' | 'isOnline' | 'clockSkewMs'>;

type Settings = Pick<EmbedSettings, 'api' | 'site' | 'key'>;

/** What a page's widgets share: one way to the service, and what waits to go it. */
type Office = { client: ReturnType<typeof createHelpClient>; reports: KeptReports; outbox: Outbox };
const offices = new Map<string, Office>();

/** A desk in this browser. */
export function openDesk(
  { api, site, key }: Settings,
  facts: () => Facts,
  page: { findDraft: () => string | null; readThread: () => { seq: number; head: number } | null },
): Desk {
  let probed: Probed = { isOriginRefused: false, clockSkewMs: null };
  const diagnosis = createSelfDiagnosis(() => {
    const found = facts();
    return {
      ...found,
      now: Date.now(),
      isOnline: navigator.onLine,
      clockSkewMs: probed.clockSkewMs,
      isOriginRefused: found.isOriginRefused || (probed.isOriginRefused && isNeverAnswered(found.calls)),
    };
  });
  return createDesk({
    site,
    ...officeOf(api),
    diagnosis,
    surroundings: () => readSurroundings(api, page.readThread()),
    findDraft: page.findDraft,
    async probe() {
      probed = await probe({ api, site, key, isUnanswered: isNeverAnswered(facts().calls) });
    },
  });
}

/** Sends what could not be sent before, from here or from another page. */
export function sendWaitingReports(api: string): void {
  void officeOf(api).outbox.sendWaiting();
}

function officeOf(api: string): Office {
  const known = offices.get(api);
  if (known) return known;
  const client = createHelpClient({ baseUrl: api });
  const reports = createKeptReports(
    createPageStorage(() => localStorage),
    Date.now,
  );
  const outbox = createOutbox({
    client,
    reports,
    isOnline: () => navigator.onLine,
    pause: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    sendBeacon: (report: IssueReport) => navigator.sendBeacon(`${api}/h`, JSON.stringify(report)),
  });
  const office = { client, reports, outbox };
  offices.set(api, office);
  // As long as the page: what its reader has sent goes on when the widget is taken down.
  addEventListener('online', () => void outbox.sendWaiting());
  addEventListener('pagehide', outbox.leave);
  return office;
}
