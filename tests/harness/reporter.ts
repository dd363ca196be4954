/** mocha's own listing, with failures in full; beside it the figures, for whoever started the run. */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import Mocha from 'mocha';
import { skipReason } from './servers.ts';

export type Results = {
  passed: number;
  failed: number;
  /** For the end of a long run, where mocha's own account stands thousands of lines further up. */
  failures: { title: string; file: string; message: string }[];
  /** How long each file took, all of its tests and hooks together, in milliseconds. */
  fileMs: Record<string, number>;
  skipped: { suite: string; title: string; reason: string }[];
};
/**
 * What is done with the results at the end, or when the time is up (SIGTERM) and the process has to go; by default they
 * go to the file that `PARLEY_TEST_RESULTS` names.
 */
export type ReporterOptions = { take?: (results: Results, isTimeUp: boolean) => void };

const { EVENT_SUITE_BEGIN, EVENT_SUITE_END, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } =
  Mocha.Runner.constants;
const MESSAGE_LINES = 6;

export const NOTHING: Results = { passed: 0, failed: 0, failures: [], fileMs: {}, skipped: [] };

export function sumOf(all: Results[]): Results {
  return {
    passed: all.reduce((sum, { passed }) => sum + passed, 0),
    failed: all.reduce((sum, { failed }) => sum + failed, 0),
    failures: all.flatMap(({ failures }) => failures),
    fileMs: Object.assign({}, ...all.map(({ fileMs }) => fileMs)),
    skipped: all.flatMap(({ skipped }) => skipped),
  };
}

/** The results of a file that could not be run to its end. */
export function failedFile(file: string, message: string): Results {
  return { ...NOTHING, failed: 1, failures: [{ title: 'the file itself', file, message }] };
}

export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const { take = writeResults } = (options.reporterOptions ?? {}) as ReporterOptions;
    const skipped: Results['skipped'] = [];
    runner.on(EVENT_TEST_PENDING, (test) => {
      skipped.push({
        suite: test.parent?.titlePath()[0] ?? '',
        title: test.fullTitle(),
        reason: skipReason(test.parent) ?? `marked so in ${test.file ?? 'its file'}`,
      });
    });
    const failures: Results['failures'] = [];
    runner.on(EVENT_TEST_FAIL, (test, error: Error) => {
      failures.push({ title: test.fullTitle(), file: nameOf(test.file), message: firstLines(error) });
    });
    const fileMs: Results['fileMs'] = {};
    let begunAt = 0;
    runner.on(EVENT_SUITE_BEGIN, (suite) => {
      if (suite.parent?.root) begunAt = Date.now();
    });
    runner.on(EVENT_SUITE_END, (suite) => {
      if (!suite.parent?.root) return;
      const file = nameOf(suite.file);
      fileMs[file] = (fileMs[file] ?? 0) + Date.now() - begunAt;
    });
    // Whoever started the run has waited long enough: what is known so far is better than nothing.
    const giveUp = () => {
      this.stats.duration = Date.now() - (this.stats.start?.getTime() ?? Date.now());
      const title = runner.test?.fullTitle() ?? 'nothing';
      failures.push({ title, file: nameOf(runner.test?.file), message: 'was running when the time was up' });
      this.epilogue();
      take({ passed: this.stats.passes, failed: this.stats.failures + 1, failures, fileMs, skipped }, true);
    };
    process.once('SIGTERM', giveUp);
    runner.once(EVENT_RUN_END, () => {
      process.off('SIGTERM', giveUp);
      take({ passed: this.stats.passes, failed: this.stats.failures, failures, fileMs, skipped }, false);
    });
  }
}

function writeResults(results: Results, isTimeUp: boolean): void {
  const file = process.env.PARLEY_TEST_RESULTS;
  if (file) writeFileSync(file, JSON.stringify(results));
  if (isTimeUp) process.exit(1);
}

function nameOf(file: string | undefined): string {
  return relative(process.cwd(), file ?? '?');
}

function firstLines(error: Error): string {
  return String(error?.message ?? error)
    .split('\n', MESSAGE_LINES)
    .join('\n');
}
