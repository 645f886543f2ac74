import { type ColumnFacet, type ColumnTable, NO_DAY } from '../../../shared/columns/table.ts';
import { CONVERSIONS } from '../../../shared/domain/case.ts';
import { dayNumber } from '../../../shared/domain/date.ts';
import { CASE_FACETS } from '../../../shared/domain/facets.ts';
import { missingCode } from '../../../shared/domain/missing.ts';
import type { ReadDb, WriteDb } from '../db/connect.ts';
import { codeSets, importSources } from '../db/queries/columns.ts';
import type { FoundRecord, RecordBlock } from '../db/queries/records.ts';
import { numberAt, type RecordColumn, type RecordValue, valueAt } from '../records/columns.ts';
import { sharedFloat64, sharedInt32, sharedUint8, sharedUint16, sharedUint32 } from './buffers.ts';
import { createFacetBuilder, type FacetBuilder } from './facet-builder.ts';

const [ASSUMED, NOT_CONVERTIBLE] = [CONVERSIONS.indexOf('assumed'), CONVERSIONS.indexOf('not-convertible')];

/** Fills a table of columns from blocks of records, which come in ascending order of id. */
export interface TableBuilder {
  /** Takes the cases of a block that `isWanted` does not refuse. */
  read(block: RecordBlock, isWanted?: (id: number) => boolean): void;
  /** Adds the drug lines of a record to the case with this id; all cases have been read. */
  addLines(id: number, found: FoundRecord): void;
  /** Regimes are not among the facets yet. */
  finish(version: number): ColumnTable;
}

interface Parts {
  numbers: Numbers;
  facets: ReadonlyMap<ColumnFacet, FacetBuilder>;
  days: Map<RecordValue, number>;
}

/** `rows` is the number of cases that will be read. */
export function createTableBuilder(db: ReadDb | WriteDb, rows: number): TableBuilder {
  const parts: Parts = { numbers: emptyNumbers(rows), facets: facetBuilders(db, rows), days: new Map() };
  const { numbers, facets } = parts;
  let filled = 0;
  return {
    read(block, isWanted = () => true) {
      const placed = placeRows(block, filled, isWanted);
      filled = placed.filled;
      readCases(parts, block, placed.rowOf);
      for (const { from, row } of placed.further) addLine(parts, block, from, row);
    },
    addLines(id, { block, at, rows: lines }) {
      const row = placeOf(numbers.ids, id);
      if (row < 0 || valueAt(block.column('line'), at) === null) return;
      for (let line = 0; line < lines; line++) addLine(parts, block, at + line, row);
    },
    finish(version) {
      return {
        rows,
        dataVersion: version,
        ...numbers,
        breaks: [],
        codes: Object.fromEntries([...facets].map(([facet, builder]) => [facet, builder.finish()])),
      };
    },
  };
}

type Numbers = Pick<ColumnTable, 'ids' | 'day' | 'precision' | 'kg' | 'kgLow' | 'kgHigh' | 'conversion' | 'events' | 'grain'>;

function emptyNumbers(rows: number): Numbers {
  return {
    ids: sharedUint32(rows),
    day: sharedInt32(rows),
    precision: sharedUint8(rows),
    kg: sharedFloat64(rows).fill(Number.NaN),
    kgLow: sharedFloat64(rows).fill(Number.NaN),
    kgHigh: sharedFloat64(rows).fill(Number.NaN),
    conversion: sharedUint8(rows).fill(NOT_CONVERTIBLE),
    events: null,
    grain: null,
  };
}

interface PlacedRows {
  /** Row of the table in which a case begins, by row of the block; -1 where none does. */
  rowOf: Int32Array;
  /** Rows of the block with a further drug line of a case. */
  further: { from: number; row: number }[];
  filled: number;
}

function placeRows(block: RecordBlock, filled: number, isWanted: (id: number) => boolean): PlacedRows {
  const ids = block.column('id');
  const placed: PlacedRows = { rowOf: new Int32Array(block.rows).fill(-1), further: [], filled };
  let last = -1;
  for (let from = 0; from < block.rows; from++) {
    const id = numberAt(ids, from);
    if (id === last) placed.further.push({ from, row: placed.filled - 1 });
    else if (isWanted(id)) {
      last = id;
      placed.rowOf[from] = placed.filled++;
    }
  }
  return placed;
}

