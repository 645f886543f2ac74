import { scaleLinear } from 'd3-scale';
import type { BarChart } from './chart.ts';
import { type Box, type Canvas, type Mark, SIZES, textLines } from './chart-marks.ts';
import { textWidth, wrapText } from './text-width.ts';
import type { Wording } from './wording.ts';

const LINE_HEIGHT = 14;
const ROW_GAP = 8;
const LABEL_SHARE = 0.38;
const SPACE = 8;

interface Row {
  lines: string[];
  value: string;
  height: number;
}

/** Ranked bars: label left, bar from the zero line, its value at the end. */
export function layoutBars(chart: BarChart, box: Box, canvas: Canvas): Mark[] {
  const rows = rowsOf(chart, canvas);
  const labelWidth = widest(rows.flatMap((row) => row.lines));
  const start = box.x + labelWidth + SPACE;
  const most = Math.max(0, ...chart.bars.map((bar) => Math.max(bar.value, bar.high ?? 0)));
  const length = scaleLinear([0, most || 1], [0, box.x + box.width - start - SPACE - widest(rows.map((row) => row.value))]);
  const stretch = box.height / Math.max(1, totalHeight(rows));
  let y = box.y;
  const marks = rows.flatMap((row, index) => {
    const top = y;
    y += row.height * stretch;
    return rowMarks(chart, index, row, { top, height: row.height * stretch, start, length, canvas });
  });
  return [...marks, { shape: 'line', role: 'baseline', x1: start, x2: start, y1: box.y, y2: y, stroke: canvas.theme.ink, width: 1 }];
}

export function barHeight(chart: BarChart, canvas: Canvas): number {
  return totalHeight(rowsOf(chart, canvas));
}

interface Place {
  top: number;
  height: number;
  start: number;
  length: (value: number) => number;
  canvas: Canvas;
}

function rowMarks(chart: BarChart, index: number, row: Row, { top, height, start, length, canvas: { theme } }: Place): Mark[] {
  const bar = chart.bars[index];
  if (!bar) return [];
  const middle = top + height / 2;
  const thickness = Math.min(18, height - ROW_GAP / 2);
  const width = length(bar.value);
  const firstLine = middle - ((row.lines.length - 1) * LINE_HEIGHT) / 2 + 4;
  const text = { size: SIZES.label, weight: 'regular', fill: theme.ink } as const;
  return [
    ...textLines(row.lines, { ...text, role: 'label', x: start - SPACE, y: firstLine, anchor: 'end' }, LINE_HEIGHT),
    {
      shape: 'rect',
      role: 'bar',
      x: start,
      y: middle - thickness / 2,
      width,
      height: thickness,
      fill: bar.colour,
      ...(bar.hatched ? { hatch: theme.paper } : {}),
      datum: { series: '', key: bar.code, value: bar.value },
    },
    ...whisker(bar, middle, (value) => start + length(value), theme.ink),
    {
      ...text,
      shape: 'text',
      role: 'value',
      x: start + Math.max(width, length(bar.high ?? 0)) + 6,
      y: middle + 4,
      anchor: 'start',
      text: row.value,
    },
  ];
}

/** The interval about a bar's end: a line with a stop at each of its own ends. */
function whisker({ low, high }: BarChart['bars'][number], y: number, x: (value: number) => number, stroke: string): Mark[] {
  if (low === undefined || high === undefined) return [];
  const line = { shape: 'line', role: 'interval', stroke, width: 1.25 } as const;
  const stop = (at: number): Mark => ({ ...line, x1: at, x2: at, y1: y - 3.5, y2: y + 3.5 });
  return [{ ...line, x1: x(low), x2: x(high), y1: y, y2: y }, stop(x(low)), stop(x(high))];
}

function rowsOf(chart: BarChart, { width, words }: Canvas): Row[] {
  return chart.bars.map((bar) => {
    const lines = wrapText(bar.label, width * LABEL_SHARE, SIZES.label, { most: 3 });
    return { lines, value: valueText(chart, bar.value, words), height: Math.max(26, lines.length * LINE_HEIGHT + ROW_GAP) };
  });
}

function valueText({ unit }: BarChart, value: number, words: Wording): string {
  if (unit === '%') return words.percentSign(value / 100);
  return words.number(value, Number.isInteger(value) ? 0 : 1);
}

function widest(lines: string[]): number {
  return Math.max(0, ...lines.map((line) => textWidth(line, SIZES.label)));
}

function totalHeight(rows: Row[]): number {
  return rows.reduce((sum, row) => sum + row.height, 0);
}
