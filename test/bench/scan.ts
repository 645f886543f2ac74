import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRandom } from '../../electron/service/sample/random.ts';
import type { CodeColumn, ColumnTable } from '../../shared/columns/table.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import { farringtonControl } from '../../shared/signals/fit-series.ts';
import { scan } from '../../shared/signals/scan.ts';
import { scanSettings } from '../../shared/signals/settings.ts';
import { farringtonAt } from '../../shared/statistics/farrington.ts';
import { drawCount } from '../support/simulate-series.ts';

/**
 * A scan of 5,000 monthly series over 12 years for their latest month, from the columns to the cards, in one thread; the same with one of four
 * reporters in another way since the last quarter, so that the rest is tested; and the detector alone beside R's farringtonFlexible on 200 of the
 * series, where Rscript with surveillance is present. `node test/bench/scan.ts [SERIES]`
 */
const series = Number(process.argv[2] ?? 5000);
const [MONTHS, SAMPLE, LIMIT_MS, WIDTH, REPORTERS] = [144, 200, 3000, 100, 4];
const settings = scanSettings.parse({ facets: 'transport,departed' });

const random = createRandom(1);
const counts = Array.from({ length: series }, () => {
  const mean = 0.1 * 200 ** random.next();
  return Float64Array.from({ length: MONTHS }, () => drawCount(mean, 1.5, random));
});
const [load = 0] = loadavg();
if (load > 1) process.stdout.write(`Other work runs on this machine (load ${load.toFixed(1)}): times are too long.\n`);
const table = tableOf(counts);
const times = [timeScan(table), timeScan({ ...table, breaks: [{ source: 'S0', reporter: 'X0', at: '2016-10-01', state: 'confirmed' }] })];
compareWithR();
process.exitCode = Math.max(...times) <= LIMIT_MS || series < 5000 ? 0 : 1;

/** Milliseconds of the first scan of a table. */
function timeScan(scanned: ColumnTable): number {
  const start = performance.now();
  const found = scan(scanned, EVERYTHING, settings);
  const ms = performance.now() - start;
  process.stdout.write(
    `${scanned.rows} cases, ${found.tested} series tested of ${found.combinations}, ${found.rests.length} of them without a reporter, ${found.tests} tests, ${found.signals.length} signals: ${ms.toFixed(0)} ms (limit ${LIMIT_MS} ms)\n`,
  );
  return ms;
}

function tableOf(all: Float64Array[]): ColumnTable {
  const rows = all.reduce((sum, own) => sum + own.reduce((a, b) => a + b, 0), 0);
  const day = new Int32Array(rows);
  const [transport, departed, country] = [new Uint16Array(rows), new Uint16Array(rows), new Uint16Array(rows)];
  let row = 0;
  all.forEach((own, index) => {
    own.forEach((count, month) => {
      for (let k = 0; k < count; k++, row++) {
        day[row] = Date.UTC(2005, month, 15) / 86_400_000;
        transport[row] = index % WIDTH;
        departed[row] = Math.floor(index / WIDTH);
        country[row] = row % REPORTERS;
      }
    });
  });
  const column = (facet: CodeFacet, letter: string, length: number, values: Uint16Array): CodeColumn => ({
    facet,
    codes: Array.from({ length }, (_, code) => `${letter}${code}`),
    sets: Array.from({ length }, (_, code) => [code]),
    values,
  });
  const mass = (): Float64Array => new Float64Array(rows).fill(1);
  return {
    rows,
    dataVersion: 1,
    ids: new Uint32Array(rows),
    day,
    precision: new Uint8Array(rows),
    kg: mass(),
    kgLow: mass(),
    kgHigh: mass(),
    conversion: new Uint8Array(rows),
    events: null,
    grain: null,
    breaks: [],
    codes: {
      transport: column('transport', 'A', WIDTH, transport),
      departed: column('departed', 'B', Math.ceil(series / WIDTH), departed),
      country: column('country', 'X', REPORTERS, country),
      source: column('source', 'S', 1, new Uint16Array(rows)),
    },
  };
}

function compareWithR(): void {
  const sample = counts.filter((own) => own.reduce((sum, one) => sum + one, 0) >= MONTHS).slice(0, SAMPLE);
  const times = Float64Array.from({ length: MONTHS }, (_, month) => Date.UTC(2005, month, 1) / 86_400_000);
  const control = farringtonControl(settings, settings.b);
  const begin = performance.now();
  for (const own of sample) farringtonAt({ counts: own, time: times, frequency: 12 }, MONTHS - 1, control);
  const ours = (performance.now() - begin) / sample.length;
  const theirs = timeR(sample);
  const line =
    theirs === undefined
      ? 'R with surveillance is not here: no comparison'
      : `R ${theirs.toFixed(2)} ms, ${(theirs / ours).toFixed(0)} times as long`;
  process.stdout.write(`The detector alone, a series: ${ours.toFixed(3)} ms; ${line}\n`);
}

/** Milliseconds a series; undefined without R. */
function timeR(sample: Float64Array[]): number | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'stowage-bench-'));
  try {
    const file = join(folder, 'counts.csv');
    writeFileSync(file, sample.map((own) => own.join(',')).join('\n'));
    const { b, w, noPeriods, thresholdMethod, alpha } = farringtonControl(settings, settings.b);
    const script = `suppressMessages(library(surveillance)); m <- as.matrix(read.csv("${file.replaceAll('\\', '/')}", header = FALSE))
      control <- list(range = ${MONTHS}, b = ${b}, w = ${w}, noPeriods = ${noPeriods}, pastWeeksNotIncluded = ${w}, weightsThreshold = 2.58, reweight = TRUE,
        trend = TRUE, pThresholdTrend = 0.05, thresholdMethod = "${thresholdMethod}", alpha = ${alpha}, powertrans = "2/3", limit54 = c(5, 4), glmWarnings = FALSE)
      one <- function(i) farringtonFlexible(sts(m[i, ], start = c(2005, 1), frequency = 12), control)
      one(1); t <- system.time(for (i in 1:nrow(m)) one(i))[["elapsed"]]; cat("ms", 1000 * t / nrow(m))`;
    const { status, stdout } = spawnSync('Rscript', ['-e', script], { encoding: 'utf8' });
    const match = /ms ([\d.]+)/.exec(stdout ?? '');
    return status === 0 && match ? Number(match[1]) : undefined;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
