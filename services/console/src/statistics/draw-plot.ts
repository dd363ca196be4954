/** Draws lines over days on a canvas, in the colours of the page as they are now. Loaded on demand. */
import UPlot from 'uplot';
import type { PlotShape, Series } from './plots.ts';

export type Drawing = { resize: (width: number) => void; remove: () => void };

const HEIGHT = 180;
const DAY_SECONDS = 86_400;
/** Steps between the lines of the scale: people and comments come whole. */
const WHOLE_STEPS = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000];
const UNITS = [
  { name: 'd', ms: 24 * 60 * 60_000 },
  { name: 'h', ms: 60 * 60_000 },
  { name: 'min', ms: 60_000 },
] as const;

/** `onPoint` hears which day is pointed at, by its place; null when none is. */
export function drawPlot(
  host: HTMLElement,
  { days, series, unit }: PlotShape,
  onPoint: (place: number | null) => void,
): Drawing {
  const colours = getComputedStyle(host);
  const colourOf = (name: string) => colours.getPropertyValue(name).trim();
  const scale = unit === 'count' ? { ms: 1, name: '' } : unitFor(series);
  const axis = {
    stroke: colourOf('--ink-2'),
    font: `12px ${colours.fontFamily}`,
    grid: { stroke: colourOf('--line'), width: 1 },
    ticks: { show: false },
  };
  const plot = new UPlot(
    {
      width: host.clientWidth,
      height: HEIGHT,
      tzDate: (seconds) => UPlot.tzDate(new Date(seconds * 1000), 'Etc/UTC'),
      legend: { show: false },
      cursor: { drag: { x: false, y: false }, y: false },
      scales: { y: { range: (_plot, _low, high) => [0, Math.max(high * 1.1, unit === 'count' ? 4 : 1)] } },
      axes: [
        {
          ...axis,
          incrs: [1, 2, 7, 14, 28].map((count) => count * DAY_SECONDS),
          values: (_plot, splits) => splits.map(shortDay),
          space: 56,
          size: 30,
        },
        {
          ...axis,
          size: 52,
          ...(unit === 'count' ? { incrs: WHOLE_STEPS } : {}),
          values: (_plot, splits) => splits.map((value) => `${value}${scale.name && ` ${scale.name}`}`),
        },
      ],
      series: [
        {},
        ...series.map(({ stroke, tone }) => ({
          stroke: colourOf(tone === 'first' ? '--accent' : '--amber'),
          width: 2,
          ...(stroke === 'dashed' ? { dash: [6, 4] } : {}),
          points: { show: days.length <= 31, size: 5 },
          spanGaps: true,
        })),
      ],
      hooks: { setCursor: [({ cursor }) => onPoint(cursor.idx ?? null)] },
    },
    [
      days.map((day) => Date.parse(day) / 1000),
      ...series.map(({ values }) => values.map((value) => value && value / scale.ms)),
    ],
    host,
  );
  return {
    resize: (width) => plot.setSize({ width, height: HEIGHT }),
    remove: () => plot.destroy(),
  };
}

/** The largest unit of which the highest value has at least two. */
function unitFor(series: Series[]): { ms: number; name: string } {
  const highest = Math.max(0, ...series.flatMap(({ values }) => values.map((value) => value ?? 0)));
  return UNITS.find(({ ms }) => highest >= 2 * ms) ?? UNITS[2];
}

function shortDay(seconds: number): string {
  const form = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return new Intl.DateTimeFormat('en-GB', form).format(seconds * 1000);
}
