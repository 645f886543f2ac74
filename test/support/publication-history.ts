import type { Dimension } from '../../shared/columns/axis.ts';
import type { ColumnTable } from '../../shared/columns/table.ts';
import type { AskedTable, Earlier } from '../../shared/disclosure/figures.ts';
import { type Plan, type PlannedTable, planTables } from '../../shared/disclosure/plan.ts';
import type { CellKeys, Measure } from '../../shared/disclosure/question.ts';
import type { Rule } from '../../shared/disclosure/rules.ts';
import type { Clause } from '../../shared/domain/filter.ts';
import { type PlainRow, tableOf } from './column-rows.ts';
import type { Statement } from './linear-attack.ts';
import { drawnBeside } from './published-charts.ts';

/** Numbers from 0 to 1 that follow from a seed (mulberry32). */
export function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

type Facet = 'country' | 'transport' | 'concealment';

const VALUES: Record<Facet, string[]> = {
  country: ['FRA', 'ESP', 'PRT', 'ITA'],
  transport: ['T1', 'T3', 'T4'],
  concealment: ['C1', 'C2', 'C8', 'C9'],
};
const FACETS = Object.keys(VALUES) as Facet[];
const MONTHS = ['2014-01', '2014-02', '2014-03', '2014-04'];

/** One pack of a history: the records that were there, and the tables that were asked for. */
interface Step {
  rows: PlainRow[];
  asked: AskedTable[];
}

export interface History {
  steps: Step[];
  plans: Plan[];
}

