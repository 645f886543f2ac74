import type { Series, TimeChart } from './chart.ts';
import { type Mark, SIZES } from './chart-marks.ts';
import type { TimePlot } from './chart-time-plot.ts';
import { textWidth } from './text-width.ts';

const [INTERVAL, EXPECTED] = [0.18, 0.22];

type Ends = (number | null)[];

/** The highest value that a pale area of a line chart reaches; 0 without one. */
export function highestEnd(chart: TimeChart): number {
  if (chart.type !== 'line') return 0;
  const ends = [...chart.series.map(({ high }) => high ?? []), chart.band?.high ?? [], chart.band?.middle ?? []];
  return Math.max(0, ...ends.flat().map((value) => value ?? 0));
}

export function hasIntervals(chart: TimeChart): boolean {
  return chart.type === 'line' && chart.series.some(({ low, high }) => low && high);
}

/** Areas between the two ends, one for each unbroken stretch, as points along the upper and back along the lower end. */
export function stretches(low: Ends, high: Ends): { index: number; low: number; high: number }[][] {
  const found: { index: number; low: number; high: number }[][] = [[]];
  for (const [index, from] of low.entries()) {
    const to = high[index];
    if (from === null || to === null || to === undefined) found.push([]);
    else found.at(-1)?.push({ index, low: from, high: to });
  }
  return found.filter((stretch) => stretch.length > 0);
}

/** What was expected, then the interval of each series: pale areas behind the lines. */
export function intervalMarks(plot: TimePlot): Mark[] {
  const { chart, canvas } = plot;
  if (chart.type !== 'line') return [];
  const { band } = chart;
  const expected = band ? areas(plot, band.low, band.high, { role: 'expected', fill: canvas.theme.muted, opacity: EXPECTED }) : [];
  return [
    ...expected,
    ...(band?.middle ? [middleLine(plot, band.middle)] : []),
    ...chart.series.flatMap(({ low, high, colour }: Series) =>
      low && high ? areas(plot, low, high, { role: 'interval', fill: colour, opacity: INTERVAL }) : [],
    ),
  ];
}

interface Paint {
  role: 'expected' | 'interval';
  fill: string;
  opacity: number;
}

function areas({ left, band, y }: TimePlot, low: Ends, high: Ends, paint: Paint): Mark[] {
  const at = (index: number, value: number) => `${round(left(index) + band / 2)},${round(y(value))}`;
  return stretches(low, high).map((stretch): Mark => {
    const [first] = stretch;
    if (stretch.length === 1 && first) return whisker({ left, band, y }, first, paint);
    const upper = stretch.map((one) => at(one.index, one.high));
    const lower = stretch.map((one) => at(one.index, one.low)).reverse();
    return { ...paint, shape: 'area', data: `M${[...upper, ...lower].join('L')}Z` };
  });
}

/** A stretch of one period has no area; its ends are joined by a line. */
function whisker(
  { left, band, y }: Pick<TimePlot, 'left' | 'band' | 'y'>,
  one: { index: number; low: number; high: number },
  paint: Paint,
): Mark {
  const x = left(one.index) + band / 2;
  return { shape: 'line', role: paint.role, x1: x, x2: x, y1: y(one.low), y2: y(one.high), stroke: paint.fill, width: 1.5 };
}

function middleLine({ left, band, y, canvas }: TimePlot, middle: Ends): Mark {
  const runs: [number, number][][] = [[]];
  for (const [index, value] of middle.entries()) {
    if (value === null) runs.push([]);
    else runs.at(-1)?.push([left(index) + band / 2, y(value)]);
  }
  return { shape: 'path', role: 'expected', runs: runs.filter((run) => run.length > 1), stroke: canvas.theme.muted, width: 1, dash: '1 2' };
}

/** Says below the axis what the pale areas are; `x` is where the line of the key is free. */
export function intervalKey({ chart, canvas: { theme, words } }: TimePlot, x: number, y: number): Mark[] {
  const entries = [
    ...(chart.type === 'line' && chart.band ? [{ label: chart.band.label, opacity: EXPECTED }] : []),
    ...(hasIntervals(chart) ? [{ label: words.text('report.chart.interval'), opacity: INTERVAL }] : []),
  ];
  let start = x;
  return entries.flatMap(({ label, opacity }): Mark[] => {
    const from = start;
    start += 22 + textWidth(label, SIZES.source) + 22;
    return [
      { shape: 'area', role: 'key', data: `M${round(from)},${round(y)}h16v11h-16Z`, fill: theme.muted, opacity, stroke: theme.muted },
      {
        shape: 'text',
        role: 'key',
        text: label,
        x: from + 22,
        y: y + 10,
        size: SIZES.source,
        weight: 'regular',
        anchor: 'start',
        fill: theme.muted,
      },
    ];
  });
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
