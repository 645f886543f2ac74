import { loadavg } from 'node:os';
import { explorePanels } from '../../electron/service/explore/panels.ts';
import { prepareExplorer } from '../../electron/service/explore/prepare.ts';
import { createRandom } from '../../electron/service/sample/random.ts';
import { type Asker, createAsker } from '../../electron/service/scan/ask.ts';
import { createScanPool } from '../../electron/service/scan/pool.ts';
import { topFlows } from '../../shared/columns/flows.ts';
import type { Answer, Question } from '../../shared/columns/questions.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import { withoutFacet } from '../../shared/domain/filter.ts';
import { createWording } from '../../shared/report/create-wording.ts';
import { generateTable } from '../support/generate-table.ts';
import { openPanelDuckdb, openPanelSqlite, type PanelRival } from './panel-rivals.ts';
import { type Question as Asked, clausesOf } from './questions.ts';

/**
 * The explorer's six panels after a change of filter: our engine with all cores beside DuckDB with as many threads and SQLite, on the same
 * questions. Each panel leaves out the clauses on its own facets. Counts and sums are compared before times are. Last, the explorer's whole
 * answer as the screen gets it, with three columns of flows, routes of the map and totals.
 * `node test/bench/panels.ts [ROWS…]`
 */
const sizes = process.argv.slice(2).map(Number);
const [WARM_UP, ASKED, ASKED_OF_DUCKDB, ASKED_OF_SQLITE] = [30, 120, 60, 4];
/** Milliseconds at p95 for so many million cases. */
const LIMITS: Record<number, { panel: number; six: number }> = { 1: { panel: 16, six: 33 }, 3: { panel: 48, six: 100 } };
const FLOW = ['departed', 'destined'] as const;

/** The panels, with the facets whose clauses each leaves out. */
const PANELS: { name: string; own: string[]; dimensions: Question['dimensions'] }[] = [
  {
    name: 'time by transport',
    own: ['date', 'transport'],
    dimensions: [
      { facet: 'date', by: 'month' },
      { facet: 'transport', level: 1 },
    ],
  },
  {
    name: 'concealment by transport',
    own: ['concealment', 'transport'],
    dimensions: [
      { facet: 'concealment', level: 1 },
      { facet: 'transport', level: 1 },
    ],
  },
  { name: 'ranked drugs', own: ['drug'], dimensions: [{ facet: 'drug', level: 1 }] },
  { name: 'countries', own: ['country'], dimensions: [{ facet: 'country', level: 2 }] },
  { name: 'case size', own: ['mass'], dimensions: [{ facet: 'mass', by: 'step' }] },
  { name: 'routes', own: [...FLOW], dimensions: [{ flow: [...FLOW], level: 2 }] },
];

type Row = [string, number[]];

const medians: { rows: number; six: number }[] = [];

for (const rows of sizes.length > 0 ? sizes : [1_000_000, 3_000_000]) await benchmark(rows);

async function benchmark(rows: number): Promise<void> {
  const before = memory();
  const table = generateTable(rows, 1);
  const filters = makeFilters(table, WARM_UP + ASKED, 3);
  const pool = createScanPool();
  const asker = createAsker(pool);
  const [ours, six, computing] = await timeOurs(table, asker, filters, pool.size);
  const whole = await timeExplorer(table, asker, makeFilters(table, WARM_UP + ASKED / 2, 4));
  const perCase = (memory() - before) / rows;
  print(rows, pool.size, { panels: ours, six, computing, whole }, perCase);
  const rivals = [
    () => openPanelDuckdb(table, PANELS, false),
    () => openPanelDuckdb(table, PANELS, true),
    () => openPanelSqlite(table, PANELS),
  ];
  for (const [at, open] of rivals.entries()) {
    const rival = await open();
    const asked = filters.slice(WARM_UP, WARM_UP + (at < 2 ? ASKED_OF_DUCKDB : ASKED_OF_SQLITE));
    await printRival(table, asker, rival, asked, ours, six);
    rival.close();
  }
  await pool.close();
}

/** Filters of one to three clauses, no two alike. */
function makeFilters(table: ColumnTable, count: number, seed: number): Asked['clauses'][] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => clausesOf(table, random));
}

function questionsOf(clauses: Asked['clauses']): Question[] {
  return PANELS.map(({ own, dimensions }) => {
    const filter = own.reduce<{ all: Question['filter']['all'] }>(withoutFacet, { all: clauses });
    return { filter, dimensions, measures: 'mass' };
  });
}

async function answerPanel(table: ColumnTable, asker: Asker, question: Question, at: number): Promise<Answer> {
  const [answer] = await asker.ask(table, [question]);
  if (at === 5) topFlows((answer as Answer).grouped, 20);
  return answer as Answer;
}

