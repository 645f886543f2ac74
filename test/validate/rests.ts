import { createRandom, type Random } from '../../electron/service/sample/random.ts';
import type { CodeColumn, ColumnTable } from '../../shared/columns/table.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import { EVERYTHING } from '../../shared/domain/filter.ts';
import { scan } from '../../shared/signals/scan.ts';
import { scanSettings } from '../../shared/signals/settings.ts';
import { inThreads } from '../support/in-threads.ts';
import { drawCount, MONTHS } from '../support/simulate-series.ts';

/**
 * The scan on invented workspaces of 200 series over 96 months by four reporters, of whom one reports in another way since at most half a year, as is
 * confirmed, and in half of the workspaces another has sent nothing since at most half a year. Nothing else changes: in how many there is a signal at
 * q ≤ 0.05 (at most 7 %), whatever it is of. And how often a rise of what the others report is found. `node test/validate/rests.ts [WORKSPACES]`
 */
const LIMIT = 0.07;
const [SERIES, REPORTERS, WIDTH, LAST] = [200, 4, 20, MONTHS - 1];
const FACTORS = [0.1, 0.3, 3, 10];
const RISES = [2, 3, 5];
const settings = scanSettings.parse({ facets: 'transport,departed', month: monthName(LAST) });

interface Tally {
  workspaces: number;
  tested: number;
  rests: number;
  alarmed: number;
  /** Workspaces in which another is silent, and those of them with a signal. */
  silent: number;
  silentAlarmed: number;
  /** With a signal of a rest. */
  ofRests: number;
  rises: number[];
}

/** Cases by series, reporter and month. */
type Counts = Float64Array[][];

/** Each series is shared out among the reporters in its own way; each reporter's cases vary on their own. */
function steadyCounts(random: Random): Counts {
  return Array.from({ length: SERIES }, () => {
    const mean = 0.02 * (40 / 0.02) ** random.next();
    return drawSeries(mean, random.next() < 0.4 ? 1 : 1 + 3 * random.next(), random);
  });
}

function drawSeries(mean: number, phi: number, random: Random): Float64Array[] {
  const weights = Array.from({ length: REPORTERS }, () => random.next() ** 2);
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const [wave, start] = [random.next() < 0.5 ? 0 : 0.5 * random.next(), 2 * Math.PI * random.next()];
  return weights.map((weight) =>
    Float64Array.from({ length: MONTHS }, (_, month) =>
      drawCount(((mean * weight) / all) * (1 + wave * Math.sin((2 * Math.PI * month) / 12 + start)), phi, random),
    ),
  );
}

interface Workspace {
  counts: Counts;
  breakAt: number;
  isSilent: boolean;
}

/** The first reporter changes; the second may fall silent. */
function workspaceOf(seed: number, planted: Counts = []): Workspace {
  const random = createRandom(seed);
  const counts = [...steadyCounts(random), ...planted];
  const breakAt = LAST - random.below(7);
  const factor = FACTORS[random.below(FACTORS.length)] as number;
  const silentFrom = random.next() < 0.5 ? LAST - 2 - random.below(4) : MONTHS;
  for (const [changed, silent] of counts as [Float64Array, Float64Array][]) {
    for (let month = breakAt; month < MONTHS; month++) changed[month] = drawCount((changed[month] as number) * factor, 1, random);
    silent.fill(0, silentFrom);
  }
  return { counts, breakAt, isSilent: silentFrom < MONTHS };
}

/** One row for all the cases of a series, reporter and month. */
function tableOf({ counts, breakAt }: Omit<Workspace, 'isSilent'>): ColumnTable {
  const cells = counts.flatMap((own, series) =>
    own.flatMap((cases, reporter) =>
      Array.from(cases, (events, month) => ({ series, reporter, month, events })).filter(({ events }) => events > 0),
    ),
  );
  const rows = cells.length;
  const column = (facet: CodeFacet, letter: string, length: number, pick: (cell: (typeof cells)[number]) => number): CodeColumn => ({
    facet,
    codes: Array.from({ length }, (_, code) => `${letter}${code}`),
    sets: Array.from({ length }, (_, code) => [code]),
    values: Uint16Array.from(cells, pick),
  });
  const mass = new Float64Array(rows).fill(1);
  return {
    rows,
    dataVersion: 1,
    ids: Uint32Array.from(cells, (_, at) => at + 1),
    day: Int32Array.from(cells, ({ month }) => Date.UTC(2005, month, 15) / 86_400_000),
    precision: new Uint8Array(rows),
    kg: mass,
    kgLow: mass,
    kgHigh: mass,
    conversion: new Uint8Array(rows),
    events: Uint32Array.from(cells, ({ events }) => events),
    grain: null,
    breaks: [{ source: 'S0', reporter: 'X0', at: `${monthName(breakAt)}-01`, state: 'confirmed' }],
    codes: {
      transport: column('transport', 'A', WIDTH, ({ series }) => series % WIDTH),
      departed: column('departed', 'B', Math.ceil((SERIES + 1) / WIDTH), ({ series }) => Math.floor(series / WIDTH)),
      country: column('country', 'X', REPORTERS, ({ reporter }) => reporter),
      source: column('source', 'S', 1, () => 0),
    },
  };
}

