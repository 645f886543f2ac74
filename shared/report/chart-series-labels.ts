import type { TimeChart } from './chart.ts';
import { type Canvas, type Mark, SIZES, textLines } from './chart-marks.ts';
import { dashOf, isHatched, type TimePlot } from './chart-time-plot.ts';
import { textWidth, wrapText } from './text-width.ts';

const LINE_HEIGHT = 13.5;
const BETWEEN = 5;
const SWATCH = 14;
const GAP = 10;
const SHARE = 0.28;
const MOST_LINES = 3;

interface Label {
  index: number;
  lines: string[];
  /** Where the label would stand if it were alone: the middle of its block. */
  wanted: number;
  height: number;
}

/** Room at the right for direct labels; none when a single series is named by title and subtitle. */
export function seriesLabelWidth(chart: TimeChart, canvas: Canvas): number {
  if (chart.series.length < 2) return 6;
  const widest = Math.max(
    ...linesOf(chart, canvas)
      .flat()
      .map((line) => textWidth(line, SIZES.label)),
  );
  return GAP + SWATCH + 6 + widest;
}

/** Names beside the end of each line, or in the order of the stack; pushed apart so that none overlap. */
export function seriesLabels(plot: TimePlot): Mark[] {
  if (plot.chart.series.length < 2) return [];
  return settled(labelsOf(plot), plot).flatMap((label) => labelMarks(label, plot));
}

function linesOf(chart: TimeChart, { width }: Canvas): string[][] {
  return chart.series.map((series) => wrapText(series.label, width * SHARE - SWATCH - GAP, SIZES.label, { most: MOST_LINES }));
}

function labelsOf(plot: TimePlot): Label[] {
  const lines = linesOf(plot.chart, plot.canvas);
  return plot.chart.series
    .map((_, index) => ({
      index,
      lines: lines[index] ?? [],
      wanted: endOf(plot, index),
      height: (lines[index]?.length ?? 1) * LINE_HEIGHT + BETWEEN,
    }))
    .sort((a, b) => a.wanted - b.wanted || b.index - a.index);
}

function endOf({ chart, y }: TimePlot, index: number): number {
  const last = chart.series[index]?.values.findLastIndex((value) => value !== null) ?? -1;
  if (last < 0) return y(0);
  if (chart.type === 'line') return y(chart.series[index]?.values[last] ?? 0);
  const upTo = (count: number) => chart.series.slice(0, count).reduce((sum, series) => sum + (series.values[last] ?? 0), 0);
  return (y(upTo(index)) + y(upTo(index + 1))) / 2;
}

/** Down from the top so that blocks follow one another, then up from the bottom so that they stay inside. */
function settled(labels: Label[], { area }: TimePlot): (Label & { top: number })[] {
  const placed = labels.map((label) => ({ ...label, top: label.wanted - label.height / 2 }));
  let free = area.y - 6;
  for (const label of placed) {
    label.top = Math.max(label.top, free);
    free = label.top + label.height;
  }
  let limit = area.y + area.height + 12;
  for (const label of placed.toReversed()) {
    label.top = Math.min(label.top, limit - label.height);
    limit = label.top;
  }
  return placed;
}

function labelMarks({ index, lines, top }: Label & { top: number }, { chart, area, canvas: { theme } }: TimePlot): Mark[] {
  const series = chart.series[index];
  if (!series) return [];
  const x = area.x + area.width + GAP;
  const dash = dashOf(chart, index);
  const swatch: Mark =
    chart.type === 'line'
      ? {
          shape: 'line',
          role: 'key',
          x1: x,
          x2: x + SWATCH,
          y1: top + 8,
          y2: top + 8,
          stroke: series.colour,
          width: 2.25,
          ...(dash ? { dash } : {}),
        }
      : {
          shape: 'rect',
          role: 'key',
          x: x + 2,
          y: top + 3,
          width: 11,
          height: 11,
          fill: series.colour,
          ...(isHatched(series) ? { hatch: theme.paper } : {}),
        };
  const text = {
    role: 'label',
    x: x + SWATCH + 6,
    y: top + 12,
    size: SIZES.label,
    weight: 'regular',
    anchor: 'start',
    fill: theme.ink,
  } as const;
  return [swatch, ...textLines(lines, text, LINE_HEIGHT)];
}
