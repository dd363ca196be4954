/**
 * `npm run screenshots`: starts the service with a discussion in it and takes the pictures that the README
 * shows, into `deploy/screenshots`, and of the widget's main states, from the playground, into
 * `artefacts/screenshots/states`, where git does not look.
 */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { DESKTOP, launchBrowser, openContext, PHONE } from '../harness/browser.ts';
import { guest, type Person } from '../harness/people.ts';
import { OWNER, startService } from '../harness/service.ts';

const FOLDER = resolve(import.meta.dirname, '../../deploy/screenshots');
const STATES_FOLDER = resolve(import.meta.dirname, '../../artefacts/screenshots/states');
const STATES = ['few', 'empty', 'deep', 'many', 'closed', 'held', 'error', 'loading'];
const SITE = 'demo';
const executablePath = process.env.TEST_CHROMIUM ?? process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

const service = await startService({ env: { BOOTSTRAP_SITE: `${SITE}=https://demo.example` } });
const browser = await launchBrowser(executablePath);
mkdirSync(FOLDER, { recursive: true });
try {
  const address = `${service.url}/demo/`;
  await discuss(address);
  for (const [name, viewport, colorScheme] of [
    ['widget', DESKTOP, 'light'],
    ['widget-dark-phone', PHONE, 'dark'],
  ] as const) {
    const { page } = await openContext(browser, { viewport, colorScheme });
    await page.goto(address);
    // Comments are loaded when somebody comes near them.
    await page.locator('parley-comments').scrollIntoViewIfNeeded();
    const thread = page.getByRole('region', { name: 'Comments' });
    await thread.getByRole('article').first().waitFor();
    await thread.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
  }
  const { page } = await openContext(browser, { viewport: DESKTOP, colorScheme: 'light' });
  await showQueue(page);
  await page.screenshot({ path: join(FOLDER, 'console.png'), animations: 'disabled' });
  await showStates();
  console.log(`pictures in ${FOLDER} and ${STATES_FOLDER}`);
} finally {
  await browser.close();
  await service.stop();
}
process.exit();

/** A discussion about the demo's article: people who know the town, one who is rude, one who advertises. */
async function discuss(url: string): Promise<void> {
  const people: Record<string, Person> = {};
  const say = async (name: string, body: string, parent?: string): Promise<string> => {
    people[name] ??= await guest(service.url, SITE, name);
    const thread = { key: url, url, title: 'The town that keeps its clock four minutes late' };
    const comment = { idempotencyKey: crypto.randomUUID(), site: SITE, thread, parent: parent ?? null, body };
    return (await (people[name] as Person).api.postComment(comment)).id;
  };
  const minutes = (count: number) => service.clock.move(count * 60_000);
  service.clock.move(-3 * 60 * 60_000);

  const bakery = await say(
    'Ida Renn',
    'I opened the bakery **four minutes early** on that Sunday and sold eleven rolls to people who were, strictly speaking, asleep.',
  );
  minutes(20);
  const reply = await say(
    'tomas_w',
    '> strictly speaking, asleep\n\nI was one of them. The rolls were good. I would like my four minutes back all the same.',
    bakery,
  );
  minutes(15);
  const third = await say(
    'Ida Renn',
    'Come by on Saturday. I will hold the door for *exactly* that long.',
    reply,
  );
  await say('Priya', 'This is the most Averstock exchange I have ever read.', third);
  minutes(25);
  const signal = await say(
    'Old Signalman',
    'For the record: the 6.10 left at 6.14 by order of nobody. The order book for 1911 has a blank page where the order would be. I have seen it.\n\nThe page is numbered `88`.',
  );
  minutes(10);
  await say(
    'Ruth Adelin',
    'We asked the railway’s archive about that page. They wrote back that it is “out on loan”. Since 1934.',
    signal,
  );
  minutes(40);
  await say(
    'deckhand_89',
    'Could the transmitter not simply be moved nine hundred kilometres closer? Asking for the council.',
  );
  minutes(30);
  await say('Visitor', 'Every imbecile with a watch thinks he owns the time.', signal);
  await say('Win Big', 'Best casino bonus this week, only four minutes left.');
  const mention = await say(
    'harbour_jo',
    'My phone and the tower now disagree by four minutes again, and I have never felt so at home.',
  );
  for (const [name, id] of [
    ['Priya', bakery],
    ['tomas_w', bakery],
    ['Old Signalman', bakery],
    ['Ida Renn', signal],
    ['Priya', signal],
    ['Ida Renn', mention],
  ] as const) {
    await (people[name] as Person).api.vote(id, 1);
  }
  await (people.Priya as Person).api.flag(mention, 'off-topic', 'Lovely, but it is about phones.');
  minutes(40);
  await service.settle();
}

/** Each state on desk and phone, light and dark. */
async function showStates(): Promise<void> {
  mkdirSync(STATES_FOLDER, { recursive: true });
  for (const [size, viewport] of [
    ['1280', DESKTOP],
    ['390', PHONE],
  ] as const)
    for (const colorScheme of ['light', 'dark'] as const) {
      const { page, context } = await openContext(browser, { viewport, colorScheme });
      for (const data of STATES) {
        await page.goto(`${service.url}/demo/playground/?data=${data}`);
        await page.locator('.parley').waitFor();
        if (data !== 'loading') await page.locator('.skeleton, .rest').first().waitFor({ state: 'detached' });
        const path = join(STATES_FOLDER, `${data}-${size}-${colorScheme}.png`);
        await page.locator('main').screenshot({ path, animations: 'disabled' });
      }
      await context.close();
    }
}

async function showQueue(page: Page): Promise<void> {
  await page.goto(`${service.url}/console/`);
  await page.getByLabel('E-mail').fill(OWNER.email);
  await page.getByLabel('Password').fill(OWNER.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByText('Every imbecile').first().waitFor();
  await page.keyboard.press('j');
  await page.getByText('Why it is here').waitFor();
}
