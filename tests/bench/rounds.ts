import { type Load, type Run, runLoad } from './load.ts';
import type { Seconds } from './row.ts';

const ROUNDS = 3;

export type Measured = { runs: Run[]; median: Run };

/**
 * Loads each contestant in turn, round after round, so that whatever slows the machine for a while slows all
 * of them. Warms each up first. `before` may give a contestant a fresh load for each run.
 */
export async function measureRounds<Name extends string>(
  contestants: Record<Name, Load | (() => Promise<Load>)>,
  seconds: Seconds,
): Promise<Record<Name, Measured>> {
  const entries = Object.entries(contestants) as [Name, Load | (() => Promise<Load>)][];
  const runs = new Map<Name, Run[]>(entries.map(([name]) => [name, []]));
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, contestant] of entries) {
      const load = typeof contestant === 'function' ? await contestant() : contestant;
      const run = await runLoad(load, round === 0 ? seconds.warmUp : seconds.run);
      if (round > 0) runs.get(name)?.push(run);
    }
  }
  const measured = entries.map(([name]) => {
    const own = runs.get(name) as Run[];
    return [name, { runs: own, median: medianRun(own) }] as const;
  });
  return Object.fromEntries(measured) as Record<Name, Measured>;
}

/** `figure` of one contestant divided by another's: of the medians, and the extremes of the rounds. */
export function ratioOf(one: Measured, other: Measured, figure: 'perSecond' | 'p99Ms' = 'perSecond') {
  const each = one.runs.map((run, round) => run[figure] / (other.runs[round] as Run)[figure]);
  return {
    value: one.median[figure] / other.median[figure],
    low: Math.min(...each),
    high: Math.max(...each),
  };
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

function medianRun(runs: Run[]): Run {
  const of = (figure: (run: Run) => number) => median(runs.map(figure));
  return {
    perSecond: of((run) => run.perSecond),
    p50Ms: of((run) => run.p50Ms),
    p99Ms: of((run) => run.p99Ms),
    bytesPerAnswer: of((run) => run.bytesPerAnswer),
    answers: of((run) => run.answers),
    busy: runs.some((run) => run.busy === null) ? null : of((run) => run.busy ?? 0),
  };
}
