import { sharedFloat64, sharedInt32, sharedUint8, sharedUint16, sharedUint32 } from '../../electron/service/columns/buffers.ts';
import { createRandom, type Random } from '../../electron/service/sample/random.ts';
import type { CodeColumn, ColumnTable } from '../../shared/columns/table.ts';
import { CONVERSIONS } from '../../shared/domain/case.ts';
import { dayNumber } from '../../shared/domain/date.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import { codesOf } from '../../shared/domain/vocabulary.ts';

/** Facets of the generated table, with the share of cases whose value is missing. */
const FACETS: readonly (readonly [CodeFacet, number])[] = [
  ['country', 0],
  ['drug', 0.01],
  ['transport', 0.5],
  ['concealment', 0.6],
  ['seizure-place', 0.5],
  ['departed', 0.3],
  ['destined', 0.6],
  ['produced', 0.8],
];
const COUNTRIES_REPORTING = 102;
/** Shares of cases that bear two codes of a facet, without a convertible mass, with an assumed factor. */
const [TWO_CODES, NO_MASS, ASSUMED] = [0.03, 0.08, 0.06];

/** An invented table over the real vocabularies, uneven as real ones are: few codes hold most cases. The same seed gives the same table. */
export function generateTable(rows: number, seed: number): ColumnTable {
  const random = createRandom(seed);
  const first = dayNumber('2011-01-01');
  const days = dayNumber('2016-12-31') - first + 1;
  const table: ColumnTable = {
    rows,
    dataVersion: 1,
    ids: fill(sharedUint32(rows), (row) => row + 1),
    day: fill(sharedInt32(rows), () => first + random.below(days)),
    precision: sharedUint8(rows),
    kg: fill(sharedFloat64(rows), () => (random.next() < NO_MASS ? Number.NaN : random.logNormal(0.05, 2.5))),
    kgLow: sharedFloat64(rows),
    kgHigh: sharedFloat64(rows),
    conversion: sharedUint8(rows),
    events: null,
    grain: null,
    breaks: [],
    codes: Object.fromEntries(FACETS.map(([facet, missing]) => [facet, columnOf(facet, missing, rows, random)])),
  };
  for (let row = 0; row < rows; row++) fillBounds(table, row, random.next() < ASSUMED);
  return table;
}

/** Unlike `map`, it leaves the array where it lies. */
function fill<T extends Uint16Array | Uint32Array | Int32Array | Float64Array>(array: T, value: (row: number) => number): T {
  for (let row = 0; row < array.length; row++) array[row] = value(row);
  return array;
}

function fillBounds(table: ColumnTable, row: number, isAssumed: boolean): void {
  const kg = table.kg[row] as number;
  table.kgLow[row] = isAssumed ? kg * 0.4 : kg;
  table.kgHigh[row] = isAssumed ? kg * 1.3 : kg;
  table.conversion[row] = CONVERSIONS.indexOf(Number.isNaN(kg) ? 'not-convertible' : isAssumed ? 'assumed' : 'exact-mass');
}

function columnOf(facet: CodeFacet, missing: number, rows: number, random: Random): CodeColumn {
  const level = codesOf(facet, 2).length > 0 ? 2 : 1;
  const codes = codesOf(facet, level).slice(0, COUNTRIES_REPORTING);
  const stated = codes.length;
  const absent = codesOf(facet, 1).filter((code) => /0\.[23]$/.test(code));
  const sets = [...codes, ...absent].map((_, code) => [code]);
  const pairs = Array.from({ length: 20 }, () => sets.push([random.below(stated), random.below(stated)].sort((a, b) => a - b)) - 1);
  const pick = (): number => {
    if (random.next() < missing) return stated + random.below(absent.length);
    return facet !== 'country' && random.next() < TWO_CODES
      ? (pairs[random.below(pairs.length)] as number)
      : Math.floor(stated * random.next() ** 3);
  };
  return { facet, codes: [...codes, ...absent], sets: sets.map((set) => [...new Set(set)]), values: fill(sharedUint16(rows), pick) };
}
