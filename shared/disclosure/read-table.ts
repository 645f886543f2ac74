import { axisOf, type Dimension } from '../columns/axis.ts';
import { eachBit } from '../columns/bitmap.ts';
import { flowCodes, joinAxes } from '../columns/flow-axis.ts';
import { groupBy } from '../columns/group-by.ts';
import { type Selection, select } from '../columns/select.ts';
import type { ColumnTable } from '../columns/table.ts';
import { CODE_FACETS, type CodeFacet } from '../domain/facets.ts';
import type { Filter } from '../domain/filter.ts';
import type { Cell, TableBlock } from '../report/block.ts';
import { type CellKeys, cellName, type Measure } from './question.ts';

/** A table of an analysis as questions about records: each row a cell, each measure a column of figures. */
export interface ReadTable {
  dimensions: Dimension[];
  /** For each row. */
  keys: CellKeys[];
  /** Places of the columns whose figures are asked of the records. */
  measures: Partial<Record<Measure, number>>;
}

const PERIODS: Record<string, 'month' | 'year'> = { month: 'month', year: 'year' };
const WHOLE = 'all';
/** Keys of the columns whose figures are asked of the records. */
export const COLUMNS: Record<Measure, string> = { cases: 'cases', kg: 'massKg' };

/** What a table was counted with: the records, their filter and the settings of its analysis. */
export interface Counted {
  table: ColumnTable;
  filter: Filter;
  settings: Record<string, unknown>;
}

/**
 * Reads a table by its own columns of codes and proves the reading: every figure is counted again from the records, and a table of which one
 * differs is not read. Null for a table that is not made of such cells.
 */
export function readTable(block: TableBlock, counted: Counted): ReadTable | null {
  const levels: (1 | 2)[] = counted.settings.level === 2 ? [2, 1] : [1, 2];
  for (const level of levels) {
    const read = readAt(block, counted.settings, level);
    if (read && isProved(block, read, counted)) return read;
  }
  return null;
}

function readAt({ columns, rows }: TableBlock, settings: Record<string, unknown>, level: 1 | 2): ReadTable | null {
  const axes: { dimension: Dimension; at: number }[] = [];
  for (const [at, { key, code }] of columns.entries()) {
    const by = PERIODS[key] ?? (key === 'period' ? periodOf(settings) : undefined);
    if (by) axes.push({ dimension: { facet: 'date', by }, at });
    else if (code) {
      const facet = key === 'code' ? settings.split : key;
      if (key === 'code' && facet === 'none') continue;
      if (!isFacet(facet)) return null;
      axes.push({ dimension: { facet, level }, at });
    }
  }
  const measures = Object.fromEntries(
    Object.entries(COLUMNS).flatMap(([measure, key]) => {
      const at = columns.findIndex((column) => column.key === key);
      return at < 0 ? [] : [[measure, at]];
    }),
  ) as ReadTable['measures'];
  if (measures.cases === undefined || axes.length === 0) return null;
  return { dimensions: axes.map(({ dimension }) => dimension), keys: rows.map((row) => axes.map(({ at }) => keyOf(row[at]))), measures };
}

function periodOf({ by }: Record<string, unknown>): 'month' | 'quarter' | 'year' | undefined {
  return by === 'month' || by === 'quarter' || by === 'year' ? by : undefined;
}

function isFacet(name: unknown): name is CodeFacet {
  return CODE_FACETS.some((facet) => facet === name);
}

function keyOf(cell: Cell | undefined): string | null {
  return cell === WHOLE || cell === null || cell === undefined ? null : String(cell);
}

function isProved({ rows }: TableBlock, { dimensions, keys, measures }: ReadTable, { table, filter }: Counted): boolean {
  if (dimensions.some(({ facet }) => facet !== 'date' && !table.codes[facet])) return false;
  if (new Set(keys.map(cellName)).size < keys.length) return false;
  const selection = select(table, filter);
  const readers = new Map<string, CellReader>();
  return rows.every((row, at) => {
    const own = keys[at] as CellKeys;
    const pattern = own.map((key) => (key === null ? '0' : '1')).join('');
    const read = readers.get(pattern) ?? readerOf(dimensions, own, { table, selection });
    readers.set(pattern, read);
    const found = read(own);
    const printed = (measure: Measure): Cell | undefined => row[measures[measure] ?? -1];
    return printed('cases') === found.cases && (measures.kg === undefined || isNear(printed('kg'), found.kg));
  });
}

function isNear(printed: Cell | undefined, counted: number): boolean {
  return typeof printed === 'number' && Math.abs(printed - counted) <= 1e-6 * Math.max(1, Math.abs(counted));
}

type CellReader = (keys: CellKeys) => { cases: number; kg: number };

/** A dense table up to so many cells; beyond, only the combinations that occur are counted. */
const MOST_DENSE = 1 << 20;
const NOTHING = { cases: 0, kg: 0 };

/** Reads the cells that sum over the same dimensions. */
function readerOf(dimensions: Dimension[], pattern: CellKeys, from: { table: ColumnTable; selection: Selection }): CellReader {
  const kept = dimensions.filter((_, at) => pattern[at] !== null);
  const read = sizeOf(kept, from.table) > MOST_DENSE ? sparseReader(kept, from) : denseReader(kept, from);
  return (keys) => read(keys.filter((key) => key !== null));
}

/** Both the cells and what is counted on the way to them: combinations of sets of codes. */
function sizeOf(kept: Dimension[], table: ColumnTable): number {
  return kept.map((one) => axisOf(table, one)).reduce((size, { keys, sets }) => size * Math.max(keys.length, sets.length), 1);
}

type NamedReader = (named: string[]) => { cases: number; kg: number };

function denseReader(kept: Dimension[], { table, selection }: { table: ColumnTable; selection: Selection }): NamedReader {
  const grouped = groupBy(table, selection, kept);
  const places = grouped.keys.map((keys) => new Map(keys.map((key, place) => [key, place])));
  return (named) => {
    if (kept.length === 0) return { cases: grouped.total.cases, kg: grouped.total.kg };
    const found = named.map((key, at) => places[at]?.get(key));
    if (found.some((place) => place === undefined)) return NOTHING;
    const cell = found.reduce<number>((sum, place, at) => sum * (places[at]?.size ?? 1) + (place as number), 0);
    return { cases: grouped.cases[cell] ?? 0, kg: grouped.kg[cell] ?? 0 };
  };
}

function sparseReader(kept: Dimension[], { table, selection }: { table: ColumnTable; selection: Selection }): NamedReader {
  const { keys, sets, values } = joinAxes(
    kept.map((one) => axisOf(table, one)),
    table.rows,
  );
  const cells = keys.map(() => ({ cases: 0, kg: 0 }));
  eachBit(selection.bits, (row) => {
    for (const key of sets[values[row] as number] as number[]) {
      const cell = cells[key] as { cases: number; kg: number };
      cell.cases += table.events?.[row] ?? 1;
      cell.kg += table.kg[row] || 0;
    }
  });
  const places = new Map(keys.map((key, at) => [JSON.stringify(flowCodes(key)), at]));
  return (named) => cells[places.get(JSON.stringify(named)) ?? -1] ?? NOTHING;
}
