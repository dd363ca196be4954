/** The console in real browsers on the real service: moderators with a page each, and readers who give them work. */
import type { Comment } from '@parley/contracts/objects';
import { hashPassword } from '@parley/core/identity/passwords';
import type { ModeratorRecord } from '@parley/core/ports/records';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { moderator, type Person } from '../harness/people.ts';
import { OWNER, type Service, type ServiceOptions, startService } from '../harness/service.ts';

export const BEN = { email: 'ben@gazette.example', password: 'another long password' };
/** A browser and a service need their time on a busy machine. */
export const START_LIMIT_MS = 40_000;
export const TEST_LIMIT_MS = 30_000;
export const WIDE = { width: 1440, height: 860 };
export const PHONE = { width: 390, height: 800 };

export type Account = { email: string; password: string };
export type Desk = { page: Page; context: BrowserContext; faults: string[] };
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

/** One browser for all tests of a suite; each stage has contexts of its own. */
export function launch(executablePath: string): Promise<Browser> {
  return chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-background-networking'] });
}

export async function openStage(browser: Browser, options?: ServiceOptions): Promise<Stage> {
  const service = await startService(options);
  await service.configure({ suspectWords: ['casino'] });
  await addStaff(service, { name: 'Ben', role: 'lead', sites: ['gazette'] });
  const contexts: BrowserContext[] = [];

  const visit: Stage['visit'] = async (hash = '', { viewport = WIDE, scheme = 'light' } = {}) => {
    const context = await browser.newContext({ viewport, colorScheme: scheme, reducedMotion: 'reduce' });
    contexts.push(context);
    const page = await context.newPage();
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(String(error)));
    await page.goto(`${service.url}/console/${hash}`);
    return { page, context, faults };
  };
  return {
    service,
    ben: await moderator(service.url, BEN),
    hold: async (name, words) => {
      const reader = await service.guest(name);
      return reader.post('ferry', `${words} (casino)`);
    },
    visit,
    desk: async ({ hash = '', account = OWNER, ...options } = {}) => {
      const desk = await visit(hash, options);
      await signIn(desk.page, account);
      await desk.page.getByRole('navigation').or(desk.page.locator('.item-head')).first().waitFor();
      return desk;
    },
    close: async () => {
      for (const context of contexts) await context.close();
      await service.stop();
    },
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
    passwordHash: await hashPassword(BEN.password),
    failedSignIns: 0,
    lockedUntil: null,
    createdAt: Date.now(),
  });
  return { email, password: BEN.password };
}
