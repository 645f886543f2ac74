import type { Evidence } from './evidence.ts';
import type { MonthlyShare, ReporterMonths } from './monthly.ts';
import type { Observations } from './step-fit.ts';

/** One property of how a reporter reports, as a series that is steady in spread, and how a change of it is said. */
export interface Feature {
  observed: Observations;
  /** What is said of the months before (`from` to `at`, exclusive) and after (`at` to `to`), by index into the months; undefined for a change too small to matter. */
  evidence(before: Span, after: Span): Pick<Evidence, 'code' | 'values'> | undefined;
}

/** Indexes into the months of a reporter; `to` is the first not included. */
export interface Span {
  from: number;
  to: number;
}

/** Fewest cases in a month that say something about a share or a median; fewest cases a month on average that say something about counts. */
const [FEWEST_IN_MONTH, FEWEST_ON_AVERAGE] = [5, 3];
/** So many months without a case, from a reporter with some in most months, are months without a report. */
const SILENT_MONTHS = 3;
/** Below these a change is no break: ratio of cases a day, ratio of median mass, difference of shares. */
const [LEAST_RATE, LEAST_SIZE, LEAST_SHARE] = [2, 2, 0.15];
/** Values of a mix below this share over all months, and beyond so many, are not looked at. */
const [LEAST_PART, MOST_PARTS] = [0.05, 4];
/** Cases at which a month's own chance and the variation between months weigh alike. */
const EVEN_WEIGHT = 10;
const MOST_MONTHS_TO_SAY = 24;

export function featuresOf(series: ReporterMonths): Feature[] {
  return [countFeature(series), sizeFeature(series), smallFeature(series), ...shareFeatures(series)].filter(
    (feature) => feature !== undefined,
  );
}

/** The months to describe beside a break: up to two years. */
export function beside(at: number, before: number, after: number): [Span, Span] {
  return [
    { from: Math.max(before, at - MOST_MONTHS_TO_SAY), to: at },
    { from: at, to: Math.min(after, at + MOST_MONTHS_TO_SAY) },
  ];
}

function countFeature({ months, cases }: ReporterMonths): Feature | undefined {
  const silent = silentMonths(cases);
  const heard = cases.filter((_, at) => !silent[at]);
  if (heard.reduce((sum, one) => sum + one, 0) < FEWEST_ON_AVERAGE * heard.length) return undefined;
  const days = months.map(daysIn);
  const observed = observe(
    cases,
    (at) => !silent[at],
    (at) => Math.log(((cases[at] as number) + 0.5) / (days[at] as number)),
    (at) => weightOf(around(cases, at)),
  );
  const perDay = ({ from, to }: Span): number => {
    let [sum, length] = [0, 0];
    for (let at = from; at < to; at++) {
      if (silent[at]) continue;
      sum += cases[at] as number;
      length += days[at] as number;
    }
    return sum / length;
  };
  return {
    observed,
    evidence: (before, after) => {
      const [was, is] = [perDay(before), perDay(after)];
      return ratioOf(was, is) >= LEAST_RATE ? { code: 'cases', values: { before: rounded(was), after: rounded(is) } } : undefined;
    },
  };
}

function sizeFeature({ sized, medianKg }: ReporterMonths): Feature {
  const isKnown = (at: number): boolean => (sized[at] as number) >= FEWEST_IN_MONTH;
  const observed = observe(
    medianKg,
    isKnown,
    (at) => Math.log10(medianKg[at] as number),
    (at) => weightOf(sized[at] as number),
  );
  /** The median month of each span. */
  const typical = ({ from, to }: Span): number => {
    const known = Array.from({ length: to - from }, (_, at) => from + at).filter(isKnown);
    const sorted = known.map((at) => medianKg[at] as number).sort((a, b) => a - b);
    return sorted[sorted.length >> 1] ?? Number.NaN;
  };
  return {
    observed,
    evidence: (before, after) => {
      const [was, is] = [typical(before), typical(after)];
      return ratioOf(was, is) >= LEAST_SIZE ? { code: 'size', values: { before: rounded(was), after: rounded(is) } } : undefined;
    },
  };
}

