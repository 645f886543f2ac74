import { CONVERSIONS } from '../domain/case.ts';
import { type Spread, spreadOf, weightedSpread } from './robust.ts';
import { type Pace, type QualityNames, type QualityRows, STRETCH } from './rows.ts';

/** Amounts of one drug in one unit, as places in the rows. */
export interface Pool {
  drug: number;
  /** The unit's text in its first row. */
  unitText: number;
  rows: number[];
  /** By the reporter's set of codes; without exact repeats. */
  reporters: Map<number, number[]>;
}

/** Rows that a distribution needs. */
export const FEWEST = 30;
/** With fewer reporters than these, rows are not weighed by reporter. */
const FEWEST_REPORTERS = 3;
const EXACT = CONVERSIONS.indexOf('exact-volume');

/** Amounts above zero, by drug and unit. Aggregated rows are left out. */
export async function poolAmounts(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Pool[]> {
  const pools = new Map<string, Pool>();
  const unit = unitKeys(names);
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    if (!((rows.amount[at] as number) > 0) || rows.grain[at] === 1) continue;
    const drug = rows.sets.drug[at] as number;
    const key = `${drug} ${unit(rows, at)}`;
    const pool = pools.get(key) ?? { drug, unitText: rows.unitText[at] as number, rows: [], reporters: new Map<number, number[]>() };
    pools.set(key, pool);
    pool.rows.push(at);
    if (rows.repeatOf[at] === 0) addTo(pool.reporters, rows.sets.country[at] as number, at);
  }
  return [...pools.values()];
}

function addTo(groups: Map<number, number[]>, key: number, at: number): void {
  const group = groups.get(key);
  if (group) group.push(at);
  else groups.set(key, [at]);
}

/** Spellings of one unit of mass or volume are one unit: they have the same size in kilograms. */
function unitKeys(names: QualityNames): (rows: QualityRows, at: number) => string {
  const texts = new Map<number, string>();
  return (rows, at) => {
    const kg = rows.kg[at] as number;
    if (kg > 0 && (rows.conversion[at] as number) <= EXACT) return `kg ${Math.log10(kg / (rows.amount[at] as number)).toFixed(2)}`;
    const text = rows.unitText[at] as number;
    const known = texts.get(text) ?? `text ${names.text(text).trim().toLowerCase()}`;
    texts.set(text, known);
    return known;
  };
}

export function logAmount(rows: QualityRows, at: number): number {
  return Math.log10(rows.amount[at] as number);
}

/** The distribution over all reporters, each row weighing one over the root of its reporter's rows; undefined for too few rows. */
export function poolSpread(rows: QualityRows, pool: Pool): Spread | undefined {
  const members = [...pool.reporters.values()];
  const values = members.flatMap((own) => own.map((at) => logAmount(rows, at)));
  if (values.length < FEWEST) return undefined;
  if (members.length < FEWEST_REPORTERS) return spreadOf(values);
  const weights = members.flatMap((own) => own.map(() => 1 / Math.sqrt(own.length)));
  return weightedSpread(values, weights);
}

/** The distributions of reporters with rows enough. */
export function reporterSpreads(rows: QualityRows, pool: Pool): Map<number, Spread> {
  const large = [...pool.reporters].filter(([, members]) => members.length >= FEWEST);
  return new Map(large.map(([reporter, members]) => [reporter, spreadOf(members.map((at) => logAmount(rows, at)))]));
}
