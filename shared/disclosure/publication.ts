import type { AnalysisResult } from '../analysis/run.ts';
import { hasBit } from '../columns/bitmap.ts';
import { select } from '../columns/select.ts';
import type { ColumnTable } from '../columns/table.ts';
import { EVERYTHING, type Filter } from '../domain/filter.ts';
import type { AskedTable, Earlier } from './figures.ts';
import { cellFinder, type Plan, type PlannedCell, planTables } from './plan.ts';
import { type CellKeys, cellName, type Measure, type Question, questionName } from './question.ts';
import { type ReadTable, readTable } from './read-table.ts';
import { bearerOf, restrictTo } from './restrict.ts';
import { isActive, type Rule, strictestRule } from './rules.ts';

/** Everything that is to leave with a pack, whatever the language. */
export interface Publication {
  table: ColumnTable;
  results: readonly { filter: Filter; result: AnalysisResult }[];
  ruleOf(handling: string): Rule;
  earlier: readonly Earlier[];
  alive?: () => void;
}

/** What was decided. Undefined for a cell: no protected record stands in it or in its table. */
export interface Decision {
  plan: Plan;
  /** Handling codes whose records are protected. */
  handling: string[];
  /** How a table is read; null where it is not made of cells and thus must not leave. */
  read(result: AnalysisResult, block: number, filter: Filter): ReadTable | null;
  cell(filter: Filter, read: ReadTable, measure: Measure, keys: CellKeys): PlannedCell | undefined;
  isWithheld(filter: Filter, read: ReadTable): boolean;
  total(filter: Filter): PlannedCell | undefined;
  repeats(filter: Filter): PlannedCell | undefined;
  undated(filter: Filter): PlannedCell | undefined;
}

/** Null where no rule protects any record that is there. */
export function decide({ table, results, ruleOf, earlier, alive }: Publication): Decision | null {
  const part = protectedPart(table, ruleOf);
  if (!part) return null;
  const { handling, columns, rule } = part;
  const reads = new Map<string, ReadTable | null>();
  const asked = new Map<string, AskedTable>();
  const ask = (question: Question, cells: CellKeys[]): void => {
    const known = asked.get(questionName(question))?.cells ?? [];
    const all = new Map([...known, ...cells].map((keys) => [cellName(keys), keys]));
    asked.set(questionName(question), { question, cells: [...all.values()] });
  };
  for (const filter of [EVERYTHING, ...results.map((one) => one.filter)]) {
    for (const question of standing(filter)) if (isCarried(table, question)) ask(question, [cellOf(question)]);
  }
  for (const { result, filter } of results) {
    result.blocks.forEach((block, at) => {
      if (block.kind !== 'table') return;
      const read = readTable(block, { table, filter, settings: result.settings });
      reads.set(placeOf(result, at, filter), read);
      if (!read) return;
      for (const measure of Object.keys(read.measures) as Measure[]) ask({ filter, dimensions: read.dimensions, measure }, read.keys);
    });
  }
  const plan = planTables({ columns, rule, asked: [...asked.values()], earlier, ...(alive ? { alive } : {}) });
  return { ...lookups(plan, reads, [...asked.keys()]), plan, handling };
}

/** The records that a rule protects, by which handling codes, and the strictest of their rules; null where there are none. */
export function protectedPart(
  table: ColumnTable,
  ruleOf: (handling: string) => Rule,
): { handling: string[]; columns: ColumnTable; rule: Rule } | null {
  const codes = table.codes.handling?.codes ?? [''];
  const handling = codes.filter((code) => isActive(ruleOf(code)));
  if (handling.length === 0) return null;
  const isProtected = bearerOf(table.codes.handling, (code) => handling.includes(code)) ?? (() => true);
  const columns = restrictTo(table, isProtected);
  return columns.rows === 0 ? null : { handling, columns, rule: strictestRule(handling.map(ruleOf)) };
}

/** What every document says beside its tables: how many cases, repeats and undated ones. */
function standing(filter: Filter): [Question, Question, Question] {
  return [
    { filter, dimensions: [], measure: 'cases' },
    { filter: { all: [...filter.all, { facet: 'repeat', in: ['repeat'] }] }, dimensions: [], measure: 'cases' },
    { filter, dimensions: [{ facet: 'date', by: 'year' }], measure: 'cases' },
  ];
}

function isCarried(table: ColumnTable, { filter }: Question): boolean {
  return table.codes.repeat !== undefined || !JSON.stringify(filter.all.at(-1) ?? '').includes('"repeat"');
}

/** The key of a date that names no year. */
const NO_YEAR = '';

function cellOf({ dimensions }: Question): CellKeys {
  return dimensions.map(() => NO_YEAR);
}

function placeOf({ analysis, settings }: AnalysisResult, block: number, filter: Filter): string {
  return JSON.stringify([analysis, settings, block, filter]);
}

function lookups(plan: Plan, reads: ReadonlyMap<string, ReadTable | null>, names: string[]): Omit<Decision, 'plan' | 'handling'> {
  const places = new Map(names.map((name, at) => [name, at]));
  const finders = plan.tables.map(cellFinder);
  const placeIn = (question: Question): number => places.get(questionName(question)) ?? -1;
  const cell = (question: Question, keys: CellKeys): PlannedCell | undefined => finders[placeIn(question)]?.(keys);
  const one = (filter: Filter, which: 0 | 1 | 2): PlannedCell | undefined => {
    const question = standing(filter)[which];
    const found = cell(question, cellOf(question));
    return found && plan.tables[placeIn(question)]?.withheld ? { ...found, state: 'secondary' } : found;
  };
  return {
    read: (result, block, filter) => reads.get(placeOf(result, block, filter)) ?? null,
    cell: (filter, { dimensions }, measure, keys) => cell({ filter, dimensions, measure }, keys),
    isWithheld: (filter, { dimensions }) => plan.tables[placeIn({ filter, dimensions, measure: 'cases' })]?.withheld ?? true,
    total: (filter) => one(filter, 0),
    repeats: (filter) => one(filter, 1),
    undated: (filter) => one(filter, 2),
  };
}

/** Sources with protected records that a filter selects. */
export function sourcesUnder(table: ColumnTable, filter: Filter, isWanted: (handling: string) => boolean): string[] {
  const column = table.codes.handling;
  const wanted = column?.codes.filter(isWanted) ?? [];
  if (wanted.length === 0 || !table.codes.source) return [];
  const { bits } = select(table, { all: [...filter.all, { facet: 'handling', in: wanted }] });
  const { codes, sets, values } = table.codes.source;
  const found = new Set<number>();
  for (let row = 0; row < table.rows; row++) {
    if (hasBit(bits, row)) for (const code of sets[values[row] as number] as number[]) found.add(code);
  }
  return [...found].map((code) => codes[code] as string).sort();
}