/** Invented records and one to three packs of one or two tables each, of each measure; between packs records may be added. */
export function randomSteps(seed: number, measures: readonly Measure[]): Step[] {
  const random = chance(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  const rows = Array.from({ length: 15 + Math.floor(random() * 90) }, () => randomRow(random, pick));
  const packs = 1 + Math.floor(random() * 3);
  const grows = random() < 0.4;
  return Array.from({ length: packs }, (_, at) => {
    const there = grows ? rows.slice(0, rows.length - 2 * (packs - 1 - at)) : rows;
    const tables = Array.from({ length: 1 + Math.floor(random() * 2) }, () => randomTable(there, random, pick));
    const asked = tables.flatMap(({ question, cells }) => measures.map((measure) => ({ question: { ...question, measure }, cells })));
    return { rows: there, asked };
  });
}

type Pick = <T>(from: readonly T[]) => T;

function randomRow(random: () => number, pick: Pick): PlainRow {
  const skewed = (values: string[]): string => values[Math.floor(random() ** 2 * values.length)] as string;
  const transport = random() < 0.06 ? ['T3', 'T4'] : [skewed(VALUES.transport)];
  const kg = Math.round(10 ** (random() * 4 - 1) * 1000) / 1000;
  return {
    date: `${pick(MONTHS)}-15`,
    precision: 0,
    kg,
    codes: { country: [skewed(VALUES.country)], transport, concealment: [skewed(VALUES.concealment)] },
  };
}

function randomTable(rows: PlainRow[], random: () => number, pick: Pick): AskedTable {
  const choices: Dimension[] = [...FACETS.map((facet) => ({ facet, level: 2 }) as const), { facet: 'date', by: 'month' }];
  const first = pick(choices);
  const second = pick(choices.filter((one) => one.facet !== first.facet));
  const dimensions = random() < 0.6 ? [first, second] : [first];
  const question = { filter: { all: randomClauses(random, pick) }, dimensions, measure: 'cases' as Measure };
  const inner = random() < 0.7 ? 0.5 : 0;
  const cells = allCells(rows, dimensions).filter((keys) => keys.every((key) => key !== null) || inner > 0);
  return { question, cells: cells.filter((keys) => rowsOfCell(rows, question, keys).length > 0) };
}

function randomClauses(random: () => number, pick: Pick): Clause[] {
  const roll = random();
  if (roll < 0.4) return [];
  if (roll < 0.65) return [{ facet: 'date', from: '2014-01', to: pick(MONTHS) }];
  const facet = pick(FACETS);
  const clause: Clause = { facet, in: VALUES[facet].filter(() => random() < 0.7) };
  return roll < 0.85 ? [clause] : [{ not: { facet, in: [pick(VALUES[facet])] } }];
}

/** Every combination of keys, sums over dimensions among them. */
function allCells(rows: PlainRow[], dimensions: Dimension[]): CellKeys[] {
  return dimensions.reduce<CellKeys[]>(
    (all, dimension) => {
      const keys = [...new Set(rows.flatMap((row) => keysOf(row, dimension)))].sort();
      return all.flatMap((one) => [...keys, null].map((key) => [...one, key]));
    },
    [[]],
  );
}

function keysOf(row: PlainRow, dimension: Dimension): string[] {
  return dimension.facet === 'date' ? [(row.date as string).slice(0, 7)] : (row.codes[dimension.facet] as string[]);
}

/** Which rows stand in a cell, told from the rows themselves and not by the column engine. */
export function rowsOfCell(rows: PlainRow[], { filter, dimensions }: AskedTable['question'], keys: CellKeys): number[] {
  return rows.flatMap((row, at) => {
    const isIn =
      filter.all.every((clause) => admits(row, clause)) &&
      dimensions.every((one, place) => keys[place] === null || keysOf(row, one).includes(keys[place] as string));
    return isIn ? [at] : [];
  });
}

function admits(row: PlainRow, clause: Clause): boolean {
  if ('not' in clause) return !admits(row, clause.not);
  if ('in' in clause) return clause.in.some((code) => (row.codes[clause.facet] as string[]).includes(code));
  if ('facet' in clause) return (row.date as string).slice(0, 7) <= String(clause.to);
  throw new Error('not made here');
}

export function tableOfRows(rows: PlainRow[]): ColumnTable {
  return tableOf(rows, FACETS);
}

/** Publishes one pack after the other under a rule. */
export function publish(steps: Step[], rule: Rule): History {
  const earlier: Earlier[] = [];
  const plans = steps.map(({ rows, asked }, at) => {
    const plan = planTables({ columns: tableOfRows(rows), rule, asked, earlier });
    earlier.push(...plan.entries.map((table) => ({ pack: `pack ${at + 1}`, table })));
    return plan;
  });
  return { steps, plans };
}

/** Unknowns are the kinds of record that there are; what was published bounds their sums. */
export interface Riddle {
  unknowns: number;
  statements: Statement[];
  /** Sums that no reader may come near. */
  secrets: { unknowns: number[]; cases: number; doubt: Doubt }[];
  /** Charts that were drawn, and those of them of which a value was kept back. */
  charts: { drawn: number; marked: number };
}

/** Differences of two printed figures of so many cases and more are sums that nobody printed. */
const FEW = 10;

/** What a sum must stay unknown by: a reader must believe that it may be as large, and as small. */
export interface Doubt {
  high?: number;
  low?: number;
  /** So far apart must the least and the largest possible value be. */
  width?: number;
}

/** What a reader of all packs knows of one measure. `doubtOf` says of the rows of a cell what must stay in doubt; null where it may be known. */
export function riddleOf({ steps, plans }: History, measure: Measure, doubtOf: (rows: PlainRow[]) => Doubt | null): Riddle {
  const rows = steps.at(-1)?.rows ?? [];
  const unknownOf = kindsOf(steps, rows);
  const sumOf = (cell: number[]): number[] => [...new Set(cell.map((row) => unknownOf[row] as number))];
  const riddle: Riddle = { unknowns: Math.max(...unknownOf) + 1, statements: [], secrets: [], charts: { drawn: 0, marked: 0 } };
  const keep = (cell: number[], most = Number.POSITIVE_INFINITY): void => {
    if (cell.length >= most) return;
    const doubt = doubtOf(cell.map((row) => rows[row] as PlainRow));
    if (doubt) riddle.secrets.push({ unknowns: sumOf(cell), cases: cell.length, doubt });
  };
  const exact: number[][] = [];
  plans.forEach(({ tables }, at) => {
    for (const { question, cells, withheld } of tables.filter((table) => table.question.measure === measure)) {
      for (const { keys, state, low, high, value } of cells) {
        const cell = rowsOfCell(steps[at]?.rows ?? [], question, keys);
        if (cell.length === 0 || withheld) continue;
        keep(cell);
        const own = cell.reduce((sum, row) => sum + (measure === 'kg' ? (rows[row]?.kg ?? 0) : 1), 0);
        if (Math.abs(own - value) > 1e-6) throw new Error('The plan counts otherwise than the rows.');
        riddle.statements.push({ unknowns: sumOf(cell), low, high });
        if (state === 'shown') exact.push(cell);
      }
    }
    const there = steps[at]?.rows ?? [];
    for (const table of measure === 'cases' ? tables : []) addDrawn(riddle, table, { rows: there, unknownOf });
  });
  for (const whole of exact) for (const part of exact) keep(differenceOf(whole, part), FEW);
  return riddle;
}

/** What a chart beside a table draws of the true values; a record may stand in several of the cells that are drawn together. */
function addDrawn(riddle: Riddle, table: PlannedTable, { rows, unknownOf }: { rows: PlainRow[]; unknownOf: number[] }): void {
  const cellOf = (keys: CellKeys): number[] => rowsOfCell(rows, table.question, keys);
  const drawn = drawnBeside(table, (keys) => cellOf(keys).length);
  if (!drawn) return;
  riddle.charts.drawn += 1;
  if (table.cells.some(({ state }) => state !== 'shown')) riddle.charts.marked += 1;
  for (const { cells, value } of drawn) {
    const held = cells.map((keys) => [...new Set(cellOf(keys).map((row) => unknownOf[row] as number))]);
    const unknowns = [...new Set(held.flat())];
    const weights = unknowns.map((unknown) => held.filter((one) => one.includes(unknown)).length);
    if (unknowns.length > 0) riddle.statements.push({ unknowns, weights, low: value, high: value });
  }
}

/** For each row the number of its kind: rows that no question could tell apart are of one kind. */
function kindsOf(steps: Step[], rows: PlainRow[]): number[] {
  const kinds = new Map<string, number>();
  const ages = steps.map((step) => step.rows.length);
  return rows.map((row, at) => {
    const name = JSON.stringify([row.date, row.codes, ages.filter((age) => age <= at).length]);
    kinds.set(name, kinds.get(name) ?? kinds.size);
    return kinds.get(name) as number;
  });
}

/** Rows of one cell that another, which lies in it, does not hold; none when it does not lie in it. */
function differenceOf(whole: number[], part: number[]): number[] {
  const inside = new Set(whole);
  if (part.length >= whole.length || !part.every((row) => inside.has(row))) return [];
  const held = new Set(part);
  return whole.filter((row) => !held.has(row));
}
