/**
 * A process that runs test files, one after the other, as it is told to: what they share is loaded once. Answers each
 * with what mocha said of it, in one piece, so that lanes side by side can be read.
 */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import Reporter, { failedFile, type ReporterOptions, type Results } from './reporter.ts';

/** `isOver`: the process takes no further file. */
export type Ran = { output: string; results: Results; isOver: boolean };

const ROOT = resolve(import.meta.dirname, '../..');
const { timeout, slow } = JSON.parse(readFileSync(resolve(ROOT, '.mocharc.json'), 'utf8'));

let turn = Promise.resolve();
process.on('message', (file: string) => {
  turn = turn.then(async () => answer(await run(file)));
});

async function run(file: string): Promise<Ran> {
  const said: string[] = [];
  // What mocha's reporters write by, and the types do not name.
  (Mocha.reporters.Base as unknown as { consoleLog: typeof console.log }).consoleLog = (...words) =>
    said.push(format(...words));
  let results = failedFile(file, 'ended before its report');
  const ran = (isOver: boolean): Ran => ({ output: said.join('\n'), results, isOver });
  const take: ReporterOptions['take'] = (final, isTimeUp) => {
    results = final;
    if (isTimeUp) answer(ran(true), () => process.exit(1));
  };
  const mocha = new Mocha({ timeout, slow, reporter: Reporter, reporterOptions: { take } });
  mocha.addFile(resolve(ROOT, file));
  try {
    await mocha.loadFilesAsync();
    await new Promise((done) => mocha.run(done));
  } catch (error) {
    results = failedFile(file, error instanceof Error ? (error.stack ?? error.message) : String(error));
  }
  return ran(false);
}

function answer(ran: Ran, then?: () => void): void {
  process.send?.(ran, undefined, undefined, then);
}
