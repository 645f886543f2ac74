import { createRandom } from '../../electron/service/sample/random.ts';
import { type FittedTrial, fitTrial, type JudgedTest, judgeTrial, pooledDispersion, withQ } from '../../shared/signals/run-tests.ts';
import { scanSettings } from '../../shared/signals/settings.ts';
import { inThreads } from '../support/in-threads.ts';
import { drawCount, MONTHS, steadySeries, TIMES } from '../support/simulate-series.ts';

/**
 * The scan on invented workspaces of 200 series over 96 months: in how many of those without any change it raises a signal at q ≤ 0.05 (at most 7 %),
 * and how often it finds a planted combination that was never seen before, and a planted rise. `node test/validate/signals.ts [WORKSPACES]`
 */
const LIMIT = 0.07;
const LAST = MONTHS - 1;
const SIZES = [3, 5, 10];
const FACTORS = [2, 3, 5];
const settings = scanSettings.parse({});

interface Tally {
  workspaces: number;
  tests: number;
  alarmed: number;
  kinds: Record<string, number>;
  /** Found, by size of what was planted. */
  fresh: number[];
  rises: number[];
}

/** Tests the last month of each series that has enough cases. */
function signalsOf(all: Float64Array[]): { series: Float64Array[]; hits: JudgedTest[]; fitted: FittedTrial[]; tests: number } {
  const series = all.filter((counts) => counts.reduce((sum, count) => sum + count, 0) >= settings.minimum);
  const fitted = series.flatMap((counts) => fitTrial({ series: { counts, from: 0 }, at: LAST }, TIMES, settings) ?? []);
  const prior = pooledDispersion(fitted);
  const tests = withQ(fitted.map((trial) => judgeTrial(trial, prior, settings)));
  return { series, fitted, tests: tests.length, hits: tests.filter(({ q }) => q <= settings.q) };
}

function isFound(planted: Float64Array, all: Float64Array[]): boolean {
  const { fitted, hits } = signalsOf(all);
  return hits.some(({ trial, observed, expected }) => fitted[trial]?.series.counts === planted && observed > expected);
}

function run(from: number, to: number): Tally {
  const tally: Tally = { workspaces: to - from, tests: 0, alarmed: 0, kinds: {}, fresh: SIZES.map(() => 0), rises: FACTORS.map(() => 0) };
  for (let seed = from; seed < to; seed++) {
    const { hits, tests } = signalsOf(steadySeries(seed));
    tally.tests += tests;
    if (hits.length > 0) tally.alarmed++;
    for (const { kind } of hits) tally.kinds[kind] = (tally.kinds[kind] ?? 0) + 1;
    plantFresh(seed, tally);
    plantRise(seed, tally);
  }
  return tally;
}

/** One of the 200 combinations was never seen, and then `size` times in the last month. */
function plantFresh(seed: number, { fresh }: Tally): void {
  const steady = steadySeries(1_000_000 + seed, 199);
  SIZES.forEach((size, at) => {
    const planted = new Float64Array(MONTHS);
    planted[LAST] = size;
    if (isFound(planted, [...steady, planted])) fresh[at] = (fresh[at] ?? 0) + 1;
  });
}

/** One of about eight cases a month, twice as variable as Poisson, rises by a factor. */
function plantRise(seed: number, { rises }: Tally): void {
  const steady = steadySeries(2_000_000 + seed, 199);
  FACTORS.forEach((factor, at) => {
    const random = createRandom(3_000_000 + seed);
    const planted = Float64Array.from({ length: MONTHS }, (_, month) => drawCount(month === LAST ? 8 * factor : 8, 2, random));
    if (isFound(planted, [...steady, planted])) rises[at] = (rises[at] ?? 0) + 1;
  });
}

function print(tallies: Tally[]): void {
  const sum = (pick: (tally: Tally) => number): number => tallies.reduce((all, tally) => all + pick(tally), 0);
  const workspaces = sum(({ workspaces }) => workspaces);
  const share = (n: number): string => `${((100 * n) / workspaces).toFixed(1)} %`;
  const alarmed = sum((tally) => tally.alarmed);
  const lines = [
    `Workspaces without change: ${workspaces} of 200 series × ${MONTHS} months, ${Math.round(sum(({ tests }) => tests) / workspaces)} tests each`,
    `  with any signal at q ≤ ${settings.q}: ${alarmed} (${share(alarmed)}, limit ${(100 * LIMIT).toFixed(0)} %)`,
    ...[...new Set(tallies.flatMap(({ kinds }) => Object.keys(kinds)))].map(
      (kind) => `  ${kind}: ${sum(({ kinds }) => kinds[kind] ?? 0)} signals`,
    ),
    ...SIZES.map(
      (size, at) => `A combination never seen before, with ${size} cases: found in ${share(sum(({ fresh }) => fresh[at] ?? 0))}`,
    ),
    ...FACTORS.map((factor, at) => `A series of 8 cases a month times ${factor}: found in ${share(sum(({ rises }) => rises[at] ?? 0))}`),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = alarmed / workspaces > LIMIT ? 1 : 0;
}

await inThreads(import.meta.url, Number(process.argv[2] ?? 1000), run, print);
