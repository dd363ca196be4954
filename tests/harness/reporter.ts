/**
 * mocha's own listing, with failures in full; beside it a file with the figures, for whoever started the
 * run (`PARLEY_TEST_RESULTS` names it).
 */
import { writeFileSync } from 'node:fs';
import Mocha from 'mocha';
import { skipReason } from './servers.ts';

export type Results = {
  passed: number;
  failed: number;
  skipped: { suite: string; title: string; reason: string }[];
};

const { EVENT_TEST_PENDING, EVENT_RUN_END } = Mocha.Runner.constants;

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
    const write = (failed: number) => {
      const results: Results = { passed: this.stats.passes, failed, skipped };
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
