import type PptxGenJS from 'pptxgenjs';
import { columnLabel } from '../../../shared/document/page/table.ts';
import type { TableBlock } from '../../../shared/report/block.ts';
import { cellText } from '../../../shared/report/cell-text.ts';
import type { Chart, FlowChart, HeatChart, MapChart } from '../../../shared/report/chart.ts';
import { sequential, textOn } from '../../../shared/report/colour.ts';
import { textWidth, wrapText } from '../../../shared/report/text-width.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { FONT, HAIRLINE, INK, LOCALES } from './docx-styles.ts';
import { POINTS } from './pptx-screens.ts';

/** A table of a slide, as far as it fits. */
export interface SlideTable {
  rows: PptxGenJS.TableRow[];
  /** Inches. */
  widths: number[];
  /** Inches. */
  heights: number[];
  /** Points. */
  size: number;
  shown: number;
  total: number;
  /** Columns left out. */
  left: number;
}

interface PlainCell {
  text: string;
  isFigure: boolean;
  /** `#rrggbb` behind it. */
  shade?: string;
}

/** Points; what is smaller is not read from the back of a room. */
const SIZES = [14, 13, 12, 11];
/** Points around the text of a cell. */
const MARGIN = { side: 5, top: 2, least: 1 };
/** Lines of slides are set a little wider than measured, and rows never lower than this many lines. */
const SLACK = 1.08;
/** Points: a text just as wide as its column is not broken for a fault of rounding. */
const ROUNDING = 0.01;
const EQUAL_UP_TO = 0.6;

/** Columns that do not fit beside one another in the smallest type are left out from the right. */
export function tableOfBlock(whole: TableBlock, words: Wording, room: { width: number; height: number }): SlideTable {
  const kept = whole.columns.length - surplus(whole, words, room.width * POINTS);
  const table = { ...whole, columns: whole.columns.slice(0, kept), rows: whole.rows.map((row) => row.slice(0, kept)) };
  const head = table.columns.map((column) => ({ text: columnLabel(column), isFigure: column.numeric ?? false }));
  const body = table.rows.map((row) =>
    row.map((cell, index) => ({ text: cellText(cell, table.columns[index], words), isFigure: table.columns[index]?.numeric ?? false })),
  );
  return { ...fitted(head, body, words, room), left: whole.columns.length - kept };
}

function surplus({ columns, rows }: TableBlock, words: Wording, room: number): number {
  const size = SIZES.at(-1) ?? 11;
  const least = columns.map((column, at) => {
    const texts = rows.map((row) => cellText(row[at] ?? null, column, words));
    const isFigure = column.numeric ?? false;
    return widest(
      [columnLabel(column), ...texts].flatMap((text) => pieces({ text, isFigure })),
      size,
    );
  });
  const fits = least.findIndex((_, at) => sum(least.slice(0, at + 1)) > room);
  return fits < 0 ? 0 : columns.length - Math.max(1, fits);
}

/** Figures on shades of their size, as the drawing has them; what is not stated bears none. */
export function tableOfHeat(chart: HeatChart, words: Wording, room: { width: number; height: number }): SlideTable {
  const stated = chart.values.flatMap((row, y) => row.map((value, x) => (chart.x[x]?.hatched || chart.y[y]?.hatched ? 0 : (value ?? 0))));
  const most = Math.max(0, ...stated);
  const shadeOf = (value: number, isStated: boolean) => (isStated && most > 0 ? { shade: sequential(Math.sqrt(value / most)) } : {});
  const body = chart.y.map((row, y) => [
    { text: row.label, isFigure: false },
    ...chart.x.map((column, x) => {
      const value = chart.values[y]?.[x];
      if (value === null || value === undefined) return { text: words.text('disclosure.cell'), isFigure: true };
      return { text: words.number(value), isFigure: true, ...shadeOf(value, !row.hatched && !column.hatched) };
    }),
  ]);
  const head = [{ text: '', isFigure: false }, ...chart.x.map(({ label }) => ({ text: label, isFigure: true }))];
  const straight = fitted(head, body, words, room);
  if (straight.shown === straight.total) return straight;
  const turned = fitted(head, body, words, room, true);
  return turned.shown > straight.shown ? turned : straight;
}

