import { replaceRows } from '../../../shared/columns/replace-rows.ts';
import { type ColumnTable, NO_DAY } from '../../../shared/columns/table.ts';
import { CONVERSIONS } from '../../../shared/domain/case.ts';
import { dayNumber } from '../../../shared/domain/date.ts';
import type { CodeFacet } from '../../../shared/domain/facets.ts';
import { missingCode } from '../../../shared/domain/missing.ts';
import type { ReadDb, WriteDb } from '../db/connect.ts';
import {
  AT,
  type ColumnRow,
  codeSets,
  columnRows,
  columnRowsOf,
  importSources,
  lastRecordId,
  mergedLines,
  placeTexts,
  ROW_FACETS,
  recordCount,
} from '../db/queries/columns.ts';
import { changesSince, dataVersion } from '../db/queries/meta.ts';
import { regimeBounds, reportingBreaks } from '../db/queries/regimes.ts';
import { regimeColumn } from '../regime/regime-column.ts';
import { sharedFloat64, sharedInt32, sharedUint8, sharedUint32 } from './buffers.ts';
import { createFacetBuilder, type FacetBuilder } from './facet-builder.ts';

const [ASSUMED, NOT_CONVERTIBLE] = [CONVERSIONS.indexOf('assumed'), CONVERSIONS.indexOf('not-convertible')];
const ROWS_BETWEEN_LOOKS = 8192;
/** Ids that stand for what is no interned set: whether a row is a repeat, and a case without a drug line. */
const [NO_LINE, FIRST, REPEAT] = [0, 0, 1];

/** Builds the columns from the tables. `alive` is called now and then and may throw. */
export function loadColumns(db: ReadDb | WriteDb, alive: () => void = () => undefined): ColumnTable {
  const read = db.transaction(() => {
    const builder = createTableBuilder(db, recordCount(db));
    let read = 0;
    for (const row of columnRows(db)) {
      if (read++ % ROWS_BETWEEN_LOOKS === 0) alive();
      builder.read(row);
    }
    for (const { lead, line } of mergedLines(db)) builder.addLine(lead, line);
    return builder.finish(dataVersion(db));
  });
  return read();
}

/**
 * A table brought up to date: rows that changes touched are read again, rows above those it holds are read for the first time, all others are
 * kept. Undefined where what changed is not known to the row, or is so much that reading everything is as quick.
 */
export function advanceColumns(db: ReadDb, table: ColumnTable): ColumnTable | undefined {
  return db.transaction(() => {
    const changes = changesSince(db, table.dataVersion);
    if (!changes) return undefined;
    const above = Math.min(...changes.map((change) => ('above' in change ? change.above : Number.POSITIVE_INFINITY)), lastRecordId(db));
    const touched = new Set(changes.flatMap((change) => ('ids' in change ? change.ids : [])));
    if (lastRecordId(db) - above > table.rows / 2) return undefined;
    const part = loadSome(db, columnRowsOf(db, above, [...touched]));
    const merged = replaceRows(table, part, (id) => id > above || touched.has(id));
    return withRegimes(db, merged, dataVersion(db));
  })();
}

/** The cases of some rows, in ascending order of id. */
function loadSome(db: ReadDb, rows: ColumnRow[]): ColumnTable {
  const ids = new Set(rows.map((row) => row[AT.id] as number));
  const builder = createTableBuilder(db, ids.size);
  for (const row of rows) builder.read(row);
  for (const { lead, line } of mergedLines(db)) if (ids.has(lead)) builder.addLine(lead, line);
  return builder.finish(0);
}

function withRegimes(db: ReadDb | WriteDb, table: ColumnTable, version: number): ColumnTable {
  const breaks = reportingBreaks(db);
  const { regime: _, ...codes } = table.codes;
  const plain = { ...table, dataVersion: version, breaks, codes };
  return { ...plain, codes: { ...codes, regime: regimeColumn(plain, regimeBounds(db, breaks)) } };
}

interface TableBuilder {
  read(row: ColumnRow): void;
  /** A drug line of a row that was merged into the case with this id; all cases have been read. */
  addLine(id: number, line: ColumnRow): void;
  finish(version: number): ColumnTable;
}

function createTableBuilder(db: ReadDb | WriteDb, rows: number): TableBuilder {
  const numbers = emptyNumbers(rows);
  const facets = facetBuilders(db, rows);
  const days = new Map<string, number>();
  let last = -1;
  return {
    read: (row) => {
      if (last >= 0 && numbers.ids[last] === row[AT.id]) addLine(numbers, facets, last, row);
      else startCase(numbers, facets, ++last, row, days);
    },
    addLine: (id, line) => {
      const at = placeOf(numbers.ids, id);
      if (at >= 0) addLine(numbers, facets, at, line);
    },
    finish: (version) => {
      const { events, grain, ...always } = numbers;
      const codes = Object.fromEntries([...facets].map(([facet, builder]) => [facet, builder.finish()]));
      const table = {
        rows,
        dataVersion: version,
        ...always,
        events: events.every((count) => count === 1) ? null : events,
        grain: grain.every((one) => one === 0) ? null : grain,
        breaks: [],
        codes,
      };
      return withRegimes(db, table, version);
    },
  };
}

