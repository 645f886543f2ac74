import { NO_DAY } from '../../../shared/columns/table.ts';
import { CONVERSIONS } from '../../../shared/domain/case.ts';
import { dayNumber } from '../../../shared/domain/date.ts';
import { type Pace, QUALITY_FACETS, type QualityFacet, type QualityNames, type QualityRows } from '../../../shared/quality/rows.ts';
import type { ReadDb, WriteDb } from '../db/connect.ts';
import { dataVersion } from '../db/queries/meta.ts';
import { allCodeSets, qualityImports } from '../db/queries/quality.ts';
import { type RecordBlock, recordBlocks, recordSums } from '../db/queries/records.ts';
import { type RecordColumn, type RecordColumnName, type RecordValue, valueAt } from '../records/columns.ts';

type Db = ReadDb | WriteDb;

export interface LoadedRows {
  rows: QualityRows;
  names: QualityNames;
  dataVersion: number;
}

/**
 * Reads the cases of one import, or of all of them (`importId` 0), stretch by stretch. Starts again when the data changed meanwhile.
 * Throws whatever `pace` throws.
 */
export async function loadQualityRows(db: Db, importId: number, pace: Pace): Promise<LoadedRows> {
  for (;;) {
    const version = dataVersion(db);
    const texts = createTextNumbers();
    const rows = await readRows(db, importId, texts, pace);
    const names = readNames(db, texts);
    if (dataVersion(db) === version) return { rows, names, dataVersion: version };
  }
}

/** Numbers for reported texts, from 1. */
interface TextNumbers {
  numberOf(text: string): number;
  text(number: number): string;
}

function createTextNumbers(): TextNumbers {
  const numbers = new Map<string, number>();
  const texts = [''];
  return {
    numberOf(text) {
      const known = numbers.get(text) ?? texts.push(text) - 1;
      numbers.set(text, known);
      return known;
    },
    text: (number) => texts[number] ?? '',
  };
}

async function readRows(db: Db, importId: number, texts: TextNumbers, pace: Pace): Promise<QualityRows> {
  const { lines } = recordSums(db, importId);
  const rows = emptyRows(lines);
  const days = new Map<RecordValue, number>();
  let filled = 0;
  for (const block of recordBlocks(db, 0, importId)) {
    await pace();
    if (filled + block.rows > lines) break;
    putBlock(rows, filled, block, texts, days);
    filled += block.rows;
  }
  return cut(rows, filled);
}

function emptyRows(lines: number): QualityRows {
  const numbers = () => new Uint32Array(lines);
  const reals = () => new Float64Array(lines);
  return {
    lines,
    caseIds: numbers(),
    importIds: numbers(),
    fileRows: numbers(),
    day: new Int32Array(lines),
    precision: new Uint8Array(lines),
    place: numbers(),
    division: numbers(),
    sets: Object.fromEntries(QUALITY_FACETS.map((facet) => [facet, numbers()])) as Record<QualityFacet, Uint32Array>,
    drugText: numbers(),
    amountText: numbers(),
    unitText: numbers(),
    amount: reals(),
    kg: reals(),
    kgLow: reals(),
    kgHigh: reals(),
    units: reals(),
    conversion: new Uint8Array(lines),
    repeatOf: numbers(),
    grain: new Uint8Array(lines),
    latitude: reals(),
    longitude: reals(),
  };
}

const NOT_CONVERTIBLE = CONVERSIONS.indexOf('not-convertible');

/** Arrays of the rows that hold numbers as they stand in the records; null becomes 0. */
const WHOLE = [
  ['caseIds', 'id'],
  ['fileRows', 'row'],
  ['precision', 'date_precision'],
  ['repeatOf', 'repeat_of'],
  ['grain', 'grain'],
] as const;
/** The same with NaN for null. */
const REAL = [
  ['latitude', 'latitude'],
  ['longitude', 'longitude'],
  ['amount', 'amount'],
  ['kg', 'kg'],
  ['kgLow', 'kg_low'],
  ['kgHigh', 'kg_high'],
  ['units', 'units'],
] as const;
const TEXTS = [
  ['place', 'place_text'],
  ['division', 'division_text'],
  ['drugText', 'drug_text'],
  ['amountText', 'amount_text'],
  ['unitText', 'unit_text'],
] as const;

function putBlock(rows: QualityRows, from: number, block: RecordBlock, texts: TextNumbers, days: Map<RecordValue, number>): void {
  const put = <T extends Uint8Array | Int32Array | Uint32Array | Float64Array>(
    into: T,
    name: RecordColumnName,
    none: number,
    read = (value: RecordValue): number => (value === null ? none : (value as number)),
  ) => readInto(into, from, block.column(name), block.rows, read);
  rows.importIds.fill(block.importId, from, from + block.rows);
  for (const [name, column] of WHOLE) put(rows[name], column, 0);
  for (const [name, column] of REAL) put(rows[name], column, Number.NaN);
  for (const facet of QUALITY_FACETS) put(rows.sets[facet], facet, 0);
  put(rows.conversion, 'conversion', NOT_CONVERTIBLE);
  put(rows.day, 'date', NO_DAY, (date) => dayOf(date, days));
  for (const [name, column] of TEXTS) put(rows[name], column, 0, (text) => (text === null ? 0 : texts.numberOf(String(text))));
}

/** Each distinct value is read once. */
function readInto(
  into: { [row: number]: number },
  from: number,
  { values, index }: RecordColumn,
  rows: number,
  read: (value: RecordValue) => number,
): void {
  const numbers = Float64Array.from({ length: values.length }, (_, at) => read(valueAt({ values, index: null }, at)));
  for (let row = 0; row < rows; row++) into[from + row] = numbers[index ? (index[row] as number) : row] as number;
}

function dayOf(date: RecordValue, known: Map<RecordValue, number>): number {
  if (date === null) return NO_DAY;
  const day = known.get(date) ?? dayNumber(String(date));
  known.set(date, day);
  return day;
}

/** The arrays without what was not filled, on the same memory. */
function cut(rows: QualityRows, lines: number): QualityRows {
  const short = Object.entries(rows).map(([name, value]) => [
    name,
    ArrayBuffer.isView(value) ? (value as Uint32Array).subarray(0, lines) : value,
  ]);
  const sets = Object.fromEntries(QUALITY_FACETS.map((facet) => [facet, rows.sets[facet].subarray(0, lines)]));
  return { ...(Object.fromEntries(short) as unknown as QualityRows), sets: sets as Record<QualityFacet, Uint32Array>, lines };
}

function readNames(db: Db, texts: TextNumbers): QualityNames {
  const sets = new Map(allCodeSets(db).map(({ id, codes }) => [id, JSON.parse(codes) as string[]]));
  const imports = new Map(qualityImports(db).map((row) => [row.id, row]));
  const none: readonly string[] = [];
  return {
    codes: (set) => sets.get(set) ?? none,
    text: texts.text,
    source: (importId) => imports.get(importId)?.source ?? '',
    importedOn: (importId) => (imports.get(importId)?.importedAt ?? '').slice(0, 10),
  };
}
