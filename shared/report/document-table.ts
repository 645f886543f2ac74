import type { Cell, TableBlock, TableColumn } from './block.ts';
import type { Chart, TimeChart } from './chart.ts';
import type { Wording } from './wording.ts';

/** More rows than this do not belong on a page. */
export const MOST_ROWS = 20;
/** So many months may stand as they are; beyond, years are clearer, as long as they fit side by side. */
const MOST_MONTHS = 18;
const MOST_YEARS = 10;

/**
 * A table for a page: columns of codes left out. A long one is shortened to its highest rows, or, beside a chart of many
 * months, becomes the chart's figures by year. The note says where the full table is: in a sheet of the document's workbook, or, where
 * `sheet` is empty, in the statistical annex.
 */
export function documentTable(table: TableBlock, chart: Chart | undefined, sheet: string, words: Wording): TableBlock {
  const plain = withoutCodes(table);
  if (plain.rows.length <= MOST_ROWS) return withNote(plain, sheet ? whereFull(sheet, words) : '');
  if (chart && isMonthly(chart)) return withNote(yearTable(chart, table.title, words), whereFull(sheet, words));
  return highestRows(plain, sheet, words);
}

function whereFull(sheet: string, words: Wording): string {
  return sheet ? words.text('report.table.full', { sheet }) : words.text('document.table.full');
}

function withoutCodes(table: TableBlock): TableBlock {
  const kept = table.columns.flatMap((column, index) => (column.code ? [] : [index]));
  return {
    ...table,
    columns: kept.map((index) => table.columns[index] as TableColumn),
    rows: table.rows.map((row) => kept.map((index) => row[index] ?? null)),
  };
}

function withNote(table: TableBlock, note: string): TableBlock {
  const notes = [table.note, note].filter(Boolean);
  return notes.length > 0 ? { ...table, note: notes.join(' ') } : table;
}

/** The highest rows, in the order in which they stood. */
function highestRows(table: TableBlock, sheet: string, words: Wording): TableBlock {
  const by = Math.max(
    0,
    table.columns.findIndex((column) => column.numeric),
  );
  const highest = new Set(table.rows.toSorted((a, b) => figure(b[by]) - figure(a[by])).slice(0, MOST_ROWS));
  const rows = table.rows.filter((row) => highest.has(row));
  const column = table.columns[by]?.label ?? '';
  const shown = { shown: rows.length, total: table.rows.length, column };
  return withNote(
    { ...table, rows },
    sheet ? words.text('report.table.most', { ...shown, sheet }) : words.text('document.table.most', shown),
  );
}

function figure(cell: Cell | undefined): number {
  return typeof cell === 'number' ? cell : Number.NEGATIVE_INFINITY;
}

/** Whole numbers by month can be added up; shares cannot, nor months of which one is kept back. */
function isMonthly(chart: Chart): chart is TimeChart {
  if ((chart.type !== 'line' && chart.type !== 'stacked') || chart.withheld?.length) return false;
  const months = chart.periods.every((period) => /^\d{4}-\d{2}$/.test(period.key));
  const whole = chart.series.every((series) => series.values.every((value) => value === null || Number.isInteger(value)));
  return months && whole && chart.periods.length > MOST_MONTHS && yearsOf(chart).length <= MOST_YEARS;
}

function yearsOf(chart: TimeChart): string[] {
  return [...new Set(chart.periods.map((period) => period.key.slice(0, 4)))];
}

/** The chart's figures added up: a row for each series a column for each year and one for their sum. The rows are not added up: a case with several codes stands in several. */
function yearTable(chart: TimeChart, title: string, words: Wording): TableBlock {
  const years = yearsOf(chart);
  const total = words.text('report.table.total');
  const byYear = (values: (number | null)[]) =>
    years.map((year) => sumOf(values.filter((_, index) => chart.periods[index]?.key.startsWith(year))));
  const rowOf = (label: string, values: (number | null)[]): Cell[] => [label, ...byYear(values), sumOf(values)];
  const rows = chart.series.map((series) => rowOf(series.label, series.values));
  const columns = [...years, total].map((label): TableColumn => ({ key: label, label, numeric: true }));
  const incomplete = [...new Set((chart.incomplete ?? []).map((key) => key.slice(0, 4)))].filter((year) => years.includes(year));
  const note = incomplete.length > 0 ? { note: words.text('report.table.incompleteYears', { years: incomplete.join(', ') }) } : {};
  return {
    kind: 'table',
    title: words.text('report.table.byYear', { title }),
    columns: [{ key: 'series', label: words.text('report.table.series') }, ...columns],
    rows,
    ...note,
  };
}

function sumOf(values: (number | null)[]): number {
  return values.reduce<number>((sum, value) => sum + (value ?? 0), 0);
}
