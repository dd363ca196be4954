/** What console tests do at a desk, by the keyboard and the eye. */
import type { Locator } from 'playwright-core';
import type { Desk } from './console-stage.ts';

export function row({ page }: Desk, name: string): Locator {
  return page.locator('[data-row]').filter({ has: page.locator('.name', { hasText: name }) });
}

export async function rowNames({ page }: Desk): Promise<string[]> {
  await page.locator('[data-list][aria-busy=false]').waitFor();
  return page.locator('[data-row] .name').allTextContents();
}

/** The item of this author is the one that the keys act on, and they act. */
export async function opened(desk: Desk, name: string): Promise<void> {
  await desk.page.locator('.comment .byline b', { hasText: name }).waitFor();
  await mayDecide(desk);
}

export async function openItem(desk: Desk, name: string): Promise<void> {
  await row(desk, name).click();
  await opened(desk, name);
}

/** An item that has just come up takes no decision for a moment. */
export async function mayDecide({ page }: Desk): Promise<void> {
  await page.locator('.action[aria-disabled=false]').first().waitFor();
}
