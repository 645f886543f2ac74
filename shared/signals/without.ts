import { eachBit } from '../columns/bitmap.ts';
import { select } from '../columns/select.ts';
import type { ColumnTable } from '../columns/table.ts';
import type { Filter } from '../domain/filter.ts';
import type { SeriesTest } from './judge-series.ts';
import type { Reporting } from './reporting.ts';
import { type FittedTrial, fitTrial, judgeTrial, type Prior } from './run-tests.ts';
import type { GuardedTrial } from './scan.ts';
import type { ScanSettings } from './settings.ts';
import { SIZE_EDGES, SIZE_UNKNOWN, type SignalPart, type WithoutPart } from './signal.ts';

export interface Rest {
  table: ColumnTable;
  filter: Filter;
  reporting: Reporting;
  times: Float64Array;
  settings: ScanSettings;
  prior: Prior;
  cutoff: number;
}

/** The test again without the reporter, and without the size class, that holds most of the cases of its months; who is left out already stays out. */
export function withoutLargest(parts: SignalPart[], trial: GuardedTrial, test: SeriesTest, rest: Rest): WithoutPart[] {
  const { table, reporting } = rest;
  const [byReporter, bySize] = [new Map<string, Float64Array>(), new Map<string, Float64Array>()];
  const { bits } = select(table, { all: [...rest.filter.all, ...parts.map(({ facet, code }) => ({ facet, in: [code] }))] });
  const out = new Set(trial.guarded.leftOut.map(({ unit }) => unit));
  eachBit(bits, (row) => {
    if (out.has(reporting.unitOf[row] as number)) return;
    const month = reporting.monthOf[row] as number;
    if (month < 0) return;
    const events = table.events?.[row] ?? 1;
    add(byReporter, reporting.units[reporting.unitOf[row] as number]?.reporter ?? '', month, events, reporting.months.length);
    add(bySize, String(sizeOf(table, row)), month, events, reporting.months.length);
  });
  return [largest('reporter', byReporter, trial, test, rest), largest('size', bySize, trial, test, rest)].flatMap((one) => one ?? []);
}

function add(sums: Map<string, Float64Array>, code: string, month: number, events: number, length: number): void {
  const sum = sums.get(code) ?? new Float64Array(length);
  sums.set(code, sum);
  sum[month] = (sum[month] as number) + events;
}

/** The mass of an aggregated row says nothing about the size of a case. */
function sizeOf(table: ColumnTable, row: number): number {
  const kg = table.kg[row] as number;
  if (Number.isNaN(kg) || table.grain?.[row] === 1) return SIZE_UNKNOWN;
  return SIZE_EDGES.findLastIndex((edge) => kg >= edge);
}

function largest(
  what: WithoutPart['what'],
  sums: Map<string, Float64Array>,
  trial: FittedTrial,
  test: SeriesTest,
  rest: Rest,
): WithoutPart | undefined {
  const held = [...sums]
    .map(([code, counts]) => ({ code, counts, cases: sumOf(counts, test.from, test.to) }))
    .sort((a, b) => b.cases - a.cases || (a.code < b.code ? -1 : 1));
  const [most] = held;
  const all = held.reduce((sum, { cases }) => sum + cases, 0);
  if (!most || all === 0) return undefined;
  const counts = trial.series.counts.map((count, month) => count - (most.counts[month] as number));
  const fitted = fitTrial({ at: trial.at, series: { ...trial.series, counts } }, rest.times, rest.settings);
  const again = fitted && judgeTrial(fitted, rest.prior, rest.settings).find((one) => one.from === test.from && sameWay(one, test));
  return { what, code: most.code, share: most.cases / all, holds: again !== undefined && again.p <= rest.cutoff };
}

/** Up stays up and down stays down. */
function sameWay(one: SeriesTest, other: SeriesTest): boolean {
  return one.observed > one.expected === other.observed > other.expected;
}

function sumOf(counts: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let month = from; month <= to; month++) sum += counts[month] as number;
  return sum;
}
