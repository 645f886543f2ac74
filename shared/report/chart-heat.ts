import type { HeatChart } from './chart.ts';
import { type Box, type Canvas, type Mark, SIZES, textLines } from './chart-marks.ts';
import { withheldHatch, withheldKeyMarks } from './chart-withheld.ts';
import { sequential, textOn } from './colour.ts';
import { textWidth, wrapText } from './text-width.ts';

const LINE_HEIGHT = 13.5;
const SPACE = 8;
const LABEL_SHARE = 0.3;
const COMPACT_SHARE = 0.36;
/** Degrees: steep enough that two lines of a name pass between their neighbours. */
const SLOPED = 62;
const SLOPED_LENGTH = 124;
const COMPACT_LENGTH = 92;
const CELL_HEIGHT = 23;
const TALL_HEIGHT = 28;
const COMPACT_HEIGHT = 16.5;
/** Fewer rows than this get taller cells. */
const MANY_ROWS = 9;
const KEY_HEIGHT = 34;
const CORNER_FOOT = 4;
const RADIANS = Math.PI / 180;

interface Grid {
  rows: string[][];
  columns: string[][];
  /** Column names do not fit above their cells and stand on a slope. */
  sloped: boolean;
  left: number;
  top: number;
  cellWidth: number;
}

/**
 * Columns along the top, rows down the side, each cell with its figure; magnitude by colour on a square-root scale. What is
 * not stated is hatched and has no part in the scale, or it would drown all else.
 */
export function layoutHeat(chart: HeatChart, box: Box, canvas: Canvas): Mark[] {
  const grid = gridOf(chart, canvas);
  const heights = rowHeights(grid, canvas.isCompact);
  const stretch = (box.height - grid.top - keyHeight(grid, canvas)) / Math.max(1, total(heights));
  const place: Place = {
    x: (column) => box.x + grid.left + column * grid.cellWidth,
    y: (row) => box.y + grid.top + total(heights.slice(0, row)) * stretch,
    height: (row) => (heights[row] ?? 0) * stretch,
  };
  const most = largest(chart);
  const cells = chart.y.flatMap((_, row) => chart.x.flatMap((__, column) => cellMarks(chart, { row, column, most, grid, place, canvas })));
  const key = [...keyMarks(most, box, grid, canvas), ...withheldKey(chart, box, grid, { most, canvas })];
  return [...columnLabels(grid, box, canvas), ...rowLabels(grid, box, place, canvas), ...cells, ...key];
}

export function heatHeight(chart: HeatChart, canvas: Canvas): number {
  const grid = gridOf(chart, canvas);
  return grid.top + total(rowHeights(grid, canvas.isCompact)) + keyHeight(grid, canvas);
}

/** Where names of columns stand on a slope, a compact chart has its key in the corner beside them. */
function keyHeight({ sloped }: Grid, { isCompact }: Canvas): number {
  return sloped && isCompact ? CORNER_FOOT : KEY_HEIGHT;
}

function rowHeights({ rows }: Grid, isCompact = false): number[] {
  const usual = rows.length > MANY_ROWS ? CELL_HEIGHT : TALL_HEIGHT;
  const least = isCompact ? COMPACT_HEIGHT : usual;
  return rows.map((lines) => Math.max(least, lines.length * LINE_HEIGHT + 4));
}

