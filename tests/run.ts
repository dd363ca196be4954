/**
 * `npm test`: starts the servers it can, builds widget and console once, runs every suite (or the files and
 * mocha options given as arguments) and ends with what was skipped and why, and one plain line of figures.
 * With CI=true a skipped test counts as a failure.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runInLanes } from './harness/lanes.ts';
import { NOTHING, type Results, sumOf } from './harness/reporter.ts';
import { type Servers, startServers } from './harness/start-servers.ts';

const ROOT = resolve(import.meta.dirname, '..');
/** All suites together take minutes; what takes longer hangs. */
const RUN_LIMIT_MS = 17 * 60_000;
const BUILD_LIMIT_MS = 2 * 60_000;
/** For a run that is ended to say how far it came. */
const LAST_WORDS_MS = 5_000;
/** Also the server's own: what one process has compiled, the next need not. */
const COMPILED = resolve(ROOT, 'node_modules/.cache/compiled');
const FILE_LIMIT_MS = 8 * 60_000;
/** Most suites wait more than they work: for a browser, a store, a process that starts. */
const LANES = 3;
/** In this order: where the files that take minutes begin first, the lanes end together. */
const FOLDERS = ['contract', 'faults', 'browser', 'security', 'journeys', 'realtime', 'unit', '*'];
const EVERYTHING = 'tests/**/*.test.ts';
const SLOWEST_FILES = 12;
const isCI = /^(1|true)$/i.test(process.env.CI ?? '');

const children = new Set<ChildProcess>();
let servers: Servers = { env: {}, stop: async () => {} };
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, async () => {
    for (const child of children) endGroup(child);
    await servers.stop();
    process.exit(130);
  });
}

const buildCodes = Promise.all(
  ['widget', 'console'].map((browser) => run([`services/${browser}/build.ts`], {}, BUILD_LIMIT_MS)),
);
servers = await startServers();
const isBuilt = (await buildCodes).every((code) => code === 0);
const results = await runSuites(process.argv.slice(2));
await servers.stop();
if (!isBuilt) results.failed += 1;
process.exitCode = report(results, isBuilt);
// Whatever a suite left open shall not keep the run from ending.
process.exit();

/** What is asked for in mocha's own words, or else every file, the suites that take longest first. */
async function runSuites(args: string[]): Promise<Results> {
  if (args.length > 0)
    return runMocha(args.some((arg) => arg.endsWith('.ts')) ? args : [...args, EVERYTHING]);
  const files = FOLDERS.flatMap((folder) => globSync(`tests/${folder}/**/*.test.ts`, { cwd: ROOT }).sort());
  const all = await runInLanes([...new Set(files)], {
    lanes: LANES,
    env: { ...withoutServers(process.env), NODE_COMPILE_CACHE: COMPILED, ...servers.env },
    fileLimitMs: FILE_LIMIT_MS,
    limitMs: RUN_LIMIT_MS,
    started: (child) => children.add(child),
    ended: (child) => {
      children.delete(child);
      endGroup(child);
    },
  });
  return sumOf(all);
}

async function runMocha(args: string[]): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
  const file = join(folder, 'results.json');
  const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', 'tests/harness/reporter.ts', ...args];
  const code = await run(mocha, { ...servers.env, PARLEY_TEST_RESULTS: file }, RUN_LIMIT_MS);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Results;
  } catch {
    console.error(`the suites ended before their report (exit code ${code})`);
    return { ...NOTHING, failed: 1 };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs Node in a process group of its own, so that whatever it leaves behind can be ended with it. */
function run(args: string[], env: Record<string, string>, limitMs: number): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...withoutServers(process.env), NODE_COMPILE_CACHE: COMPILED, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  });
  children.add(child);
  const limit = setTimeout(() => {
    console.error(`${args[0]} took more than ${limitMs / 60_000} minutes and is ended`);
    child.kill('SIGTERM');
    setTimeout(() => endGroup(child), LAST_WORDS_MS).unref();
  }, limitMs);
  return new Promise((done) => {
    const end = (code: number | null) => {
      clearTimeout(limit);
      children.delete(child);
      endGroup(child);
      done(code ?? 1);
    };
    child.once('error', () => end(1));
    child.once('exit', end);
  });
}

/** Only servers that answer are handed on. */
function withoutServers(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const { TEST_MONGO_URL: _mongo, TEST_REDIS_URL: _redis, TEST_CHROMIUM: _chromium, ...rest } = env;
  return rest;
}

function endGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  } catch {
    // The group is gone already: nothing was left behind.
  }
}

/** Prints the end of the run; answers its exit code. */
function report({ passed, failed, failures, fileMs, skipped }: Results, isBuilt: boolean): number {
  const slowest = Object.entries(fileMs).sort(([, one], [, other]) => other - one);
  if (slowest.length > SLOWEST_FILES) {
    console.log('longest:');
    for (const [file, ms] of slowest.slice(0, SLOWEST_FILES))
      console.log(`  ${Math.round(ms / 1000)} s  ${file}`);
  }
  for (const { title, file, message } of failures) console.log(`failed: ${title} (${file})\n  ${message}`);
  if (!isBuilt) console.log('failed: the build of widget and console (see above)');
  for (const [reason, tests] of Map.groupBy(skipped, (test) => test.reason)) {
    console.log(`skipped: ${reason}: ${tests.length} ${tests.length === 1 ? 'test' : 'tests'}`);
    for (const suite of new Set(tests.map((test) => test.suite || test.title))) console.log(`  ${suite}`);
  }
  const isSkipFailure = isCI && skipped.length > 0;
  if (isSkipFailure) console.log('failed: with CI=true every suite must run, and some were skipped');
  if (passed + failed === 0) console.log('failed: no test ran');
  console.log(`${passed} passed, ${failed} failed, ${skipped.length} skipped`);
  return failed > 0 || passed === 0 || isSkipFailure ? 1 : 0;
}
