/** Runs test files in several processes side by side, each of which takes the next file when it is through with one. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Ran } from './lane.ts';
import { failedFile, type Results } from './reporter.ts';

type Options = {
  lanes: number;
  env: NodeJS.ProcessEnv;
  /** For a single file; what takes longer hangs. */
  fileLimitMs: number;
  /** For all of them. */
  limitMs: number;
  started: (child: ChildProcess) => void;
  ended: (child: ChildProcess) => void;
};

const LANE = resolve(import.meta.dirname, 'lane.ts');
/** For a process that is ended to say how far it came. */
const LAST_WORDS_MS = 5_000;

export async function runInLanes(files: string[], options: Options): Promise<Results[]> {
  const waiting = [...files];
  const all: Results[] = [];
  const deadline = Date.now() + options.limitMs;
  const runLane = async () => {
    let lane: ChildProcess | null = null;
    for (let file = waiting.shift(); file !== undefined; file = waiting.shift()) {
      const limitMs = Math.min(options.fileLimitMs, deadline - Date.now());
      if (limitMs <= 0) {
        all.push(failedFile(file, 'was not run: the time for all files was up'));
        continue;
      }
      lane ??= start(options);
      const { output, results, isOver } = await runFile(lane, file, limitMs);
      console.log(`\n${file}\n${output}`);
      all.push(results);
      if (!isOver) continue;
      options.ended(lane);
      lane = null;
    }
    if (lane) options.ended(lane);
  };
  await Promise.all(Array.from({ length: options.lanes }, runLane));
  return all;
}

function start({ env, started }: Options): ChildProcess {
  // A process group of its own, so that whatever a file leaves behind can be ended with it.
  const child = fork(LANE, { env, detached: true, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  started(child);
  return child;
}

async function runFile(lane: ChildProcess, file: string, limitMs: number): Promise<Ran> {
  const stopWaiting = new AbortController();
  const { signal } = stopWaiting;
  const answered = once(lane, 'message', { signal }).then(([ran]) => ran as Ran);
  const broken = once(lane, 'disconnect', { signal }).then(() => lost(file, 'its process ended'));
  const late = wait(limitMs, null, { signal }).then(async () => {
    lane.kill('SIGTERM');
    await wait(LAST_WORDS_MS, null, { signal });
    lane.disconnect();
    return lost(file, `took more than ${Math.round(limitMs / 1000)} s`);
  });
  lane.send(file);
  try {
    return await Promise.race([answered, broken, late]);
  } finally {
    for (const other of [answered, broken, late]) other.catch(() => {});
    stopWaiting.abort();
  }
}

function lost(file: string, why: string): Ran {
  return { output: '', results: failedFile(file, why), isOver: true };
}