function monthName(month: number): string {
  return `${2005 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

function run(from: number, to: number): Tally {
  const tally: Tally = {
    workspaces: to - from,
    tested: 0,
    rests: 0,
    alarmed: 0,
    silent: 0,
    silentAlarmed: 0,
    ofRests: 0,
    rises: RISES.map(() => 0),
  };
  for (let seed = from; seed < to; seed++) {
    const workspace = workspaceOf(seed);
    const found = scan(tableOf(workspace), EVERYTHING, settings);
    tally.tested += found.tested;
    tally.rests += found.rests.length;
    if (found.signals.length > 0) tally.alarmed++;
    if (workspace.isSilent) tally.silent++;
    if (workspace.isSilent && found.signals.length > 0) tally.silentAlarmed++;
    if (found.signals.some(({ leftOut }) => leftOut.length > 0)) tally.ofRests++;
    plantRise(seed, tally);
  }
  return tally;
}

/** One more series, of about four cases a month by each of the four, twice as variable as Poisson: those of the last two rise by a factor. */
function plantRise(seed: number, { rises }: Tally): void {
  RISES.forEach((factor, at) => {
    const random = createRandom(5_000_000 + seed);
    const rate = (reporter: number, month: number): number => (reporter >= 2 && month === LAST ? 4 * factor : 4);
    const planted = Array.from({ length: REPORTERS }, (_, reporter) =>
      Float64Array.from({ length: MONTHS }, (_, month) => drawCount(rate(reporter, month), 2, random)),
    );
    const { signals } = scan(tableOf(workspaceOf(seed, [planted])), EVERYTHING, settings);
    const [transport, departed] = [`A${SERIES % WIDTH}`, `B${Math.floor(SERIES / WIDTH)}`];
    if (signals.some(({ parts, observed, expected }) => parts[0]?.code === transport && parts[1]?.code === departed && observed > expected))
      rises[at] = (rises[at] ?? 0) + 1;
  });
}

function print(tallies: Tally[]): void {
  const sum = (pick: (tally: Tally) => number): number => tallies.reduce((all, tally) => all + pick(tally), 0);
  const workspaces = sum((tally) => tally.workspaces);
  const share = (n: number): string => `${((100 * n) / workspaces).toFixed(1)} %`;
  const alarmed = sum((tally) => tally.alarmed);
  const lines = [
    `Workspaces in which one of ${REPORTERS} reporters reports otherwise, and nothing else changes: ${workspaces} of ${SERIES} series × ${MONTHS} months, ${Math.round(sum(({ tested }) => tested) / workspaces)} series tested each, ${Math.round(sum(({ rests }) => rests) / workspaces)} of them without a reporter`,
    `  with any signal at q ≤ ${settings.q}: ${alarmed} (${share(alarmed)}, limit ${(100 * LIMIT).toFixed(0)} %); with one of a rest: ${share(sum(({ ofRests }) => ofRests))}`,
    `  of them with another reporter silent: ${sum(({ silent }) => silent)}, with any signal: ${sum(({ silentAlarmed }) => silentAlarmed)}`,
    ...RISES.map(
      (factor, at) =>
        `A rise of what the last two report, ${factor} times 8 cases a month: found in ${share(sum(({ rises }) => rises[at] ?? 0))}`,
    ),
  ];
  process.stdout.write(`${lines.join('\n')}\n`);
  process.exitCode = alarmed / workspaces > LIMIT ? 1 : 0;
}

await inThreads(import.meta.url, Number(process.argv[2] ?? 1000), run, print);
