/**
 * mocha's own listing, with failures in full; beside it a file with the figures, for whoever started the
 * run (`PARLEY_TEST_RESULTS` names it).
 */
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import Mocha from 'mocha';
import { skipReason } from './servers.ts';

export type Results = {
  passed: number;
  failed: number;
  /** For the end of a long run, where mocha's own account stands thousands of lines further up. */
  failures: { title: string; file: string; message: string }[];
  /** How long each file took, all of its tests and hooks together. */
  fileMs: Record<string, number>;
  skipped: { suite: string; title: string; reason: string }[];
};

const { EVENT_SUITE_BEGIN, EVENT_SUITE_END, EVENT_TEST_FAIL, EVENT_TEST_PENDING, EVENT_RUN_END } =
  Mocha.Runner.constants;

const MESSAGE_LINES = 6;

export default class Reporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
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
    const write = (failed: number) => {
      const results: Results = { passed: this.stats.passes, failed, failures, fileMs, skipped };
      const file = process.env.PARLEY_TEST_RESULTS;
      if (file) writeFileSync(file, JSON.stringify(results));
    };
    runner.once(EVENT_RUN_END, () => write(this.stats.failures));
    // Whoever started the run has waited long enough: what is known so far is better than nothing.
    process.once('SIGTERM', () => {
      this.stats.duration = Date.now() - (this.stats.start?.getTime() ?? Date.now());
      this.epilogue();
      console.error(`ended while this was running: ${runner.test?.fullTitle() ?? 'nothing'}`);
      write(this.stats.failures + 1);
      process.exit(1);
    });
  }
}

function nameOf(file: string | undefined): string {
  return relative(process.cwd(), file ?? '?');
}

function firstLines(error: Error): string {
  return String(error?.message ?? error)
    .split('\n', MESSAGE_LINES)
    .join('\n');
}
