import type { BrowserContext, Page } from 'playwright-core';
import { createProxy, type FaultProxy } from '../faults/proxy.ts';
import { type Gateway, startGateway } from '../harness/gateway.ts';
import { startHostPages } from '../harness/host-page.ts';
import { QUICK_WRITERS, type Service, SITE, startService } from '../harness/service.ts';
import { waitFor } from '../harness/wait-for.ts';
import { describeInWindows, type Windows } from '../harness/windows.ts';

/** The service behind a gateway and on a bus that can be cut, and a publication whose readers have trouble. */
export type TroubleStage = {
  service: Service;
  gateway: Gateway;
  bus: FaultProxy;
  /** Opens an article whose address holds a secret; the page is under `localhost`, which no report may resolve. */
  open(key: string, options?: OpenOptions): Promise<Page>;
  /** The report under this ticket, as moderators see it, once it has been imported; it must be there once. */
  arrived(ticket: string): Promise<Arrived>;
  close(): Promise<void>;
};

export type Arrived = { diagnosis: string[]; diagnostics: Record<string, unknown>; message: string | null };
type OpenOptions = {
  /** From a publication that the site does not know. */
  isStranger?: boolean;
  /** From a page that hands over a token which the service will not take. */
  hasBadToken?: boolean;
  before?: (page: Page, context: BrowserContext) => Promise<unknown>;
};

/** In the address of every page, and nowhere else. */
export const PAGE_SECRET = 'invite-8d2f';

/** A suite among readers in trouble; whatever was broken for a test is mended after it. */
export function describeTroubleStage(title: string, body: (stage: TroubleStage) => void): void {
  const open = (windows: Windows, { redis }: { redis: string }) => setTroubleStage(windows, redis);
  describeInWindows(title, { needs: ['redis'], open }, (stage: TroubleStage) => {
    afterEach(() => stage.gateway.mend());
    body(stage);
  });
}

async function setTroubleStage(windows: Windows, redis: string): Promise<TroubleStage> {
  const { hostname, port, pathname } = new URL(redis);
  const bus = await createProxy(() => [{ host: hostname, port: Number(port || 6379) }]);
  const service = await startService({ bus: { redis: `redis://127.0.0.1:${bus.port}${pathname}` } });
  const gateway = await startGateway(service.url);
  const hosts = await Promise.all([
    startHostPages(gateway.url, SITE),
    startHostPages(gateway.url, SITE, 'data-sso-token="not.a.token"'),
    startHostPages(gateway.url, SITE),
  ]);
  const [known, signedOn, stranger] = hosts.map(({ origin }) => origin.replace('127.0.0.1', 'localhost'));
  await service.configure({ ...QUICK_WRITERS, origins: [known ?? '', signedOn ?? ''] });

  return {
    service,
    gateway,
    bus,
    async open(key, { isStranger, hasBadToken, before } = {}) {
      const { page, context } = await windows.open();
      await before?.(page, context);
      const origin = isStranger ? stranger : hasBadToken ? signedOn : known;
      await page.goto(`${origin}/${encodeURIComponent(key)}?${PAGE_SECRET}`);
      return page;
    },
    async arrived(ticket) {
      const { api } = await service.moderator();
      const found = await waitFor(`the report ${ticket}`, async () => {
        await service.settle();
        const { groups } = await api.listIssues();
        const full = await Promise.all(groups.map(({ id }) => api.getIssueGroup(id)));
        const samples = full.flatMap((group) => group.samples).filter((one) => one.ticket === ticket);
        return samples.length > 0 ? samples : null;
      });
      if (found.length !== 1) throw new Error(`the report ${ticket} is there ${found.length} times`);
      return found[0] as Arrived;
    },
    async close() {
      for (const host of hosts) await host.close();
      await gateway.close();
      await service.stop({ expectErrors: true });
      await bus.close();
    },
  };
}
