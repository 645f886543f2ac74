import { type Canvas, type ChartTheme, type Mark, type RectMark, SIZES, textLines } from './chart-marks.ts';
import type { TimePlot } from './chart-time-plot.ts';
import { textWidth } from './text-width.ts';

/** Height of the marks of values that are kept back: the same for each, so that it tells nothing. */
const HEIGHT = 9;

/** Crossed by dense falling lines within a rim. */
export function withheldHatch(theme: ChartTheme): Pick<RectMark, 'hatch' | 'falling' | 'stroke'> {
  return { hatch: theme.ink, falling: true, stroke: theme.muted };
}

/** A swatch with what it means. */
export function withheldKeyMarks({ x, y }: { x: number; y: number }, { theme, words }: Canvas): Mark[] {
  return [
    { shape: 'rect', role: 'key', x, y, width: 16, height: 11, fill: theme.paper, ...withheldHatch(theme) },
    ...textLines(
      [words.text('report.chart.withheld')],
      { role: 'key', x: x + 22, y: y + 10, size: SIZES.source, weight: 'regular', anchor: 'start', fill: theme.muted },
      0,
    ),
  ];
}

/** Periods of a time chart in which a value is kept back. */
function periodsOf({ chart }: TimePlot): number[] {
  const keys = new Set(chart.withheld?.map(({ key }) => key));
  return chart.periods.flatMap(({ key }, at) => (keys.has(key) ? [at] : []));
}

/** Pixels that the key takes below the axis. */
export function withheldKeyWidth({ chart, canvas: { words } }: TimePlot): number {
  return chart.withheld?.length ? 22 + textWidth(words.text('report.chart.withheld'), SIZES.source) + 22 : 0;
}

/** A mark of one height on the axis under each period in which something is kept back, and the key, which begins at `x`. */
export function withheldMarks(plot: TimePlot, x: number): Mark[] {
  const at = periodsOf(plot);
  if (at.length === 0) return [];
  const { area, left, band, canvas } = plot;
  const bottom = area.y + area.height;
  const marks = at.map((index): Mark => {
    const place = { x: left(index), y: bottom - HEIGHT, width: band, height: HEIGHT };
    return { shape: 'rect', role: 'withheld', ...place, fill: canvas.theme.paper, ...withheldHatch(canvas.theme) };
  });
  return [...marks, ...withheldKeyMarks({ x, y: bottom + 30 }, canvas)];
}
