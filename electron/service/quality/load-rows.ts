import { NO_DAY } from '../../../shared/columns/table.ts';
import { CONVERSIONS } from '../../../shared/domain/case.ts';
import { dayNumber } from '../../../shared/domain/date.ts';
import { type Pace, QUALITY_FACETS, type QualityFacet, type QualityNames, type QualityRows } from '../../../shared/quality/rows.ts';
import type { ReadDb, WriteDb } from '../db/connect.ts';
import { dataVersion } from '../db/queries/meta.ts';
import { allCodeSets, LINE_AT, lineBounds, type QualityLine, qualityImports, qualityLines, reportedTexts } from '../db/queries/quality.ts';

type Db = ReadDb | WriteDb;

export interface LoadedRows {
  rows: QualityRows;
  names: QualityNames;
  dataVersion: number;
}

const IDS_AT_ONCE = 8192;
/** Facets in the order in which they stand in a row; drug and form come with the line. */
const CASE_FACETS = QUALITY_FACETS.filter((facet) => facet !== 'drug' && facet !== 'form');

/**
 * Reads the cases of one import, or of all of them (`importId` 0), stretch by stretch. Starts again when the data changed meanwhile.
 * Throws whatever `pace` throws.
 */
export async function loadQualityRows(db: Db, importId: number, pace: Pace): Promise<LoadedRows> {
  for (;;) {
    const version = dataVersion(db);
    const rows = await readRows(db, importId, pace);
    const names = readNames(db);
    if (dataVersion(db) === version) return { rows, names, dataVersion: version };
  }
}

async function readRows(db: Db, importId: number, pace: Pace): Promise<QualityRows> {
  const bounds = lineBounds(db);
  const rows = emptyRows(bounds.lines);
  const days = new Map<string, number>();
  let filled = 0;
  for (let from = bounds.first; from <= bounds.last; from += IDS_AT_ONCE) {
    await pace();
    for (const line of qualityLines(db, from, from + IDS_AT_ONCE - 1, importId)) {
      if (filled === bounds.lines) break;
      put(rows, filled++, line, days);
    }
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

function put(rows: QualityRows, at: number, line: QualityLine, days: Map<string, number>): void {
  const whole = (place: number): number => (line[place] as number | null) ?? 0;
  const real = (place: number): number => (line[place] as number | null) ?? Number.NaN;
  rows.caseIds[at] = whole(LINE_AT.id);
  rows.importIds[at] = whole(LINE_AT.importId);
  rows.fileRows[at] = whole(LINE_AT.fileRow);
  rows.day[at] = dayOf(line[LINE_AT.date] as string | null, days);
  rows.precision[at] = whole(LINE_AT.precision);
  rows.place[at] = whole(LINE_AT.place);
  rows.division[at] = whole(LINE_AT.division);
  for (let facet = 0; facet < CASE_FACETS.length; facet++) rows.sets[CASE_FACETS[facet] as QualityFacet][at] = whole(LINE_AT.sets + facet);
  rows.repeatOf[at] = whole(LINE_AT.repeatOf);
  rows.grain[at] = whole(LINE_AT.grain);
  rows.latitude[at] = real(LINE_AT.latitude);
  rows.longitude[at] = real(LINE_AT.longitude);
  rows.sets.drug[at] = whole(LINE_AT.drug);
  rows.sets.form[at] = whole(LINE_AT.form);
  rows.drugText[at] = whole(LINE_AT.drugText);
  rows.amountText[at] = whole(LINE_AT.amountText);
  rows.unitText[at] = whole(LINE_AT.unitText);
  rows.amount[at] = real(LINE_AT.amount);
  rows.kg[at] = real(LINE_AT.kg);
  rows.kgLow[at] = real(LINE_AT.low);
  rows.kgHigh[at] = real(LINE_AT.high);
  rows.units[at] = real(LINE_AT.units);
  rows.conversion[at] = line[LINE_AT.line] === null ? NOT_CONVERTIBLE : whole(LINE_AT.conversion);
}

function dayOf(date: string | null, known: Map<string, number>): number {
  if (date === null) return NO_DAY;
  const day = known.get(date) ?? dayNumber(date);
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

function readNames(db: Db): QualityNames {
  const sets = new Map(allCodeSets(db).map(({ id, codes }) => [id, JSON.parse(codes) as string[]]));
  const texts = new Map(reportedTexts(db).map(({ id, value }) => [id, value]));
  const imports = new Map(qualityImports(db).map((row) => [row.id, row]));
  const none: readonly string[] = [];
  return {
    codes: (set) => sets.get(set) ?? none,
    text: (id) => texts.get(id) ?? '',
    source: (importId) => imports.get(importId)?.source ?? '',
    importedOn: (importId) => (imports.get(importId)?.importedAt ?? '').slice(0, 10),
  };
}