function smallFeature({ sized, small }: ReporterMonths): Feature {
  return shareFeature(small, sized, (values) => ({ code: 'small', values }));
}

function shareFeatures({ shares }: ReporterMonths): Feature[] {
  const stated = shares.filter(({ code }) => code === null);
  const mixed = [...Map.groupBy(shares, ({ facet, code }) => (code === null ? '' : facet))].filter(([facet]) => facet !== '');
  const blank = stated.map(({ facet, count, of }) =>
    shareFeature(count, of, (values) => ({ code: 'not-stated', values: { field: facet, ...values } })),
  );
  const parts = mixed.flatMap(([, list]) =>
    leading(list).map(({ facet, code, count, of }) =>
      shareFeature(count, of, (values) => ({ code: 'share', values: { field: facet, value: code ?? '', ...values } })),
    ),
  );
  return [...blank, ...parts];
}

/** The parts of a mix that are large enough to look at, largest first. */
function leading(list: MonthlyShare[]): MonthlyShare[] {
  const share = ({ count, of }: MonthlyShare): number => total(count) / total(of);
  const sorted = list
    .filter((one) => share(one) >= LEAST_PART)
    .sort((a, b) => share(b) - share(a) || ((a.code ?? '') < (b.code ?? '') ? -1 : 1));
  return sorted.slice(0, MOST_PARTS);
}

type Said = Pick<Evidence, 'code' | 'values'>;

function shareFeature(count: Float64Array, of: Float64Array, say: (values: { before: number; after: number }) => Said): Feature {
  const observed = observe(
    of,
    (at) => (of[at] as number) >= FEWEST_IN_MONTH,
    (at) => Math.asin(Math.sqrt((count[at] as number) / (of[at] as number))),
    (at) => weightOf(of[at] as number),
  );
  const pooled = ({ from, to }: Span): number => total(count.subarray(from, to)) / total(of.subarray(from, to));
  return {
    observed,
    evidence: (before, after) => {
      const [was, is] = [pooled(before), pooled(after)];
      return Math.abs(is - was) >= LEAST_SHARE ? say({ before: rounded(was), after: rounded(is) }) : undefined;
    },
  };
}

function observe(
  series: Float64Array,
  isKnown: (at: number) => boolean,
  value: (at: number) => number,
  weight: (at: number) => number,
): Observations {
  const known = Array.from(series.keys()).filter(isKnown);
  return { months: Int32Array.from(known), values: Float64Array.from(known, value), weights: Float64Array.from(known, weight) };
}

function silentMonths(cases: Float64Array): boolean[] {
  const silent = Array.from(cases, () => false);
  let start = 0;
  for (let at = 0; at <= cases.length; at++) {
    if (at < cases.length && cases[at] === 0) continue;
    if (at - start >= SILENT_MONTHS) silent.fill(true, start, at);
    start = at + 1;
  }
  return silent;
}

/** Mean of the months around, so that a month's own chance does not set its weight. */
function around(cases: Float64Array, at: number): number {
  const near = cases.subarray(Math.max(0, at - 3), at + 4);
  return total(near) / near.length;
}

function weightOf(n: number): number {
  return Math.max(n, 0.5) / (Math.max(n, 0.5) + EVEN_WEIGHT);
}

function daysIn(month: string): number {
  return new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 0)).getUTCDate();
}

function ratioOf(before: number, after: number): number {
  const ratio = after / before;
  return Number.isNaN(ratio) ? 1 : Math.max(ratio, 1 / ratio);
}

function total(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** Four digits that count. */
function rounded(value: number): number {
  return Number.isFinite(value) ? Number(value.toPrecision(4)) : 0;
}