function total(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

function largest(chart: HeatChart): number {
  return Math.max(0, ...chart.values.flatMap((row, y) => row.map((value, x) => (isHatched(chart, y, x) ? 0 : (value ?? 0)))));
}

function isHatched(chart: HeatChart, row: number, column: number): boolean {
  return Boolean(chart.x[column]?.hatched || chart.y[row]?.hatched);
}

function gridOf(chart: HeatChart, { width, isCompact }: Canvas): Grid {
  const rows = chart.y.map((row) => wrapText(row.label, width * (isCompact ? COMPACT_SHARE : LABEL_SHARE), SIZES.label, { most: 2 }));
  const left = Math.max(0, ...rows.flat().map((line) => textWidth(line, SIZES.label))) + SPACE;
  const straight = (width - left) / Math.max(1, chart.x.length);
  const wordsFit = chart.x.every((column) => column.label.split(' ').every((word) => textWidth(word, SIZES.tick) <= straight - 6));
  if (wordsFit) return straightGrid(chart, rows, left, straight);
  const columns = chart.x.map((column) => wrapText(column.label, isCompact ? COMPACT_LENGTH : SLOPED_LENGTH, SIZES.tick, { most: 2 }));
  const longest = Math.max(...columns.flat().map((line) => textWidth(line, SIZES.tick)));
  const overhang = (lines: string[]) =>
    Math.max(...lines.map((line) => textWidth(line, SIZES.tick))) * Math.cos(SLOPED * RADIANS) + LINE_HEIGHT;
  const cellWidth = Math.min(straight, ...columns.map((lines, column) => (width - left - overhang(lines)) / (column + 0.5)));
  return { rows, columns, sloped: true, left, top: longest * Math.sin(SLOPED * RADIANS) + 22, cellWidth };
}

function straightGrid(chart: HeatChart, rows: string[][], left: number, cellWidth: number): Grid {
  const columns = chart.x.map((column) => wrapText(column.label, cellWidth - 6, SIZES.tick, { most: 4 }));
  return { rows, columns, sloped: false, left, top: Math.max(1, ...columns.map((lines) => lines.length)) * LINE_HEIGHT + 8, cellWidth };
}

function columnLabels(grid: Grid, box: Box, { theme }: Canvas): Mark[] {
  const bottom = box.y + grid.top - 8;
  const text = { role: 'label', size: SIZES.tick, weight: 'regular', fill: theme.ink } as const;
  return grid.columns.flatMap((lines, column) => {
    const middle = box.x + grid.left + (column + 0.5) * grid.cellWidth;
    const lift = (lines.length - 1) * LINE_HEIGHT;
    if (!grid.sloped) return textLines(lines, { ...text, x: middle, y: bottom - lift, anchor: 'middle' }, LINE_HEIGHT);
    return lines.map((line, index): Mark => {
      const step = (index - (lines.length - 1) / 2) * LINE_HEIGHT;
      const x = middle + 3 + step * Math.sin(SLOPED * RADIANS);
      const y = bottom + step * Math.cos(SLOPED * RADIANS);
      return { ...text, shape: 'text', text: line, x, y, anchor: 'start', rotate: -SLOPED };
    });
  });
}

interface Place {
  x: (column: number) => number;
  y: (row: number) => number;
  height: (row: number) => number;
}

function rowLabels(grid: Grid, box: Box, place: Place, { theme }: Canvas): Mark[] {
  return grid.rows.flatMap((lines, row) => {
    const middle = place.y(row) + place.height(row) / 2;
    const y = middle - ((lines.length - 1) * LINE_HEIGHT) / 2 + 4;
    return textLines(
      lines,
      { role: 'label', x: box.x + grid.left - SPACE, y, size: SIZES.label, weight: 'regular', anchor: 'end', fill: theme.ink },
      LINE_HEIGHT,
    );
  });
}

interface CellPlace {
  row: number;
  column: number;
  most: number;
  grid: Grid;
  place: Place;
  canvas: Canvas;
}

function cellMarks(chart: HeatChart, { row, column, most, grid, place, canvas }: CellPlace): Mark[] {
  const value = chart.values[row]?.[column];
  if (value === null || value === undefined) return [withheldCell({ row, column, grid, place, canvas })];
  const hatched = isHatched(chart, row, column);
  const fill = sequential(most > 0 && !hatched ? Math.sqrt(value / most) : 0, canvas.theme.scheme);
  const cell: Mark = {
    shape: 'rect',
    role: 'cell',
    x: place.x(column),
    y: place.y(row),
    width: grid.cellWidth - 1.5,
    height: place.height(row) - 1.5,
    fill,
    ...(hatched ? { hatch: canvas.theme.paleHatch } : {}),
    datum: { series: chart.y[row]?.code ?? '', key: chart.x[column]?.code ?? '', value },
  };
  return [cell, ...figureMarks(cell, value, canvas)];
}

/** A cell that is kept back, hatched as nothing else is. */
function withheldCell({ row, column, grid, place, canvas: { theme } }: Omit<CellPlace, 'most'>): Mark {
  const size = { width: grid.cellWidth - 1.5, height: place.height(row) - 1.5 };
  return { shape: 'rect', role: 'withheld', x: place.x(column), y: place.y(row), ...size, fill: theme.paper, ...withheldHatch(theme) };
}

/** The figure of a cell, at the largest size that fits; none where it would leave the cell. */
function figureMarks(
  cell: { x: number; y: number; width: number; height: number; fill: string },
  value: number,
  { words }: Canvas,
): Mark[] {
  const text = words.number(value);
  const size = [11, 10, 9, 8].find((candidate) => textWidth(text, candidate) <= cell.width - 3);
  if (size === undefined || value === 0) return [];
  const fill = textOn(cell.fill);
  return [
    {
      shape: 'text',
      role: 'value',
      x: cell.x + cell.width / 2,
      y: cell.y + cell.height / 2 + size * 0.36,
      text,
      size,
      weight: 'regular',
      anchor: 'middle',
      fill,
    },
  ];
}

/** The scale stands below the cells, or in the corner beside names that stand on a slope. */
function keyPlace(box: Box, grid: Grid, canvas: Canvas): { y: number; isInCorner: boolean } {
  const isInCorner = keyHeight(grid, canvas) < KEY_HEIGHT;
  return { y: isInCorner ? box.y + 8 : box.y + box.height - 20, isInCorner };
}

/** What the hatching of cells that are kept back means, at the right of the scale or below it in the corner. */
function withheldKey(chart: HeatChart, box: Box, grid: Grid, { most, canvas }: { most: number; canvas: Canvas }): Mark[] {
  if (!chart.values.some((row) => row.includes(null))) return [];
  const scale = textWidth('0', SIZES.source) + 6 + KEY_STEPS * KEY_STEP + 5 + textWidth(canvas.words.number(most), SIZES.source);
  const { y, isInCorner } = keyPlace(box, grid, canvas);
  return withheldKeyMarks(isInCorner ? { x: box.x, y: y + 20 } : { x: box.x + grid.left + scale + 18, y }, canvas);
}

const KEY_STEPS = 6;
const KEY_STEP = 22;

/** Steps of the colour scale with the values at its ends. */
function keyMarks(most: number, box: Box, grid: Grid, canvas: Canvas): Mark[] {
  const [steps, size] = [KEY_STEPS, KEY_STEP];
  const { y, isInCorner } = keyPlace(box, grid, canvas);
  const text = { role: 'key', y: y + 9.5, size: SIZES.source, weight: 'regular', fill: canvas.theme.muted } as const;
  const start = box.x + (isInCorner ? 2 : grid.left) + textWidth('0', SIZES.source) + 6;
  return [
    ...textLines(['0'], { ...text, x: start - 6, anchor: 'end' }, 0),
    ...Array.from(
      { length: steps },
      (_, step): Mark => ({
        shape: 'rect',
        role: 'key',
        x: start + step * size,
        y,
        width: size - 1,
        height: 11,
        fill: sequential(step / (steps - 1), canvas.theme.scheme),
      }),
    ),
    ...textLines([canvas.words.number(most)], { ...text, x: start + steps * size + 5, anchor: 'start' }, 0),
  ];
}