/** The figures behind a flow or a map, from the highest on; null for charts that show theirs. */
export function figuresOf(chart: Chart, words: Wording): TableBlock | null {
  if (chart.type === 'flow') return flowFigures(chart, words);
  return chart.type === 'map' ? mapFigures(chart, words) : null;
}

function flowFigures(chart: FlowChart, words: Wording): TableBlock {
  const labelOf = (key: string) => chart.nodes.find((node) => node.key === key)?.label ?? key;
  const rows = chart.links.toSorted((a, b) => b.value - a.value).map(({ from, to, value }) => [labelOf(from), labelOf(to), value]);
  return pairs(chart.title, rows, words, ['from', 'to']);
}

function mapFigures(chart: MapChart, words: Wording): TableBlock {
  const flows = chart.flows.toSorted((a, b) => b.value - a.value).map(({ fromLabel, toLabel, value }) => [fromLabel, toLabel, value]);
  if (flows.length > 0) return pairs(chart.title, flows, words, ['from', 'to']);
  const areas = chart.areas.toSorted((a, b) => b.value - a.value).map(({ label, value }) => [label, value]);
  return pairs(chart.title, areas, words, ['country']);
}

function pairs(title: string, rows: (string | number)[][], words: Wording, names: string[]): TableBlock {
  const columns = names.map((name) => ({ key: name, label: words.text(`formats.${name}`) }));
  return { kind: 'table', title, columns: [...columns, { key: 'value', label: words.text('formats.value'), numeric: true }], rows };
}

/** The largest type in which all rows fit; in the smallest, as many rows as do. Turned heads stand upright above narrow columns of figures. */
function fitted(
  head: PlainCell[],
  body: PlainCell[][],
  words: Wording,
  room: { width: number; height: number },
  isTurned = false,
): SlideTable {
  const set = (size: number, top: number = MARGIN.top) => {
    const deep = isTurned ? widest(head.flatMap(pieces), size) : 0;
    const widths = isTurned
      ? turnedWidths(head, body, { size, deep, room: room.width * POINTS })
      : widthsOf([head, ...body], size, room.width * POINTS);
    const heights = [isTurned ? deep : rowHeight(head, widths, size, top), ...body.map((row) => rowHeight(row, widths, size, top))];
    return { size, top, deep, widths, heights };
  };
  const tightest = set(SIZES.at(-1) ?? 11, MARGIN.least);
  const chosen = SIZES.map((size) => set(size)).find(({ heights }) => sum(heights) <= room.height * POINTS) ?? tightest;
  let shown = 0;
  while (shown < body.length && sum(chosen.heights.slice(0, shown + 2)) <= room.height * POINTS) shown += 1;
  const cells = (row: PlainCell[], isHead: boolean) =>
    row.map((cell) => cellOf(cell, { isHead, deep: isHead ? chosen.deep : 0, top: chosen.top }, chosen.size, words));
  return {
    rows: [cells(head, true), ...body.slice(0, shown).map((row) => cells(row, false))],
    widths: chosen.widths.map((width) => width / POINTS),
    heights: chosen.heights.slice(0, shown + 1).map((height) => height / POINTS),
    size: chosen.size,
    shown,
    total: body.length,
    left: 0,
  };
}

/** As wide as the figures below and the lines of the upright head need; the rest is for the names of the rows. `deep`: points of a head's lines. */
function turnedWidths(
  head: PlainCell[],
  body: PlainCell[][],
  { size, deep, room }: { size: number; deep: number; room: number },
): number[] {
  const figures = head.slice(1).map(({ text }, at) => {
    const lines = uprightLines(text, deep, size).length;
    const below = body.map((row) => row[at + 1]?.text ?? '');
    return Math.max(widest(below, size), lines * size * 1.2 + 2 * MARGIN.side);
  });
  return [Math.max(room * 0.15, room - sum(figures)), ...figures];
}

