import type { ColumnTable } from '../columns/table.ts';
import { type Attempt, attemptPlan } from './attempt.ts';
import { type AskedTable, type Earlier, isTotal, type Known } from './figures.ts';
import { type CellKeys, cellName, type LedgerTable, populationOf, type Question, questionName } from './question.ts';
import type { Rule } from './rules.ts';

/** What may be printed of a cell. `low` and `high` are what a reader may know where it is not shown. */
export interface PlannedCell {
  keys: CellKeys;
  value: number;
  state: 'shown' | 'primary' | 'secondary' | 'rounded';
  low: number;
  high: number;
}

export interface PlannedTable {
  question: Question;
  cells: PlannedCell[];
  /** Nothing of the table may leave, since not even what its filter selects as a whole may be printed or its cells tell on others. */
  withheld: boolean;
}

export interface Plan {
  rule: Rule;
  /** In the order in which they were asked. */
  tables: PlannedTable[];
  /** What is to be remembered when the pack has left. */
  entries: LedgerTable[];
  /** Earlier packs that give a figure away which this rule protects and which no table asked for now touches. */
  unmet: string[];
  /** Cells that are hidden and tables that are withheld because of an earlier pack, by its name. */
  because: Record<string, number>;
}

/** A few seconds of a desktop's core for the first attempt, half as much for each that follows. What is not proved safe by then is withheld. */
const MOST_EFFORT = 1e9;
const LEAST_EFFORT = 2e8;

export interface PlanInput {
  columns: ColumnTable;
  rule: Rule;
  asked: readonly AskedTable[];
  earlier: readonly Earlier[];
  alive?: () => void;
}

/**
 * Decides for every cell of the tables of a pack whether it may be printed beside all that left before. Where hiding single cells cannot
 * protect another, since even that a hidden cell is not zero tells too much, whole tables are withheld.
 * Throws `invalid-input` for a facet the columns do not carry.
 */
export function planTables({ earlier, ...rest }: PlanInput): Plan {
  const input = { ...rest, earlier: distinctTables(earlier) };
  const withheld = new Set<number>();
  const beside: string[] = [];
  for (let most = MOST_EFFORT; ; most = Math.max(LEAST_EFFORT, most / 2)) {
    const standing = input.asked.flatMap((_, at) => (withheld.has(at) ? [] : [at]));
    const attempt = attemptPlan({ ...input, asked: standing.map((at) => input.asked[at] as AskedTable) }, { left: most });
    if (attempt.blamed === null) return planOf(input, { ...attempt, beside }, standing);
    beside.push(...attempt.beside);
    for (const at of alike(input.asked, standing[attempt.blamed] as number)) withheld.add(at);
  }
}

/** A table that left again as it was tells nothing more; the first pack that told it counts. */
function distinctTables(earlier: readonly Earlier[]): Earlier[] {
  const byTable = new Map(earlier.toReversed().map((one) => [JSON.stringify(one.table), one]));
  return [...byTable.values()].toReversed();
}

/** Tables that print another measure of the same cells are withheld together. */
function alike(asked: readonly AskedTable[], blamed: number): number[] {
  const name = ({ question }: AskedTable): string => questionName({ ...question, measure: 'cases' });
  const wanted = name(asked[blamed] as AskedTable);
  return asked.flatMap((table, at) => (name(table) === wanted ? [at] : []));
}

function planOf({ columns, rule, asked }: PlanInput, { cases, kg, beside }: Attempt, standing: readonly number[]): Plan {
  const population = populationOf(columns.ids);
  const tables = asked.map(({ question, cells }, at): PlannedTable => {
    const place = standing.indexOf(at);
    if (place < 0) return { question, withheld: true, cells: cells.map(unsaid) };
    return plannedTable(
      question,
      (question.measure === 'kg' ? kg : cases).figures.filter(({ table }) => table === place),
    );
  });
  return {
    rule,
    tables,
    entries: tables.filter(({ withheld }) => !withheld).map((table) => ledgerTable(table, population)),
    unmet: [...new Set([...cases.unmet, ...kg.unmet])],
    because: counted([...cases.because, ...kg.because, ...beside]),
  };
}

function unsaid(keys: CellKeys): PlannedCell {
  return { keys, value: 0, state: 'secondary', low: 0, high: Number.POSITIVE_INFINITY };
}

function plannedTable(question: Question, figures: readonly Known[]): PlannedTable {
  const cells = figures.map(({ keys, value, state, low, high, isPrimary }): PlannedCell => {
    if (state === 'hidden') return { keys, value, state: isPrimary ? 'primary' : 'secondary', low, high };
    if (state === 'told' && low < high) return { keys, value, state: 'rounded', low, high };
    return { keys, value, state: 'shown', low: value, high: value };
  });
  const isLost = ({ keys, state }: PlannedCell): boolean => isTotal(keys) && (state === 'primary' || state === 'secondary');
  return { question, cells, withheld: question.measure === 'cases' && cells.some(isLost) };
}

function ledgerTable({ question, cells }: PlannedTable, population: LedgerTable['population']): LedgerTable {
  const told = ({ low, high }: PlannedCell): LedgerTable['cells'][number]['told'] => (Number.isFinite(high) ? [low, high] : null);
  return { question, population, cells: cells.map((cell) => ({ keys: cell.keys, told: told(cell) })) };
}

function counted(names: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const name of names) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
}

/** Finds what was decided about a cell. */
export function cellFinder({ cells }: PlannedTable): (keys: CellKeys) => PlannedCell | undefined {
  const byName = new Map(cells.map((cell) => [cellName(cell.keys), cell]));
  return (keys) => byName.get(cellName(keys));
}