/** Times of each panel alone, and of all six with the quantiles of size in one go. Filters for the two differ, so that neither finds the other's work. */
async function timeOurs(
  table: ColumnTable,
  asker: Asker,
  filters: Asked['clauses'][],
  threads: number,
): Promise<[Row[], number[], number[]]> {
  const panels = PANELS.map(({ name }): Row => [name, []]);
  const [six, computing]: [number[], number[]] = [[], []];
  for (const [round, clauses] of filters.entries()) {
    const questions = questionsOf(clauses);
    if (round % 2 === 0) {
      const start = performance.now();
      const cpu = process.cpuUsage();
      const answers = await asker.ask(table, questions);
      topFlows((answers[5] as Answer).grouped, 20);
      await asker.quantiles(table, questions[4] as Question, answers[4] as Answer, [0.5, 0.9]);
      if (round < WARM_UP) continue;
      six.push(performance.now() - start);
      const { user, system } = process.cpuUsage(cpu);
      computing.push((user + system) / 1000 / threads);
      continue;
    }
    for (const [at, question] of questions.entries()) {
      const start = performance.now();
      await answerPanel(table, asker, question, at);
      if (round >= WARM_UP) (panels[at] as Row)[1].push(performance.now() - start);
    }
  }
  return [panels, six, computing];
}

async function timeExplorer(table: ColumnTable, asker: Asker, filters: Asked['clauses'][]): Promise<number[]> {
  const [choices, words] = [{ split: 'drug', ranked: 'drug', map: 'country' } as const, createWording('en')];
  const times: number[] = [];
  for (const all of filters) {
    const start = performance.now();
    await prepareExplorer(asker, table, { all }, choices);
    explorePanels(table, { all }, choices, words);
    times.push(performance.now() - start);
  }
  return times.slice(WARM_UP);
}

async function printRival(
  table: ColumnTable,
  asker: Asker,
  rival: PanelRival,
  filters: Asked['clauses'][],
  ours: Row[],
  six: number[],
): Promise<void> {
  const panels = PANELS.map(({ name }): Row => [name, []]);
  const all: number[] = [];
  for (const clauses of filters) {
    let sum = 0;
    for (const [at, question] of questionsOf(clauses).entries()) {
      const start = performance.now();
      const found = await rival.ask(at, question.filter.all as Asked['clauses']);
      const took = performance.now() - start;
      (panels[at] as Row)[1].push(took);
      sum += took;
      const [answer] = await asker.ask(table, [question]);
      compare(rival.name, question, found, answer as Answer);
    }
    all.push(sum);
  }
  process.stdout.write(`\n${rival.name}\n`);
  for (const [at, [name, times]] of panels.entries()) printLine(name, times, (ours[at] as Row)[1]);
  printLine('all six, one after another', all, six);
}

/** Throws when a rival's totals are not ours: then the times compare nothing. */
function compare(name: string, question: Question, found: { cases: number; kg: number }, { grouped }: Answer): void {
  const { cases, kg } = grouped.total;
  if (found.cases !== cases || Math.abs(found.kg - kg) > 1e-9 * Math.max(1, kg)) {
    throw new Error(
      `${name} counts ${found.cases} cases and ${found.kg} kg where Stowage counts ${cases} and ${kg}: ${JSON.stringify(question)}`,
    );
  }
}

interface Times {
  panels: Row[];
  six: number[];
  computing: number[];
  whole: number[];
}

function print(rows: number, threads: number, { panels, six, computing, whole }: Times, perCase: number): void {
  const [load = 0] = loadavg();
  process.stdout.write(
    `\nSix panels after a change of filter, ${rows} invented cases, ${threads} threads (load of the machine ${load.toFixed(1)})\n`,
  );
  process.stdout.write(`${'Stowage'.padEnd(38)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}\n`);
  for (const [name, times] of panels) printLine(name, times);
  printLine('all six, with median and P90', six);
  printLine('  of which computing, if evenly shared', computing);
  printLine("the explorer's answer as on screen", whole);
  process.stdout.write(`memory with all that panels keep: ${perCase.toFixed(0)} bytes for each case\n`);
  const limit = LIMITS[rows / 1e6];
  if (limit) {
    const slowest = Math.max(...panels.map(([, times]) => quantile(times, 0.95)));
    const isMet = slowest <= limit.panel && Math.max(quantile(six, 0.95), quantile(whole, 0.95)) <= limit.six && perCase <= 500;
    process.stdout.write(`limits: ${limit.panel} ms for a panel, ${limit.six} ms for all, 500 bytes: ${isMet ? 'met' : 'NOT met'}\n`);
    if (!isMet) process.exitCode = 1;
  }
  medians.push({ rows, six: quantile(six, 0.5) });
  const [first] = medians as [(typeof medians)[number]];
  if (first.rows !== rows) {
    process.stdout.write(`${rows / first.rows} times the cases take ${(quantile(six, 0.5) / first.six).toFixed(2)} times as long\n`);
  }
}

/** With `base`, also how many times as long as ours. */
function printLine(name: string, times: number[], base?: number[]): void {
  const at = (share: number): string => {
    const value = quantile(times, share);
    return base ? `${value.toFixed(1).padStart(9)} (${(value / quantile(base, share)).toFixed(1)}×)` : value.toFixed(1).padStart(9);
  };
  process.stdout.write(`${name.padEnd(38)}${at(0.5)}${at(0.95)}\n`);
}

function quantile(times: number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] as number;
}

/** Bytes held, shared memory among them. */
function memory(): number {
  globalThis.gc?.();
  return process.memoryUsage().rss;
}