/** Broken here and not by the reader's program: not every program breaks upright lines. */
function uprightLines(text: string, deep: number, size: number): string[] {
  return wrapText(text, (deep - 2 * MARGIN.side) / SLACK + ROUNDING, size, { weight: 'semibold' });
}

/** No figure and no word is broken where there is room; what is left goes where long text wants it. Columns of figures are alike where that leaves room for the text. */
function widthsOf(rows: PlainCell[][], size: number, room: number): number[] {
  const columns = (rows[0] ?? []).map((_, at) => rows.flatMap((row) => row[at] ?? []));
  const each = columns.map((cells) => widest(cells.flatMap(pieces), size));
  const equal = alike(columns, each);
  const least = sum(equal) <= room * EQUAL_UP_TO ? equal : each;
  const wanted = columns.map((cells, at) => (isFigures(cells) ? (least[at] ?? 0) : widest(textsOf(cells), size)));
  const [taken, lacking] = [sum(least), sum(wanted) - sum(least)];
  if (taken >= room) return least.map((width) => (width * room) / taken);
  const share = lacking > 0 ? (room - taken) / lacking : 0;
  return least.map((width, at) => (lacking > 0 ? width + ((wanted[at] ?? width) - width) * share : (width * room) / taken));
}

function textsOf(cells: PlainCell[]): string[] {
  return cells.map(({ text }) => text);
}

function alike(columns: PlainCell[][], widths: number[]): number[] {
  const figures = Math.max(0, ...widths.filter((_, at) => isFigures(columns[at])));
  return widths.map((width, at) => (isFigures(columns[at]) ? figures : width));
}

function isFigures(cells: PlainCell[] | undefined): boolean {
  return cells?.at(-1)?.isFigure ?? false;
}

function pieces({ text, isFigure }: PlainCell): string[] {
  return isFigure && /^[\d\s.,%–−-]*$/.test(text) ? [text] : text.split(/(?<=[ -])/);
}

function widest(texts: string[], size: number): number {
  return texts.reduce((most, text) => Math.max(most, textWidth(text.trimEnd(), size, 'semibold')), 0) * SLACK + 2 * MARGIN.side;
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}

function rowHeight(row: PlainCell[], widths: number[], size: number, top: number): number {
  const lines = row.map(
    ({ text }, column) => wrapText(text, ((widths[column] ?? 0) - 2 * MARGIN.side) / SLACK + ROUNDING, size, { weight: 'semibold' }).length,
  );
  return Math.max(1, ...lines) * size * 1.2 + 2 * top;
}

interface Place {
  isHead: boolean;
  /** Points of the lines of an upright head; 0 where the text runs as usual. */
  deep: number;
  /** Points above and below the text. */
  top: number;
}

function cellOf({ text, isFigure, shade }: PlainCell, { isHead, deep, top }: Place, size: number, words: Wording): PptxGenJS.TableCell {
  const rule = { type: 'solid' as const, pt: isHead ? 1 : 0.5, color: isHead ? INK : HAIRLINE };
  const none = { type: 'none' as const };
  const isTurned = deep > 0;
  return {
    text: isTurned ? uprightLines(text, deep, size).join('\n') : text,
    options: {
      fontFace: FONT,
      fontSize: size,
      bold: isHead,
      color: shade ? textOn(shade).slice(1) : INK,
      align: isFigure && !isTurned ? 'right' : 'left',
      valign: isTurned ? 'middle' : 'bottom',
      ...(isTurned ? { textDirection: 'vert270' as const } : {}),
      margin: [top, MARGIN.side, top, MARGIN.side],
      border: [isHead ? rule : none, none, rule, none],
      lang: LOCALES[words.language],
      ...(shade ? { fill: { color: shade.slice(1) } } : {}),
    },
  };
}
