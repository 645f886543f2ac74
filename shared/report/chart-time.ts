import { type ScaleLinear, scaleLinear } from 'd3-scale';
import type { TimeChart } from './chart.ts';
import { hasIntervals, highestEnd, intervalKey, intervalMarks } from './chart-intervals.ts';
import { type Box, type Canvas, type Mark, SIZES, textLines } from './chart-marks.ts';
import { incompleteKeyWidth, incompleteMarks, periodTicks, ruleMarks } from './chart-periods.ts';
import { seriesLabels, seriesLabelWidth } from './chart-series-labels.ts';
import { dashOf, isHatched, type TimePlot } from './chart-time-plot.ts';
import { withheldKeyWidth, withheldMarks } from './chart-withheld.ts';
import { textWidth } from './text-width.ts';

const AXIS = 24;
const KEY = 20;
const PLOT_HEIGHT = 230;
const COMPACT_HEIGHT = 135;
/** With more points than this the line alone is drawn. */
const MOST_DOTS = 30;

export function layoutTime(chart: TimeChart, box: Box, canvas: Canvas): Mark[] {
  const plot = timePlot(chart, box, canvas);
  const data = chart.type === 'stacked' ? stackedMarks(plot) : lineMarks(plot);
  const besides = plot.area.x + incompleteKeyWidth(plot);
  const key = intervalKey(plot, besides + withheldKeyWidth(plot), plot.area.y + plot.area.height + 30);
  const frame = [...incompleteMarks(plot), ...key, ...periodTicks(plot), ...ruleMarks(plot), ...seriesLabels(plot)];
  return [...gridMarks(plot), ...intervalMarks(plot), ...data, ...withheldMarks(plot, besides), ...frame];
}

function hasKey(chart: TimeChart): boolean {
  return Boolean(chart.incomplete?.length || chart.withheld?.length || chart.band || hasIntervals(chart));
}

export function timeHeight(chart: TimeChart, canvas: Canvas): number {
  const longest = chart.series.length * 30 + AXIS;
  return Math.max(canvas.isCompact ? COMPACT_HEIGHT : PLOT_HEIGHT, Math.min(longest, canvas.width)) + AXIS + (hasKey(chart) ? KEY : 0);
}

function timePlot(chart: TimeChart, box: Box, canvas: Canvas): TimePlot {
  const y = scaleLinear([0, largest(chart) || 1], [0, 1]).nice(5);
  const tickWidth = Math.max(...yTicks(chart, y).map((tick) => textWidth(canvas.words.number(tick), SIZES.tick)));
  const key = hasKey(chart) ? KEY : 0;
  const rules = chart.rules?.length ? 18 : 0;
  const area = {
    x: box.x + tickWidth + 8,
    y: box.y + 8 + rules,
    width: box.width - tickWidth - 8 - seriesLabelWidth(chart, canvas),
    height: box.height - AXIS - 8 - key - rules,
  };
  const band = area.width / Math.max(1, chart.periods.length);
  y.range([area.y + area.height, area.y]);
  return { chart, area, band, left: (index) => area.x + index * band, y, canvas };
}

function largest(chart: TimeChart): number {
  if (chart.type === 'line')
    return Math.max(highestEnd(chart), ...chart.series.flatMap((series) => series.values.map((value) => value ?? 0)));
  return Math.max(0, ...chart.periods.map((_, index) => chart.series.reduce((sum, series) => sum + (series.values[index] ?? 0), 0)));
}

/** Counts get whole ticks only. */
function yTicks(chart: TimeChart, y: ScaleLinear<number, number>): number[] {
  const whole = chart.series.every((series) => series.values.every((value) => value === null || Number.isInteger(value)));
  return y.ticks(5).filter((tick) => !whole || Number.isInteger(tick));
}

function gridMarks({ chart, area, y, canvas: { theme, words } }: TimePlot): Mark[] {
  return yTicks(chart, y).flatMap((tick): Mark[] => [
    {
      shape: 'line',
      role: tick === 0 ? 'baseline' : 'grid',
      x1: area.x,
      x2: area.x + area.width,
      y1: y(tick),
      y2: y(tick),
      stroke: tick === 0 ? theme.ink : theme.grid,
      width: 1,
    },
    ...textLines(
      [words.number(tick)],
      { role: 'tick', x: area.x - 8, y: y(tick) + 4, size: SIZES.tick, weight: 'regular', anchor: 'end', fill: theme.muted },
      0,
    ),
  ]);
}

function stackedMarks({ chart, left, band, y, canvas }: TimePlot): Mark[] {
  const gap = band > 6 ? Math.min(3, band * 0.15) : 0;
  const below = chart.periods.map(() => 0);
  return chart.series.flatMap((series) =>
    series.values.flatMap((value, index): Mark[] => {
      if (value === null) return [];
      const base = below[index] ?? 0;
      below[index] = base + value;
      return [
        {
          shape: 'rect',
          role: 'bar',
          x: left(index) + gap / 2,
          y: y(base + value),
          width: band - gap,
          height: y(base) - y(base + value),
          fill: series.colour,
          ...(isHatched(series) ? { hatch: canvas.theme.paper } : {}),
          datum: { series: series.code, key: chart.periods[index]?.key ?? '', value },
        },
      ];
    }),
  );
}

function lineMarks(plot: TimePlot): Mark[] {
  const { chart, left, band, y } = plot;
  return chart.series.flatMap((series, order): Mark[] => {
    const points = series.values.map((value, index) =>
      value === null ? null : { x: left(index) + band / 2, y: y(value), value, key: chart.periods[index]?.key ?? '' },
    );
    const runs = runsOf(points).map((run) => run.map((point): [number, number] => [point.x, point.y]));
    const lonely = runsOf(points)
      .filter((run) => run.length === 1)
      .flat();
    const radius = (point: { x: number }) => (chart.periods.length <= MOST_DOTS || lonely.some((other) => other.x === point.x) ? 2.5 : 0);
    const dash = dashOf(chart, order);
    return [
      {
        shape: 'path',
        role: 'line',
        runs,
        stroke: series.colour,
        width: 2.25,
        ...(dash ? { dash } : {}),
        datum: { series: series.code, key: '', value: runs.flat().length },
      },
      ...points
        .filter((point) => point !== null)
        .map(
          (point): Mark => ({
            shape: 'circle',
            role: 'point',
            x: point.x,
            y: point.y,
            radius: radius(point),
            fill: series.colour,
            datum: { series: series.code, key: point.key, value: point.value },
          }),
        ),
    ];
  });
}

/** Unbroken stretches: a period without a value breaks the line. */
function runsOf<T>(points: (T | null)[]): T[][] {
  const runs: T[][] = [[]];
  for (const point of points) {
    if (point === null) runs.push([]);
    else runs.at(-1)?.push(point);
  }
  return runs.filter((run) => run.length > 0);
}
