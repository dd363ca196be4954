/**
 * `npm test`: starts the servers it can, builds widget and console once, runs every suite (or the files and
 * mocha options given as arguments) and ends with what was skipped and why, and one plain line of figures.
 * With CI=true a skipped test counts as a failure.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Results } from './harness/reporter.ts';
import { type Servers, startServers } from './harness/start-servers.ts';

const ROOT = resolve(import.meta.dirname, '..');
/** All suites together take minutes; what takes longer hangs. */
const RUN_LIMIT_MS = 17 * 60_000;
const BUILD_LIMIT_MS = 2 * 60_000;
/** For a run that is ended to say how far it came. */
const LAST_WORDS_MS = 5_000;
/** Also the server's own: what one process has compiled, the next need not. */
const COMPILED = resolve(ROOT, 'node_modules/.cache/compiled');
/** What runs beside all other suites: about half of the time that they take. */
const BESIDE = 'tests/{browser,realtime,security,structure,unit}/**/*.test.ts';
const SLOWEST_FILES = 12;
type Output = 'inherit' | 'pipe';
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

/** What is named in the arguments, or else everything, in two lanes side by side: most suites wait more than they work. */
async function runSuites(args: string[]): Promise<Results> {
  if (args.some((arg) => arg.endsWith('.ts'))) return runLane(args, 'inherit');
  const lanes = await Promise.all([
    runLane([...args, BESIDE], 'inherit'),
    runLane([...args, '--ignore', BESIDE, 'tests/**/*.test.ts'], 'pipe'),
  ]);
  return {
    passed: lanes.reduce((sum, { passed }) => sum + passed, 0),
    failed: lanes.reduce((sum, { failed }) => sum + failed, 0),
    failures: lanes.flatMap(({ failures }) => failures),
    fileMs: Object.assign({}, ...lanes.map(({ fileMs }) => fileMs)),
    skipped: lanes.flatMap(({ skipped }) => skipped),
  };
}

async function runLane(args: string[], output: Output): Promise<Results> {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'));
  const file = join(folder, 'results.json');
  const mocha = ['node_modules/mocha/bin/mocha.js', '--reporter', 'tests/harness/reporter.ts', ...args];
  const code = await run(mocha, { ...servers.env, PARLEY_TEST_RESULTS: file }, RUN_LIMIT_MS, output);
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Results;
  } catch {
    console.error(`the suites ended before their report (exit code ${code})`);
    return { passed: 0, failed: 1, failures: [], fileMs: {}, skipped: [] };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Runs Node in a process group of its own, so that whatever it leaves behind can be ended with it. Output that is
 * piped is kept and shown in one piece at the end, so that two that run at once can be read.
 */
function run(
  args: string[],
  env: Record<string, string>,
  limitMs: number,
  output: Output = 'inherit',
): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: { ...withoutServers(process.env), NODE_COMPILE_CACHE: COMPILED, ...env },
    stdio: ['ignore', output, output],
    detached: true,
  });
  children.add(child);
  const said: Buffer[] = [];
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data: Buffer) => said.push(data));
  const limit = setTimeout(() => {
    console.error(`${args[0]} took more than ${limitMs / 60_000} minutes and is ended`);
    child.kill('SIGTERM');
    setTimeout(() => endGroup(child), LAST_WORDS_MS).unref();
  }, limitMs);
  return new Promise((done) => {
    child.once('error', () => done(1));
    child.once('exit', (code) => {
      clearTimeout(limit);
      children.delete(child);
      endGroup(child);
      const finish = () => {
        process.stdout.write(Buffer.concat(said.splice(0)));
        done(code ?? 1);
      };
      // The last words may still be in the pipe; whoever holds it open for longer has nothing to say.
      child.once('close', finish);
      setTimeout(finish, LAST_WORDS_MS).unref();
    });
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
