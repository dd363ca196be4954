/**
 * `npm run bench:widget`: what a thread of 100,000 comments costs a phone. Chromium shows the real widget at
 * 390 px on a mobile connection with its processor slowed down four times; it loads, takes in what arrives, pages on and on, and scrolls
 * all the way up and down. Prints a table and writes it to `artefacts/bench`. Times are shown, never asserted.
 *
 * A task is a turn of the page's main thread, as Chromium's trace has it (`RunTask`). It is given twice: as time
 * on the clock (its `dur`), which other programs of the machine lengthen, and as processor time of the thread
 * itself (its `tdur`), which they lengthen less. Both are times of the slowed-down phone: Chromium slows a
 * thread down by having it turn idly three times as long as it seems to have worked, which counts as processor
 * time too. Loading is measured several times; the least of each figure says most, since nothing makes a page
 * faster than it is.
 *
 * The first comment is there when the frame that has it is painted; it is counted from the last byte of first
 * slice and app, which come at the same time: all that is done with them is in it.
 */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { loadavg } from 'node:os';
import { join, resolve } from 'node:path';
import { launchBrowser } from '../harness/browser.ts';
import { startLiveServer } from './live-programs.ts';
import { pinLoadGenerator } from './machine.ts';
import { endPrograms } from './program.ts';
import { seed } from './seed.ts';
import { type Figures, leastOf } from './widget-figures.ts';
import { openPhone, type Phone, SLOWED_TIMES } from './widget-phone.ts';

const ARTEFACTS = resolve(import.meta.dirname, '../../artefacts/bench');
/** Slices of 20 roots with their previews: more than a thousand comments, which is more than anybody reads. */
const SLICES = optionOf('--slices', 20);
/** Times that the page is loaded anew. */
const LOADS = optionOf('--loads', 5);
/** Comments that arrive in one breath. */
const ARRIVALS = 20;
/** "More replies" that are asked for. */
const BRANCHES = 5;
const ROOTS = 'section > article';
const executablePath = process.env.TEST_CHROMIUM ?? process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

await mkdir(ARTEFACTS, { recursive: true });
const folder = await mkdtemp(join(ARTEFACTS, 'data-'));
const browser = await launchBrowser(executablePath);
try {
  const machine = pinLoadGenerator();
  console.log(machine.description);
  const { deep, beginnings } = await seed(folder, { isLarge: false });
  const { program, post } = await startLiveServer(machine, folder, deep);
  const phases: Record<string, Figures> = {};
  const measure = async (name: string, on: Phone, act: () => Promise<unknown>) => {
    phases[name] = await on.measure(act);
    console.log(`measured: ${name}`);
  };

  let phone = await openPhone(browser, program.url, [deep]);
  await measure('load', phone, phone.open);
  for (let left = LOADS - 1; left > 0; left -= 1) {
    const { load } = phases;
    await phone.close();
    phone = await openPhone(browser, program.url, [deep]);
    await measure('load', phone, phone.open);
    if (load && phases.load) phases.load = leastOf(load, phases.load);
  }
  const bytes = { ...phone.bytes };
  await measure(`${ARRIVALS} comments arrive`, phone, async () => {
    await Promise.all(Array.from({ length: ARRIVALS }, post));
    await phone.reach('.pill', 1);
  });
  await measure('and are let in', phone, () => letIn(phone));
  await measure('scroll down two slices', phone, () => phone.scroll(-9_000));
  await measure(`more replies, ${BRANCHES} times`, phone, () => openBranches(phone));
  await measure(`page on, ${SLICES - 1} times`, phone, () => pageOn(phone, SLICES - 1));
  const height = await phone.height();
  await measure('scroll up to the top', phone, () => phone.scroll(height));
  await measure('scroll down to the end', phone, () => phone.scroll(-height));
  await phone.close();

  const several = await openPhone(browser, program.url, [deep, ...beginnings.slice(0, 2)]);
  await measure('load three threads on a page', several, several.open);
  await several.close();

  const load = loadavg()[0]?.toFixed(1);
  console.log(
    `a thread of 100,000 comments, 390 px, processor slowed down ${SLOWED_TIMES} times; page ${height} px high; load ${load} at the end`,
  );
  console.log(`bytes loaded: ${JSON.stringify(bytes)}`);
  console.table(phases);
  const file = join(ARTEFACTS, `widget-${new Date().toISOString().slice(0, 19).replaceAll(':', '')}.json`);
  await writeFile(file, JSON.stringify({ machine, load, bytes, height, phases }, null, 2));
  console.log(`written to ${file}`);
} finally {
  await browser.close();
  await endPrograms();
  await rm(folder, { recursive: true, force: true });
}
process.exit();

async function openBranches(phone: Phone): Promise<void> {
  for (let left = BRANCHES; left > 0; left -= 1) {
    const before = await phone.count('article');
    if (!(await phone.press('.replies > .further .text'))) return;
    await phone.reach('article', before + 1);
  }
}

async function letIn(phone: Phone): Promise<void> {
  const before = await phone.count(ROOTS);
  await phone.press('.pill');
  await phone.reach(ROOTS, before + ARRIVALS);
}

/** Presses the button for more, again and again, when all of the last slice is there. */
async function pageOn(phone: Phone, times: number): Promise<void> {
  for (let left = times; left > 0; left -= 1) {
    const before = await phone.count(ROOTS);
    await phone.press('section > .further .text');
    await phone.reach(ROOTS, before + 1);
  }
}

function optionOf(name: string, fallback: number): number {
  const given = process.argv.find((arg) => arg.startsWith(`${name}=`));
  return given ? Number(given.slice(name.length + 1)) : fallback;
}
