import { type Mark, SIZES, textLines } from './chart-marks.ts';
import type { TimePlot } from './chart-time-plot.ts';
import { textWidth, wrapText } from './text-width.ts';

const GAP = 8;

/**
 * Labels below the axis. Months over more than a year are labelled by year, between ticks at each January; otherwise every
 * label that fits without touching its neighbour is written.
 */
export function periodTicks(plot: TimePlot): Mark[] {
  const years = yearsOf(plot.chart.periods.map((period) => period.key));
  return years.length > 1 && plot.chart.periods.length > years.length ? yearTicks(plot, years) : labelTicks(plot);
}

interface Year {
  text: string;
  first: number;
  count: number;
}

function yearsOf(keys: string[]): Year[] {
  const years: Year[] = [];
  keys.forEach((key, index) => {
    const text = key.slice(0, 4);
    const last = years.at(-1);
    if (last?.text === text) last.count += 1;
    else years.push({ text, first: index, count: 1 });
  });
  return years;
}

function yearTicks(plot: TimePlot, years: Year[]): Mark[] {
  const bottom = plot.area.y + plot.area.height;
  const ticks = years.map(({ first }): Mark => {
    const x = plot.left(first);
    return { shape: 'line', role: 'tick', x1: x, x2: x, y1: bottom, y2: bottom + 6, stroke: plot.canvas.theme.muted, width: 1 };
  });
  const labels = years.map((year) => ({
    text: year.text,
    x: plot.left(year.first) + (year.count * plot.band) / 2,
    room: year.count * plot.band,
  }));
  return [...ticks, ...spaced(plot, labels)];
}

function labelTicks(plot: TimePlot): Mark[] {
  return spaced(
    plot,
    plot.chart.periods.map((period, index) => ({ text: period.label, x: plot.left(index) + plot.band / 2, room: plot.band })),
  );
}

/** Writes every label, or every second, third… so that none touches the next or leaves the plot. */
function spaced(plot: TimePlot, labels: { text: string; x: number; room: number }[]): Mark[] {
  const widths = labels.map((label) => textWidth(label.text, SIZES.tick));
  const widest = Math.max(0, ...widths) + GAP;
  const step = Math.max(1, Math.ceil(widest / Math.max(1, plot.area.width / Math.max(1, labels.length))));
  const y = plot.area.y + plot.area.height + 18;
  return labels.flatMap((label, index) => {
    const half = (widths[index] ?? 0) / 2;
    const inside = label.x - half >= 0 && label.x + half <= plot.canvas.width;
    if (index % step !== 0 || !inside) return [];
    return textLines(
      [label.text],
      { role: 'tick', x: label.x, y, size: SIZES.tick, weight: 'regular', anchor: 'middle', fill: plot.canvas.theme.muted },
      0,
    );
  });
}

/** Pixels that the key of incomplete periods takes below the axis. */
export function incompleteKeyWidth({ chart, canvas: { words } }: TimePlot): number {
  return chart.incomplete?.length ? 22 + textWidth(words.text('report.chart.incomplete'), SIZES.source) + 22 : 0;
}

/** Hatched bands for incomplete periods, and their key below the axis. */
export function incompleteMarks({ chart, area, left, band, canvas: { theme, words } }: TimePlot): Mark[] {
  const indexes = (chart.incomplete ?? [])
    .map((key) => chart.periods.findIndex((period) => period.key === key))
    .filter((index) => index >= 0);
  if (indexes.length === 0) return [];
  const y = area.y + area.height + 30;
  const hatched = { shape: 'rect', role: 'incomplete', fill: 'none', hatch: theme.hatch, falling: true } as const;
  return [
    ...indexes.map((index): Mark => ({ ...hatched, x: left(index), y: area.y, width: band, height: area.height })),
    { ...hatched, role: 'key', x: area.x, y, width: 16, height: 11, stroke: theme.hatch },
    ...textLines(
      [words.text('report.chart.incomplete')],
      { role: 'key', x: area.x + 22, y: y + 10, size: SIZES.source, weight: 'regular', anchor: 'start', fill: theme.muted },
      0,
    ),
  ];
}

/** Breaks in reporting and the like: a vertical line at the start of a period, its note above the plot. */
export function ruleMarks({ chart, area, left, canvas }: TimePlot): Mark[] {
  return (chart.rules ?? []).flatMap(({ key, label }): Mark[] => {
    const index = chart.periods.findIndex((period) => period.key === key);
    if (index < 0) return [];
    const x = left(index);
    const leftHalf = x < area.x + area.width / 2;
    const room = leftHalf ? canvas.width - x : x;
    const [line = ''] = wrapText(label, room - 6, SIZES.source, { most: 1 });
    return [
      {
        shape: 'line',
        role: 'rule',
        x1: x,
        x2: x,
        y1: area.y - 14,
        y2: area.y + area.height,
        stroke: canvas.theme.ink,
        width: 1,
        dash: '3 3',
      },
      ...textLines(
        [line],
        {
          role: 'rule',
          x: x + (leftHalf ? 5 : -5),
          y: area.y - 8,
          size: SIZES.source,
          weight: 'regular',
          anchor: leftHalf ? 'start' : 'end',
          fill: canvas.theme.ink,
        },
        0,
      ),
    ];
  });
}
