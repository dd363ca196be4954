import { type Load, type Run, runLoad } from './load.ts';
import type { Ratio, Seconds } from './row.ts';

const ROUNDS = 3;

export type Measured = { runs: Run[]; median: Run };

type Contestant = Load | (() => Load);

/**
 * Loads each contestant in turn, round after round, so that whatever slows the machine for a while slows all
 * of them; the first round warms up and is not counted. A contestant that is a function gives a new load for
 * each round; one that is undefined does not take part.
 */
export async function measureRounds<Contestants extends Record<string, Contestant | undefined>>(
  contestants: Contestants,
  seconds: Seconds,
): Promise<{
  [Name in keyof Contestants]: undefined extends Contestants[Name] ? Measured | null : Measured;
}> {
  const present = Object.entries(contestants).filter(([, contestant]) => contestant !== undefined);
  const runs = new Map<string, Run[]>();
  for (let round = 0; round <= ROUNDS; round += 1) {
    for (const [name, contestant] of present as [string, Contestant][]) {
      const load = typeof contestant === 'function' ? contestant() : contestant;
      const run = await runLoad(load, round === 0 ? seconds.warmUp : seconds.run);
      if (round > 0) runs.set(name, [...(runs.get(name) ?? []), run]);
    }
  }
  const measured = Object.keys(contestants).map((name): [string, Measured | null] => {
    const own = runs.get(name);
    return [name, own ? { runs: own, median: medianRun(own) } : null];
  });
  return Object.fromEntries(measured) as Awaited<ReturnType<typeof measureRounds<Contestants>>>;
}

/** A figure of one contestant divided by another's: of the medians, and the extremes of the rounds. */
export function ratioOf(one: Measured, other: Measured, figure: 'perSecond' | 'p99Ms' = 'perSecond'): Ratio {
  const each = one.runs.map((run, round) => run[figure] / (other.runs[round] as Run)[figure]);
  const [mine, theirs] = [one.median.processorUs, other.median.processorUs];
  return {
    value: one.median[figure] / other.median[figure],
    low: Math.min(...each),
    high: Math.max(...each),
    byProcessor: figure === 'perSecond' && mine && theirs ? theirs / mine : null,
  };
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] as number;
}

function medianRun(runs: Run[]): Run {
  const of = (figure: keyof Run) => {
    const values = runs.map((run) => run[figure]).filter((value) => value !== null);
    return values.length < runs.length ? null : median(values);
  };
  const always = (figure: keyof Run) => of(figure) ?? Number.NaN;
  return {
    perSecond: always('perSecond'),
    p50Ms: always('p50Ms'),
    p99Ms: always('p99Ms'),
    bytesPerAnswer: always('bytesPerAnswer'),
    answers: always('answers'),
    busy: of('busy'),
    processorUs: of('processorUs'),
    othersCores: of('othersCores'),
  };
}