type Numbers = Pick<ColumnTable, 'ids' | 'day' | 'precision' | 'kg' | 'kgLow' | 'kgHigh' | 'conversion'> & {
  events: Uint32Array;
  grain: Uint8Array;
};

function emptyNumbers(rows: number): Numbers {
  return {
    ids: sharedUint32(rows),
    day: sharedInt32(rows),
    precision: sharedUint8(rows),
    kg: sharedFloat64(rows).fill(Number.NaN),
    kgLow: sharedFloat64(rows).fill(Number.NaN),
    kgHigh: sharedFloat64(rows).fill(Number.NaN),
    conversion: sharedUint8(rows).fill(NOT_CONVERTIBLE),
    events: sharedUint32(rows),
    grain: sharedUint8(rows),
  };
}

function startCase(numbers: Numbers, facets: Map<CodeFacet, FacetBuilder>, at: number, row: ColumnRow, days: Map<string, number>): void {
  numbers.ids[at] = row[AT.id] as number;
  numbers.day[at] = dayOf(row[AT.date] as string | null, days);
  numbers.precision[at] = row[AT.precision] as number;
  numbers.events[at] = row[AT.events] as number;
  numbers.grain[at] = row[AT.grain] as number;
  for (const [index, facet] of ROW_FACETS.entries()) facets.get(facet)?.put(at, row[AT.sets + index] as number);
  facets.get('place')?.put(at, row[AT.place] as number);
  facets.get('source')?.put(at, row[AT.importId] as number);
  facets.get('handling')?.put(at, row[AT.importId] as number);
  facets.get('repeat')?.put(at, row[AT.repeat] === 1 ? REPEAT : FIRST);
  facets.get('drug')?.put(at, (row[AT.drug] as number | null) ?? NO_LINE);
  facets.get('form')?.put(at, (row[AT.form] as number | null) ?? NO_LINE);
  addMass(numbers, at, row);
}

function addLine(numbers: Numbers, facets: Map<CodeFacet, FacetBuilder>, at: number, row: ColumnRow): void {
  facets.get('drug')?.add(at, row[AT.drug] as number);
  facets.get('form')?.add(at, row[AT.form] as number);
  addMass(numbers, at, row);
}

/** A case's mass is the sum of its convertible lines; one assumed factor makes all of it assumed. */
function addMass(numbers: Numbers, at: number, row: ColumnRow): void {
  const kg = row[AT.kg] as number | null;
  if (kg === null) return;
  const isFirst = Number.isNaN(numbers.kg[at]);
  const before = (values: Float64Array): number => (isFirst ? 0 : (values[at] as number));
  numbers.kg[at] = before(numbers.kg) + kg;
  numbers.kgLow[at] = before(numbers.kgLow) + ((row[AT.low] as number | null) ?? kg);
  numbers.kgHigh[at] = before(numbers.kgHigh) + ((row[AT.high] as number | null) ?? kg);
  const conversion = row[AT.conversion] as number;
  numbers.conversion[at] = isFirst ? conversion : Math.min(ASSUMED, Math.max(numbers.conversion[at] as number, conversion));
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

function dayOf(date: string | null, known: Map<string, number>): number {
  if (date === null) return NO_DAY;
  const day = known.get(date) ?? dayNumber(date);
  known.set(date, day);
  return day;
}

function facetBuilders(db: ReadDb | WriteDb, rows: number): Map<CodeFacet, FacetBuilder> {
  const sets = new Map(codeSets(db).map(({ id, codes }) => [id, parseCodes(codes)]));
  const places = new Map(placeTexts(db).map(({ id, value }) => [id, value.trim() || missingCode('', 'not-reported')]));
  const imports = new Map(importSources(db).map((row) => [row.id, row]));
  const builders = new Map<CodeFacet, FacetBuilder>();
  const add = (facet: CodeFacet, codesOf: (id: number) => string[]): Map<CodeFacet, FacetBuilder> =>
    builders.set(facet, createFacetBuilder(facet, rows, codesOf));
  for (const facet of ROW_FACETS) add(facet, (id) => sets.get(id) ?? []);
  add('drug', (id) => sets.get(id) ?? [missingCode('G', 'not-reported')]);
  add('form', (id) => sets.get(id) ?? [missingCode('F', 'not-reported')]);
  add('place', (id) => [places.get(id) as string]);
  add('source', (id) => [imports.get(id)?.source as string]);
  add('handling', (id) => [imports.get(id)?.handling as string]);
  add('repeat', (id) => [id === REPEAT ? 'repeat' : 'first']);
  return builders;
}

/** A set is stored as a JSON array of its codes. */
function parseCodes(text: string): string[] {
  return JSON.parse(text) as string[];
}
