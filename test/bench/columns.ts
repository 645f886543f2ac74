import { loadavg } from 'node:os';
import { groupBy } from '../../shared/columns/group-by.ts';
import { select } from '../../shared/columns/select.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import { generateTable } from '../support/generate-table.ts';
import { makeQuestions, type Question, sqlOf } from './questions.ts';
import { openDuckdb, openSqlite, type Rival } from './rivals.ts';

/**
 * Filter and two-dimensional group-by over one million generated cases: our column engine in one thread, beside DuckDB and SQLite on the same
 * questions. Counts and sums are compared before times are. `node test/bench/columns.ts [ROWS]`
 */
const rows = Number(process.argv[2] ?? 1_000_000);
const [WARM_UP, ASKED, ASKED_OF_SQLITE] = [40, 200, 25];
const LIMIT_MS = 16;

const table = generateTable(rows, 1);
const questions = makeQuestions(table, WARM_UP + ASKED, 2);
const [load = 0] = loadavg();
if (load > 1) process.stdout.write(`Other work runs on this machine (load ${load.toFixed(1)}): times of all engines are too long.\n`);
const ours = timeOurs(table, questions);
print([['Stowage, one thread', ours]], ours);
const results: [string, number[]][] = [['Stowage, one thread', ours]];
for (const [open, asked] of [
  [() => openDuckdb(table, false), ASKED],
  [() => openDuckdb(table, true), ASKED],
  [async () => openSqlite(table), ASKED_OF_SQLITE],
] as [() => Promise<Rival>, number][]) {
  results.push(await timeRival(await open(), asked));
}
print(results, ours);
process.exitCode = quantile(ours, 0.95) <= LIMIT_MS || rows < 1_000_000 ? 0 : 1;

function answer(data: ColumnTable, { clauses, dimensions }: Question) {
  return groupBy(data, select(data, { all: clauses }), dimensions);
}

function timeOurs(data: ColumnTable, asked: Question[]): number[] {
  const times = asked.map((question) => {
    const start = performance.now();
    answer(data, question);
    return performance.now() - start;
  });
  return times.slice(WARM_UP);
}

async function timeRival(rival: Rival, asked: number): Promise<[string, number[]]> {
  const times: number[] = [];
  const text = rival.name.includes('text');
  for (const [at, question] of questions.slice(WARM_UP - 5, WARM_UP + asked).entries()) {
    const sql = sqlOf(table, question, text);
    const start = performance.now();
    const found = await rival.ask(sql);
    if (at >= 5) times.push(performance.now() - start);
    compare(rival.name, question, found);
  }
  rival.close();
  return [rival.name, times];
}

/** Throws when a rival's totals are not ours: then the times compare nothing. */
function compare(name: string, question: Question, found: unknown[][]): void {
  const { total } = answer(table, question);
  const sum = (column: number): number => found.reduce((all, row) => all + Number(row[column] ?? 0), 0);
  const cases = sum(2);
  const isSame = cases === total.cases && sum(3) === total.withMass && Math.abs(sum(4) - total.kg) <= 1e-9 * Math.max(1, total.kg);
  if (!isSame) throw new Error(`${name} counts ${cases} cases where Stowage counts ${total.cases}: ${JSON.stringify(question)}`);
}

function quantile(times: number[], share: number): number {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)] as number;
}

function print(lines: [string, number[]][], base: number[]): void {
  const [middle, high] = [quantile(base, 0.5), quantile(base, 0.95)];
  process.stdout.write(`\nFilter and two-dimensional group-by with four sums, ${rows} invented cases\n`);
  process.stdout.write(
    `${'engine'.padEnd(38)}${'p50 ms'.padStart(9)}${'p95 ms'.padStart(9)}${'p50 ×'.padStart(8)}${'p95 ×'.padStart(8)}${'asked'.padStart(8)}\n`,
  );
  for (const [name, times] of lines) {
    const [p50, p95] = [quantile(times, 0.5), quantile(times, 0.95)];
    const cells = [
      p50.toFixed(1).padStart(9),
      p95.toFixed(1).padStart(9),
      (p50 / middle).toFixed(1).padStart(8),
      (p95 / high).toFixed(1).padStart(8),
    ];
    process.stdout.write(`${name.padEnd(38)}${cells.join('')}${String(times.length).padStart(8)}\n`);
  }
}
