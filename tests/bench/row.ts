import type { Machine } from './machine.ts';
import type { SeededThreads } from './seed.ts';

/** A line of the table: what was measured, against what, and what it must reach. */
export type Row = {
  group: string;
  what: string;
  figure: string;
  /** What it is compared with, in words and figures; null where the figure stands by itself. */
  against: string | null;
  ratio: Ratio | null;
  /** Null for what is shown for information. */
  goal: Goal | null;
  /** Every run behind the figure, for the file. */
  details?: unknown;
};

export type Ratio = {
  /** Of the medians. */
  value: number;
  /** The extremes of the rounds. */
  low: number;
  high: number;
  /** The same by processor time an answer, which other programs disturb least; null where that means nothing. */
  byProcessor: number | null;
};

export type Goal = { text: string; isReached: boolean };

export type Measure = (context: {
  /** For data; removed at the end. Holds `bench.db`. */
  folder: string;
  threads: SeededThreads;
  /** Viewers of the largest crowd. */
  crowd: number;
  seconds: Seconds;
  machine: Machine;
}) => Promise<Row[]>;

export type Seconds = { warmUp: number; run: number };

export function atLeast(value: number, least: number): Goal {
  return { text: `≥ ${least}`, isReached: value >= least };
}

export function atMost(value: number, most: number, unit = ''): Goal {
  return { text: `≤ ${most}${unit}`, isReached: value <= most };
}
