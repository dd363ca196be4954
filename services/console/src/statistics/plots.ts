/** What the plots show: pure, so that the same figures make the drawing, its table and its sentence. */
import type { ModerationStats } from '@parley/contracts/stats-objects';
import { durationWords } from '../time/time-words.ts';
import { statistics as words } from './words.ts';

export type Stroke = 'solid' | 'dashed';
/** One line. `values` has a number a day, or null where there is none. */
export type Series = { name: string; stroke: Stroke; tone: 'first' | 'second'; values: (number | null)[] };
export type PlotShape = {
  title: string;
  summary: string;
  /** Days as `2026-06-01`, in UTC, oldest first. */
  days: string[];
  series: Series[];
  unit: 'count' | 'milliseconds';
};
type Day = ModerationStats['byDay'][number];

export function plotsOf({ byDay, inbound, decided }: ModerationStats): PlotShape[] {
  const days = byDay.map(({ day }) => day);
  const first = (name: string, read: (day: Day) => number | null): Series => ({
    name,
    stroke: 'solid',
    tone: 'first',
    values: byDay.map(read),
  });
  const second = (name: string, read: (day: Day) => number | null): Series => ({
    ...first(name, read),
    stroke: 'dashed',
    tone: 'second',
  });
  const sum = (read: (day: Day) => number) => byDay.reduce((total, day) => total + read(day), 0);
  return [
    {
      title: words.flow,
      summary: words.flowSummary(inbound, decided),
      days,
      series: [
        first(words.seriesInbound, (day) => day.inbound),
        second(words.seriesDecided, (day) => day.decided),
      ],
      unit: 'count',
    },
    {
      title: words.backlog,
      summary: backlogSummary(byDay),
      days,
      series: [first(words.seriesWaiting, (day) => day.backlog)],
      unit: 'count',
    },
    {
      title: words.times,
      summary: timesSummary(byDay),
      days,
      series: [first(words.seriesMedian, (day) => day.medianMs), second(words.seriesP95, (day) => day.p95Ms)],
      unit: 'milliseconds',
    },
    {
      title: words.second,
      summary: words.secondSummary(
        sum((day) => day.reopened),
        sum((day) => day.overturned),
      ),
      days,
      series: [
        first(words.seriesReopened, (day) => day.reopened),
        second(words.seriesOverturned, (day) => day.overturned),
      ],
      unit: 'count',
    },
  ];
}

/** A value in the words of its unit. */
export function valueWords(value: number | null, unit: PlotShape['unit']): string {
  if (value === null) return words.none;
  return unit === 'count' ? String(value) : durationWords(value);
}

/** `Tue 2 Jun`, for a day in UTC. */
export function dayWords(day: string): string {
  const form = { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', form).format(Date.parse(day));
}

function backlogSummary(byDay: Day[]): string {
  const most = largest(byDay, (day) => day.backlog);
  return words.backlogSummary(most?.backlog ?? 0, most ? dayWords(most.day) : '');
}

function timesSummary(byDay: Day[]): string {
  const slowest = largest(byDay, (day) => day.medianMs ?? -1);
  if (!slowest || slowest.medianMs === null) return words.noTimes;
  return words.timesSummary(durationWords(slowest.medianMs), dayWords(slowest.day));
}

function largest(byDay: Day[], read: (day: Day) => number): Day | undefined {
  return byDay.reduce<Day | undefined>(
    (most, day) => (most === undefined || read(day) > read(most) ? day : most),
    undefined,
  );
}
