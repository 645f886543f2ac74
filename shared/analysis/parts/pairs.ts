import { groupBy } from '../../columns/group-by.ts';
import type { Selection } from '../../columns/select.ts';
import type { ColumnTable } from '../../columns/table.ts';
import { type Fourfold, type Independence, independence, lift, logOddsRatio, priorLogOdds } from '../../statistics/association.ts';
import { fisherTails } from '../../statistics/fisher.ts';
import { adjust } from '../../statistics/multiple.ts';
import { type CommonOdds, mantelHaenszel } from '../../statistics/stratified.ts';
import { cellReader, countValues } from './counted.ts';
import { byReporter, bySize, type FieldPair, fourfolds, singleValued } from './fourfold.ts';
import { isKnown } from './kinds.ts';

export interface PairSettings {
  /** A pair is tested only when each of the four cells is expected to hold so many cases. */
  minimumExpected: number;
  /** Weight of the prior, in cases. */
  prior: number;
  /** False-discovery rate up to which a pair passes. */
  maximumQ: number;
}

/** What is left of an association when one thing is held constant. */
export type Kept = 'holds' | 'vanishes' | 'reverses';

export interface Pair {
  first: string;
  second: string;
  table: Fourfold;
  /** Cases expected with both if they were independent. */
  expected: number;
  lift: number;
  /** Logarithms; half a case is added to every cell when one of them is empty (Haldane 1956). */
  odds: { estimate: number; low: number; high: number };
  /** Log-odds under the informative Dirichlet prior, and its z. */
  weighted: number;
  z: number;
  p: number;
  /** Adjusted over all pairs tested (Benjamini and Hochberg 1995). */
  q: number;
  passes: boolean;
  /** Within reporters, within classes of size, and within reporters without the one with the most such cases. */
  reporters: CommonOdds;
  sizes: CommonOdds;
  largest: { code: string; odds: CommonOdds } | undefined;
  kept: { reporters: Kept; sizes: Kept; largest: Kept };
}

export interface Pairs {
  /** Smallest adjusted probability first, then the largest effect. */
  tested: Pair[];
  /** Pairs of values that occur but were expected too seldom to be tested. */
  untested: number;
  /** Over the cases with one value of each field. */
  overall: Independence & { cases: number };
}

/** Tests every pair of stated values of two fields; `stated` holds the cases with both stated. */
export function testPairs(table: ColumnTable, stated: Selection, fields: FieldPair, settings: PairSettings): Pairs {
  const [firsts, seconds] = fields.map((field) => valuesOf(table, stated, field)) as [string[], string[]];
  const read = fourfolds(table, stated, fields);
  const all = firsts.flatMap((first) => seconds.map((second) => ({ first, second, table: read(first, second) })));
  const large = all.filter((one) => leastExpected(one.table) >= settings.minimumExpected);
  const ps = large.map((one) => fisherTails(one.table));
  const qs = adjust(ps, 'BH');
  const weights = weightsOf(firsts, seconds, read, settings.prior);
  const strata = { reporters: byReporter(table, stated, fields), sizes: bySize(table, stated, fields) };
  const tested = large.map(({ first, second, table: cells }, at): Pair => {
    const weight = weights(first, second);
    const q = qs[at] as number;
    return {
      first,
      second,
      table: cells,
      expected: ((cells.a + cells.b) * (cells.a + cells.c)) / stated.count,
      lift: lift(cells),
      odds: oddsOf(cells),
      weighted: weight.estimate,
      z: weight.z,
      p: ps[at] as number,
      q,
      passes: q <= settings.maximumQ,
      ...heldConstant(cells, strata.reporters(first, second), strata.sizes(first, second)),
    };
  });
  return {
    tested: tested.sort(byStrength),
    untested: all.length - large.length,
    overall: overallOf(table, stated, fields, firsts, seconds),
  };
}

function valuesOf(table: ColumnTable, stated: Selection, field: FieldPair[number]): string[] {
  return field.facet === 'date' ? [] : countValues(table, stated, field).flatMap(({ code }) => (isKnown(code) ? [code] : []));
}

function leastExpected({ a, b, c, d }: Fourfold): number {
  return (Math.min(a + b, c + d) * Math.min(a + c, b + d)) / (a + b + c + d);
}

function oddsOf(cells: Fourfold) {
  const { a, b, c, d } = cells;
  return logOddsRatio(Math.min(a, b, c, d) > 0 ? cells : { a: a + 0.5, b: b + 0.5, c: c + 0.5, d: d + 0.5 });
}

/** The second values of each first value, against those of all other cases. */
function weightsOf(firsts: string[], seconds: string[], read: ReturnType<typeof fourfolds>, prior: number) {
  const made = firsts.map((first) => {
    const tables = seconds.map((second) => read(first, second));
    return priorLogOdds(
      tables.map(({ a }) => a),
      tables.map(({ c }) => c),
      prior,
    );
  });
  return (first: string, second: string) =>
    (made[firsts.indexOf(first)] as ReturnType<typeof priorLogOdds>)[seconds.indexOf(second)] as ReturnType<typeof priorLogOdds>[number];
}

function heldConstant(cells: Fourfold, reporters: { code: string; table: Fourfold }[], sizes: Fourfold[]) {
  const most = reporters.reduce<{ code: string; table: Fourfold } | undefined>(
    (best, one) => (one.table.a > (best?.table.a ?? 0) ? one : best),
    undefined,
  );
  const within = mantelHaenszel(reporters.map(({ table }) => table));
  const others = mantelHaenszel(reporters.filter((one) => one !== most).map(({ table }) => table));
  const bySizes = mantelHaenszel(sizes);
  const isMore = cells.a * cells.d > cells.b * cells.c;
  return {
    reporters: within,
    sizes: bySizes,
    largest: most && { code: most.code, odds: others },
    kept: { reporters: keptOf(within, isMore), sizes: keptOf(bySizes, isMore), largest: keptOf(others, isMore) },
  };
}

/** An interval that holds no association, or none at all, lets it vanish. */
function keptOf({ low, high, estimate }: CommonOdds, isMore: boolean): Kept {
  if (estimate === Number.POSITIVE_INFINITY) return isMore ? 'holds' : 'reverses';
  if (estimate === Number.NEGATIVE_INFINITY) return isMore ? 'reverses' : 'holds';
  if (low > 0) return isMore ? 'holds' : 'reverses';
  if (high < 0) return isMore ? 'reverses' : 'holds';
  return 'vanishes';
}

function overallOf(table: ColumnTable, stated: Selection, fields: FieldPair, firsts: string[], seconds: string[]) {
  const single = singleValued(table, stated, fields);
  const cell = cellReader(groupBy(table, single, [...fields], 'cases'));
  return { ...independence(firsts.map((first) => seconds.map((second) => cell(first, second).cases))), cases: single.count };
}

function byStrength(left: Pair, right: Pair): number {
  return (
    left.q - right.q || Math.abs(right.z) - Math.abs(left.z) || (`${left.first} ${left.second}` < `${right.first} ${right.second}` ? -1 : 1)
  );
}
