import { createRandom } from '../../electron/service/sample/random.ts';
import { findBreaks } from '../../shared/regime/find-breaks.ts';
import { anyReporting, type Planted, type Reporting, simulateReporting } from '../support/simulate-reporting.ts';

/**
 * The finder of breaks in reporting on invented reporters: how often it reports a break where there is none (at most 5 % of 1,000 series), and how
 * often it finds a planted one within two months. `node test/validate/regimes.ts [SERIES]`
 */
const series = Number(process.argv[2] ?? 1000);
const LIMIT = 0.05;

const PLANTS: readonly (readonly [string, (base: Reporting) => Partial<Reporting>])[] = [
  ['three times the cases', ({ mean }) => ({ mean: mean * 3 })],
  ['ten times the cases', ({ mean }) => ({ mean: mean * 10 })],
  ['a tenth of the case size', ({ medianKg }) => ({ medianKg: medianKg / 10 })],
  ['transport no longer stated', ({ blank }) => ({ blank: { ...blank, transport: 5 } })],
];

function withoutBreak(): { alarmed: number; codes: Map<string, number> } {
  const codes = new Map<string, number>();
  let alarmed = 0;
  for (let seed = 1; seed <= series; seed++) {
    const found = findBreaks(simulateReporting(anyReporting(createRandom(seed)), seed));
    if (found.length > 0) alarmed++;
    for (const { code } of found.flatMap(({ evidence }) => evidence)) codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  return { alarmed, codes };
}

/** Share of planted breaks that are found, among reporters of at least 20 cases a month whose transport is mostly stated. */
function power(changed: (base: Reporting) => Partial<Reporting>, tries: number): { found: number; others: number } {
  let [found, others] = [0, 0];
  for (let seed = 1; seed <= tries; seed++) {
    const random = createRandom(50_000 + seed);
    const drawn = anyReporting(random);
    const base = { ...drawn, mean: Math.max(20, drawn.mean), size: Math.max(4, drawn.size), blank: { ...drawn.blank, transport: -2 } };
    const at = 18 + random.below(base.months - 36);
    const planted: Planted = { at, changed: changed(base) };
    const places = findBreaks(simulateReporting(base, seed, planted)).map((one) => monthIndex(one.at));
    if (places.some((place) => Math.abs(place - at) <= 2)) found++;
    if (places.some((place) => Math.abs(place - at) > 2)) others++;
  }
  return { found: found / tries, others: others / tries };
}

function monthIndex(day: string): number {
  return (Number(day.slice(0, 4)) - 2001) * 12 + Number(day.slice(5, 7)) - 1;
}

const { alarmed, codes } = withoutBreak();
process.stdout.write(
  `Series without a break: ${series}; with a break reported: ${alarmed} (${((100 * alarmed) / series).toFixed(1)} %, limit 5 %)\n`,
);
for (const [code, n] of codes) process.stdout.write(`  ${code}: ${n}\n`);
for (const [name, changed] of PLANTS) {
  const { found, others } = power(changed, Math.ceil(series / 10));
  process.stdout.write(
    `Planted, ${name}: found ${(100 * found).toFixed(0)} %; another reported elsewhere in ${(100 * others).toFixed(0)} %\n`,
  );
}
process.exitCode = alarmed <= LIMIT * series ? 0 : 1;
