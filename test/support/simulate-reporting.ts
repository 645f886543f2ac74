import { createRandom, type Random } from '../../electron/service/sample/random.ts';
import type { CodeColumn, ColumnTable } from '../../shared/columns/table.ts';
import { dayNumber } from '../../shared/domain/date.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';

/** How one invented reporter reports. All amplitudes and slopes are on the scale of natural logarithms, or of logits for shares. */
export interface Reporting {
  months: number;
  /** Mean cases a month, and the size of the negative binomial around it (small is wild). */
  mean: number;
  size: number;
  seasonality: number;
  /** Change in a year. */
  trend: number;
  /** A slow wave over all of the series instead of a straight trend. */
  wave: number;
  /** Autoregressive of order one from month to month. */
  rho: number;
  shock: number;
  medianKg: number;
  spread: number;
  sizeTrend: number;
  /** Logits of the shares not stated, and how they wander. */
  blank: Record<'transport' | 'concealment' | 'seizure-place', number>;
  blankTrend: number;
  wander: number;
}

/** A planted break: from month `at` on these hold instead. */
export interface Planted {
  at: number;
  changed: Partial<Reporting>;
}

const FIRST_YEAR = 2001;
const DRUGS = ['G1.1', 'G2.1', 'G3.1', 'G4.1', 'G6.1'];
const PLACES = ['L1.1', 'L2.1', 'L3.1', 'L5.1'];
const BLANKS = ['transport', 'concealment', 'seizure-place'] as const;

/** A reporter without any break, drawn at random: few or many cases, calm or wild, seasonal, growing or shrinking, with memory. */
export function anyReporting(random: Random): Reporting {
  const between = (low: number, high: number): number => low + random.next() * (high - low);
  return {
    months: Math.round(between(48, 144)),
    mean: Math.exp(between(Math.log(4), Math.log(150))),
    size: Math.exp(between(Math.log(1.5), Math.log(30))),
    seasonality: between(0, 0.6),
    trend: between(-0.2, 0.2),
    wave: random.next() < 0.3 ? between(0, 0.5) : 0,
    rho: between(0, 0.6),
    shock: between(0, 0.3),
    medianKg: Math.exp(between(Math.log(0.02), Math.log(20))),
    spread: between(0.8, 2.5),
    sizeTrend: between(-0.2, 0.2),
    blank: { transport: between(-3, 3), concealment: between(-3, 3), 'seizure-place': between(-3, 3) },
    blankTrend: between(-0.3, 0.3),
    wander: between(0, 0.5),
  };
}

/** Invented cases of one reporter. The same seed gives the same cases. */
export function simulateReporting(base: Reporting, seed: number, planted?: Planted): ColumnTable {
  const random = createRandom(seed);
  const days: number[] = [];
  const kg: number[] = [];
  const codes = new Map<CodeFacet, string[]>();
  for (const facet of ['drug', ...BLANKS] as const) codes.set(facet, []);
  const add = (facet: CodeFacet, code: string): number => codes.get(facet)?.push(code) ?? 0;
  const wanders = createWanders(random);
  for (let month = 0; month < base.months; month++) {
    const now = planted && month >= planted.at ? { ...base, ...planted.changed } : base;
    const state = wanders(now);
    const cases = negativeBinomial(random, Math.exp(logMean(now, month) + state.count), now.size);
    const first = dayNumber(`${FIRST_YEAR + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}-01`);
    for (let one = 0; one < cases; one++) {
      days.push(first + random.below(28));
      kg.push(random.logNormal(now.medianKg * Math.exp((now.sizeTrend * month) / 12 + 0.5 * state.size), now.spread));
      add('drug', random.weighted(DRUGS.map((code, at) => [code, Math.exp(-0.5 * at + (state.drug[at] ?? 0))] as const)));
      for (const [at, facet] of BLANKS.entries()) {
        const logit = now.blank[facet] + (now.blankTrend * month) / 12 + (state.blank[at] ?? 0);
        const isBlank = random.next() < 1 / (1 + Math.exp(-logit));
        const letter = { transport: 'T', concealment: 'C', 'seizure-place': 'L' }[facet];
        const stated = facet === 'seizure-place' ? (PLACES[random.below(PLACES.length)] as string) : `${letter}1.1`;
        add(facet, isBlank ? `${letter}0.2` : stated);
      }
    }
  }
  return tableOf(days, kg, codes);
}

function logMean(now: Reporting, month: number): number {
  const season = now.seasonality * Math.cos((2 * Math.PI * (month - 2)) / 12);
  const wave = now.wave * Math.sin((2 * Math.PI * month) / now.months);
  return Math.log(now.mean) + season + wave + (now.trend * month) / 12;
}

/** Everything that remembers the month before. */
function createWanders(random: Random): (now: Reporting) => { count: number; size: number; blank: number[]; drug: number[] } {
  const normal = (): number => Math.log(random.logNormal(1, 1));
  const memory = { count: 0, size: 0, blank: BLANKS.map(() => 0), drug: DRUGS.map(() => 0) };
  return ({ rho, shock, wander }) => {
    const step = (before: number, scale: number): number => rho * before + scale * normal();
    memory.count = step(memory.count, shock);
    memory.size = step(memory.size, shock);
    memory.blank = memory.blank.map((before) => step(before, wander));
    memory.drug = memory.drug.map((before) => step(before, wander));
    return memory;
  };
}

function negativeBinomial(random: Random, mean: number, size: number): number {
  return poisson(random, (mean * gamma(random, size)) / size);
}

/** Marsaglia and Tsang (2000), for shapes of at least one. */
function gamma(random: Random, shape: number): number {
  const d = shape - 1 / 3;
  for (;;) {
    const x = Math.log(random.logNormal(1, 1));
    const v = (1 + x / Math.sqrt(9 * d)) ** 3;
    if (v > 0 && Math.log(1 - random.next()) < 0.5 * x * x + d - d * v + d * Math.log(v)) return d * v;
  }
}

function poisson(random: Random, mean: number): number {
  if (mean > 500) return Math.max(0, Math.round(mean + Math.sqrt(mean) * Math.log(random.logNormal(1, 1))));
  let [count, left] = [0, mean + Math.log(1 - random.next())];
  while (left > 0) {
    count++;
    left += Math.log(1 - random.next());
  }
  return count;
}

function tableOf(days: number[], kg: number[], codes: Map<CodeFacet, string[]>): ColumnTable {
  const rows = days.length;
  const mass = Float64Array.from(kg);
  const constant = (facet: CodeFacet, code: string): CodeColumn => ({ facet, codes: [code], sets: [[0]], values: new Uint16Array(rows) });
  return {
    rows,
    dataVersion: 1,
    ids: Uint32Array.from(days, (_, at) => at + 1),
    day: Int32Array.from(days),
    precision: new Uint8Array(rows),
    kg: mass,
    kgLow: mass,
    kgHigh: mass,
    conversion: new Uint8Array(rows),
    events: null,
    grain: null,
    breaks: [],
    codes: {
      source: constant('source', 'invented'),
      country: constant('country', 'AAA'),
      ...Object.fromEntries([...codes].map(([facet, values]) => [facet, columnOf(facet, values)])),
    },
  };
}

function columnOf(facet: CodeFacet, values: string[]): CodeColumn {
  const codes = [...new Set(values)].sort();
  return { facet, codes, sets: codes.map((_, at) => [at]), values: Uint16Array.from(values, (value) => codes.indexOf(value)) };
}
