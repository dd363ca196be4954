/** The console in real browsers on the real service: moderators with a page each, and readers who give them work. */
import type { Comment } from '@parley/contracts/objects';
import type { ModeratorRecord } from '@parley/core/ports/records';
import type { BrowserContext, Page } from 'playwright-core';
import { cheapHash } from '../harness/owner.ts';
import { moderator, type Person } from '../harness/people.ts';
import { OWNER, type Service, type ServiceOptions, startService } from '../harness/service.ts';
import { describeInWindows, type Windows } from '../harness/windows.ts';

export const BEN = { email: 'ben@gazette.example', password: 'another long password' };
export const WIDE = { width: 1440, height: 860 };
export const PHONE = { width: 390, height: 800 };

export type Account = { email: string; password: string };
export type Desk = { page: Page; context: BrowserContext };
export type Stage = {
  service: Service;
  /** Ben moderates too, by the API. */
  ben: Person;
  /** A comment that screening holds; the more links, the higher its score. */
  hold(name: string, words: string): Promise<Comment>;
  /** A signed-in moderator's page. */
  desk(options?: {
    hash?: string;
    viewport?: typeof WIDE;
    scheme?: 'light' | 'dark';
    account?: Account;
  }): Promise<Desk>;
  /** The console's page, with nobody signed in. */
  visit(hash?: string, options?: { viewport?: typeof WIDE; scheme?: 'light' | 'dark' }): Promise<Desk>;
  close(): Promise<void>;
};

/**
 * A suite in the console, on a service of its own: one for all of its tests or, `afresh`, one for each. `service`
 * gives what that one is started with.
 */
export function describeDesk(
  suite: string | { title: string; service?: () => Promise<ServiceOptions>; afresh?: boolean },
  body: (stage: Stage) => void,
): void {
  const { title, service, afresh = false } = typeof suite === 'string' ? { title: suite } : suite;
  const openAll = async ({ open }: Windows) => openStage(open, await service?.());
  describeInWindows(title, { open: openAll, afresh }, body);
}

export async function openStage(openWindow: Windows['open'], options?: ServiceOptions): Promise<Stage> {
  const service = await startService(options);
  await service.configure({ suspectWords: ['casino'] });
  await addStaff(service, { name: 'Ben', role: 'lead', sites: ['gazette'] });

  const openDesk: Stage['desk'] = async ({ hash = '', viewport = WIDE, scheme = 'light', account } = {}) => {
    const desk = await openWindow({ viewport, colorScheme: scheme, locale: 'en-US' });
    // The form is tried elsewhere; here its cookie will do.
    const session = { data: account, headers: { 'x-parley-console': '1' }, failOnStatusCode: true };
    if (account) await desk.context.request.post(`${service.url}/v1/sessions/moderator`, session);
    await desk.page.goto(`${service.url}/console/${hash}`);
    return desk;
  };
  return {
    service,
    ben: await moderator(service.url, BEN),
    hold: async (name, words) => {
      const reader = await service.guest(name);
      return reader.post('ferry', `${words} (casino)`);
    },
    visit: (hash = '', options = {}) => openDesk({ hash, ...options }),
    desk: async ({ account = OWNER, ...options } = {}) => {
      const desk = await openDesk({ account, ...options });
      await desk.page.getByRole('navigation').or(desk.page.locator('.item-head')).first().waitFor();
      return desk;
    },
    close: () => service.stop(),
  };
}

export async function signIn(page: Page, { email, password }: Account = OWNER): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}

/** Somebody with an account on the stage's service; answers how they sign in. */
export async function addStaff(
  service: Service,
  set: Pick<ModeratorRecord, 'name' | 'role' | 'sites'>,
): Promise<Account> {
  const email = `${set.name.toLowerCase()}@gazette.example`;
  await service.nodes[0]!.running.store.moderators.put({
    ...set,
    id: `moderator-${set.name.toLowerCase()}`,
    email,
    passwordHash: cheapHash(BEN.password),
    failedSignIns: 0,
    lockedUntil: null,
    createdAt: Date.now(),
  });
  return { email, password: BEN.password };
}
