import { REST } from '../analysis/parts/figure.ts';
import type { TableBlock } from '../report/block.ts';
import type { Chart, HeatChart, Series, TimeChart } from '../report/chart.ts';
import type { Wording } from '../report/wording.ts';
import type { CellKeys } from './question.ts';
import type { ReadTable } from './read-table.ts';

/** A table as it leaves. */
export interface Drawn {
  block: TableBlock;
  read: ReadTable;
  /** Figures that are printed as they are, by their keys. */
  figures: ReadonlyMap<string, number>;
}

/** Of fewer of its values drawn a chart says nothing. */
const LEAST_DRAWN = 0.5;

/**
 * A chart with no value that a table does not print: what its table keeps back is left out and marked. In place of its words, which may hold
 * other figures, it bears the title of the table; series and rows stand by their codes where any is left out, since their rank may tell what
 * is. Null for a chart that draws something else than a table, or of which less than half could be drawn.
 */
export function cleanChart(chart: Chart, tables: readonly Drawn[], words: Wording): Chart | null {
  for (const table of tables) {
    const masked = chart.type === 'heat' ? maskHeat(chart, table) : isPlainTime(chart) ? maskTime(chart, table) : null;
    if (!masked || (masked.hidden > 0 && isWhole(table))) continue;
    const { title } = table.block;
    const note = masked.hidden > 0 ? words.text('disclosure.chart') : '';
    return { ...masked.chart, title, subtitle: note, source: '', alt: note ? `${title}. ${note}` : title };
  }
  return null;
}

/** Of a table that prints every figure nothing is kept back: what a chart draws beside it is something else. */
function isWhole({ read, figures }: Drawn): boolean {
  return read.keys.every((keys) => figures.has(JSON.stringify(keys)));
}

interface Masked {
  chart: Chart;
  hidden: number;
}

/** What became of the values of a chart. */
interface Tally {
  drawn: number;
  hidden: number;
  /** A value differs from the figure that is printed in its place. */
  isOther: boolean;
}

function isPlainTime(chart: Chart): chart is TimeChart {
  return (chart.type === 'line' || chart.type === 'stacked') && !chart.band && !chart.series.some(({ low, high }) => low || high);
}

/** The value where it is printed, or nothing occurs; null where it is kept back. */
function masked(value: number, printed: number | undefined, tally: Tally): number | null {
  if (printed === value || (printed === undefined && value === 0)) {
    if (value !== 0) tally.drawn += 1;
    return value;
  }
  if (printed !== undefined) tally.isOther = true;
  tally.hidden += 1;
  return null;
}

function isFit({ drawn, hidden, isOther }: Tally): boolean {
  return !isOther && drawn > 0 && drawn >= LEAST_DRAWN * (drawn + hidden);
}

function maskTime(chart: TimeChart, table: Drawn): Masked | null {
  const tally: Tally = { drawn: 0, hidden: 0, isOther: false };
  const withheld: NonNullable<TimeChart['withheld']> = [];
  const codes = chart.series.map(({ code }) => code);
  const series = chart.series.map((one): Series => {
    const values = one.values.map((value, at) => {
      if (value === null) return null;
      const period = chart.periods[at]?.key ?? '';
      const printed = one.code === REST ? sumOfOthers(table, period, codes) : figureAt(table, period, one.code);
      const shown = masked(value, printed, tally);
      if (shown === null) withheld.push({ series: one.code, key: period });
      return shown;
    });
    return { ...one, values };
  });
  if (!isFit(tally)) return null;
  const ordered = tally.hidden > 0 ? series.toSorted(byCode) : series;
  return { chart: { ...chart, series: ordered, ...(tally.hidden > 0 ? { withheld } : {}) }, hidden: tally.hidden };
}

function byCode(a: { code: string }, b: { code: string }): number {
  if ((a.code === REST) !== (b.code === REST)) return a.code === REST ? 1 : -1;
  return a.code < b.code ? -1 : a.code > b.code ? 1 : 0;
}

function figureAt({ figures }: Drawn, period: string, code: string): number | undefined {
  return (
    figures.get(JSON.stringify([period, code])) ?? figures.get(JSON.stringify([period, null])) ?? figures.get(JSON.stringify([period]))
  );
}

/** What a period's values that have no series of their own add up to, where each of them is printed. */
function sumOfOthers(table: Drawn, period: string, codes: readonly string[]): number | undefined {
  return sumWhere(table, ([key, code]) => key === period && typeof code === 'string' && !codes.includes(code));
}

function sumWhere({ figures, read }: Drawn, isOne: (keys: CellKeys) => boolean): number | undefined {
  const printed = read.keys.filter(isOne).map((keys) => figures.get(JSON.stringify(keys)));
  if (printed.some((figure) => figure === undefined)) return undefined;
  return printed.reduce<number>((sum, figure) => sum + (figure ?? 0), 0);
}

/** Pairs that do not occur are drawn as nothing. */
function maskHeat(chart: HeatChart, table: Drawn): Masked | null {
  const tally: Tally = { drawn: 0, hidden: 0, isOther: false };
  const values = chart.values.map((row, down) =>
    row.map((value, across) => (value === null ? null : masked(value, pairAt(chart, table, down, across), tally))),
  );
  if (!isFit(tally)) return null;
  const plain = { ...chart, values };
  return { chart: tally.hidden > 0 ? orderedHeat(plain) : plain, hidden: tally.hidden };
}

function pairAt({ x, y }: HeatChart, table: Drawn, down: number, across: number): number | undefined {
  const [row, column] = [y[down]?.code, x[across]?.code];
  if (row !== REST) return table.figures.get(JSON.stringify([row, column]));
  const named = y.map(({ code }) => code);
  return sumWhere(table, ([key, other]) => other === column && typeof key === 'string' && !named.includes(key));
}

function orderedHeat({ x, y, values, ...chart }: HeatChart): HeatChart {
  const [across, down] = [x.toSorted(byCode), y.toSorted(byCode)];
  const ordered = down.map((row) => across.map((column) => values[y.indexOf(row)]?.[x.indexOf(column)] ?? null));
  return { ...chart, x: across, y: down, values: ordered };
}