function readCases(parts: Parts, block: RecordBlock, rowOf: Int32Array): void {
  const { numbers, facets, days } = parts;
  const each = (column: RecordColumn, put: (row: number, value: RecordValue) => void): void => {
    for (let from = 0; from < rowOf.length; from++) {
      const row = rowOf[from] as number;
      if (row >= 0) put(row, valueAt(column, from));
    }
  };
  const numberInto = (array: Uint8Array | Uint32Array) => (row: number, value: RecordValue) => {
    array[row] = value as number;
  };
  each(block.column('id'), numberInto(numbers.ids));
  each(block.column('date_precision'), numberInto(numbers.precision));
  const [events, grain] = [block.column('events'), block.column('grain')];
  if (!isAll(events, rowOf, 1)) numbers.events ??= sharedUint32(numbers.ids.length).fill(1);
  if (!isAll(grain, rowOf, 0)) numbers.grain ??= sharedUint8(numbers.ids.length);
  if (numbers.events) each(events, numberInto(numbers.events));
  if (numbers.grain) each(grain, numberInto(numbers.grain));
  each(block.column('date'), (row, date) => {
    numbers.day[row] = dayOf(date, days);
  });
  readMasses(numbers, block, rowOf);
  for (const facet of [...CASE_FACETS, 'drug', 'form'] as const) facets.get(facet)?.fill(block.column(facet), rowOf);
  facets.get('place')?.fill(block.column('place_text'), rowOf);
  facets.get('repeat')?.fill(block.column('repeat_of'), rowOf);
  const ofImport: RecordColumn = { values: [block.importId], index: new Uint8Array(block.rows) };
  for (const facet of ['source', 'handling', 'received'] as const) facets.get(facet)?.fill(ofImport, rowOf);
}

/** True when every case bears this number, as all do in most files: there is no array then. */
function isAll(column: RecordColumn, rowOf: Int32Array, number: number): boolean {
  for (let from = 0; from < rowOf.length; from++) if ((rowOf[from] as number) >= 0 && numberAt(column, from) !== number) return false;
  return true;
}

function readMasses(numbers: Numbers, block: RecordBlock, rowOf: Int32Array): void {
  const mass = massAt(block);
  for (let from = 0; from < rowOf.length; from++) {
    const row = rowOf[from] as number;
    if (row >= 0) mass(numbers, from, row);
  }
}

/** A case's mass is the sum of its convertible lines; one assumed factor makes all of it assumed. */
function massAt(block: RecordBlock): (numbers: Numbers, from: number, row: number) => void {
  const [kgs, lows, highs] = [block.column('kg'), block.column('kg_low'), block.column('kg_high')];
  const conversions = block.column('conversion');
  return (numbers, from, row) => {
    const kg = valueAt(kgs, from) as number | null;
    if (kg === null) return;
    const isFirst = Number.isNaN(numbers.kg[row]);
    const before = (values: Float64Array): number => (isFirst ? 0 : (values[row] as number));
    numbers.kg[row] = before(numbers.kg) + kg;
    numbers.kgLow[row] = before(numbers.kgLow) + ((valueAt(lows, from) as number | null) ?? kg);
    numbers.kgHigh[row] = before(numbers.kgHigh) + ((valueAt(highs, from) as number | null) ?? kg);
    const conversion = numberAt(conversions, from);
    numbers.conversion[row] = isFirst ? conversion : Math.min(ASSUMED, Math.max(numbers.conversion[row] as number, conversion));
  };
}

function addLine({ numbers, facets }: Parts, block: RecordBlock, from: number, row: number): void {
  facets.get('drug')?.add(row, valueAt(block.column('drug'), from));
  facets.get('form')?.add(row, valueAt(block.column('form'), from));
  massAt(block)(numbers, from, row);
}

/** Place of a value in ascending numbers; -1 where it is not among them. */
function placeOf(ascending: Uint32Array, value: number): number {
  let [low, high] = [0, ascending.length - 1];
  while (low <= high) {
    const middle = (low + high) >> 1;
    const found = ascending[middle] as number;
    if (found === value) return middle;
    if (found < value) low = middle + 1;
    else high = middle - 1;
  }
  return -1;
}

function dayOf(date: RecordValue, known: Map<RecordValue, number>): number {
  if (date === null) return NO_DAY;
  const day = known.get(date) ?? dayNumber(String(date));
  known.set(date, day);
  return day;
}

function facetBuilders(db: ReadDb | WriteDb, rows: number): Map<ColumnFacet, FacetBuilder> {
  const sets = new Map<RecordValue, string[]>(codeSets(db).map(({ id, codes }) => [id, parseCodes(codes)]));
  const imports = new Map<RecordValue, ReturnType<typeof importSources>[number]>(importSources(db).map((row) => [row.id, row]));
  const builders = new Map<ColumnFacet, FacetBuilder>();
  const blank = sharedUint16(rows);
  const add = (facet: ColumnFacet, codesOf: (value: RecordValue) => string[]): Map<ColumnFacet, FacetBuilder> =>
    builders.set(facet, createFacetBuilder(facet, blank, codesOf));
  for (const facet of CASE_FACETS) add(facet, (id) => sets.get(id) ?? []);
  add('drug', (id) => sets.get(id) ?? [missingCode('G', 'not-reported')]);
  add('form', (id) => sets.get(id) ?? [missingCode('F', 'not-reported')]);
  add('place', (text) => [String(text ?? '').trim() || missingCode('', 'not-reported')]);
  add('source', (id) => [imports.get(id)?.source as string]);
  add('handling', (id) => [imports.get(id)?.handling as string]);
  add('received', (id) => [imports.get(id)?.receivedOn as string]);
  add('repeat', (of) => [of === 0 ? 'first' : 'repeat']);
  return builders;
}

/** A set is stored as a JSON array of its codes. */
function parseCodes(text: string): string[] {
  return JSON.parse(text) as string[];
}
