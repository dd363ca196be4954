/**
 * `npm run bench:console`: how fast a queue can be cleared without a pointer. Chromium shows the real console on the
 * real service with `--items=100` held comments. For each a script waits until the console takes a decision for what
 * is on the screen, then presses the keys that a moderator would: approve, reject with a reason, spam, escalate, a
 * macro; every tenth is taken back and decided again. The time is that of the console and the service, with the
 * 300 ms in which it takes no decision for what has just come up; reading comes on top. Times are shown, never
 * asserted; that every item ended as it was decided is.
 */
import assert from 'node:assert/strict';
import { loadavg } from 'node:os';
import type { Page } from 'playwright-core';
import { type Desk, openStage, type Stage } from '../browser/console-stage.ts';
import { launchBrowser, openContext } from '../harness/browser.ts';

const ITEMS = Number(process.argv.find((one) => one.startsWith('--items='))?.slice('--items='.length) ?? 100);
const UNDO_EVERY = 10;
/** Posted side by side. */
const AUTHORS_AT_ONCE = 10;
const MACRO_REASON = 'It is advertising.';
const STEPS: readonly { keys: string[]; action: string }[] = [
  { keys: ['a'], action: 'approve' },
  { keys: ['r', '2'], action: 'reject' },
  { keys: ['s'], action: 'spam' },
  { keys: ['e'], action: 'escalate' },
  { keys: ['1'], action: 'reject' },
];
const executablePath = process.env.TEST_CHROMIUM ?? process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const browser = await launchBrowser(executablePath);
const faults: string[][] = [];
const stage = await openStage(async (options) => {
  const opened = await openContext(browser, options);
  faults.push(opened.errors);
  return opened;
});
try {
  const ids = await fillQueue(stage);
  const desk = await stage.desk();
  await makeMacro(desk.page);
  const { decided, undone, keys, times, tookMs } = await clearQueue(desk);
  await expectAll(ids, decided);
  assert.deepEqual(faults.flat(), []);
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? 0);
  console.table({
    items: ids.length,
    'keys pressed': keys,
    'taken back and decided again': undone,
    'all, s': Number((tookMs / 1_000).toFixed(1)),
    'an item, ms (median)': at(0.5),
    'an item, ms (p95)': at(0.95),
    'load at the end': loadavg()[0]?.toFixed(1),
  });
  console.log(
    `a moderator cleared ${ids.length} items by keyboard in ${(tookMs / 1_000).toFixed(1)} s (${keys} keys)`,
  );
} finally {
  await stage.close();
  await browser.close();
}
process.exit();

async function fillQueue({ hold }: Stage): Promise<string[]> {
  const ids: string[] = [];
  while (ids.length < ITEMS) {
    const lot = Array.from({ length: Math.min(AUTHORS_AT_ONCE, ITEMS - ids.length) }, (_, place) => {
      const number = ids.length + place + 1;
      return hold(`reader-${number}`, `Remark ${number} about ferry number ${number * 37}`);
    });
    ids.push(...(await Promise.all(lot)).map(({ id }) => id));
  }
  return ids;
}

async function makeMacro(page: Page): Promise<void> {
  await page.locator('.action[aria-disabled=false]').first().waitFor();
  await page.keyboard.press('m');
  await page.getByRole('button', { name: 'Add one' }).click();
  await page.getByLabel('Reason, in words for the author').fill(MACRO_REASON);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

async function clearQueue({ page }: Desk) {
  const decided = new Map<string, string>();
  const times: number[] = [];
  let keys = 0;
  let undone = 0;
  const press = async (key: string) => {
    keys += 1;
    await page.keyboard.press(key);
  };
  const startedAt = performance.now();
  for (let last = ''; decided.size < ITEMS; ) {
    const begunAt = performance.now();
    const id = await itemAfter(page, last);
    const step = STEPS[decided.size % STEPS.length] as (typeof STEPS)[number];
    for (const key of step.keys) await press(key);
    if (decided.size % UNDO_EVERY === UNDO_EVERY - 1) {
      await press('u');
      undone += 1;
      await isOpened(page, id);
      for (const key of step.keys) await press(key);
    }
    decided.set(id, step.action);
    times.push(performance.now() - begunAt);
    last = id;
  }
  await page.getByText('Nothing waits for you').waitFor();
  return { decided, undone, keys, times, tookMs: performance.now() - startedAt };
}

/** The item that has come up in the place of the last one, once it can be decided on. */
async function itemAfter(page: Page, last: string): Promise<string> {
  const other = last === '' ? '' : `:not([href*="${last}"])`;
  await page
    .locator(`.rooms:has([data-row][aria-current]${other}) .action[aria-disabled=false]`)
    .first()
    .waitFor();
  const href = (await page.locator('[data-row][aria-current]').getAttribute('href')) ?? '';
  return href.split('?')[0]?.split('/').at(-1) ?? '';
}

function isOpened(page: Page, id: string): Promise<void> {
  return page
    .locator(`.rooms:has([data-row][aria-current][href*="${id}"]) .action[aria-disabled=false]`)
    .first()
    .waitFor();
}

async function expectAll(ids: readonly string[], decided: ReadonlyMap<string, string>): Promise<void> {
  const { counts } = await stage.ben.api.listQueue();
  assert.equal(counts.open, 0);
  for (const id of ids) {
    const { item } = await stage.ben.api.getItem(id);
    assert.equal(item.decision?.action, decided.get(id), id);
  }
}
