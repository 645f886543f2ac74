import type { ColumnTable } from '../columns/table.ts';
import type { Atoms } from './atoms.ts';
import { classOf, openBounds, roundedBounds } from './methods.ts';
import { type CellKeys, cellName, type LedgerTable, type Measure, type Question, type Told } from './question.ts';
import { isActive, type Rule } from './rules.ts';
import type { Margin } from './sensitive.ts';
import type { Figure } from './system.ts';

/** A table that is to leave: its question and the cells it prints. What its filter selects as a whole is printed as well. */
export interface AskedTable {
  question: Question;
  cells: CellKeys[];
}

/** A table that left before, and what its pack is called. */
export interface Earlier {
  pack: string;
  table: LedgerTable;
}

export interface Field {
  columns: ColumnTable;
  rule: Rule;
  asked: readonly AskedTable[];
  earlier: readonly Earlier[];
  /** Of the earlier tables, then of the asked ones. */
  atoms: Atoms;
  judge: (atoms: readonly number[], measure: Measure) => Margin | null;
  values: Record<Measure, Float64Array>;
}

/** A figure with what it is: cell `cell` of asked table `table`; -1 for what left before. */
export interface Known extends Figure {
  table: number;
  keys: CellKeys;
  isPrimary: boolean;
  pack: string;
}

const TOTAL_WEIGHT = 1e5;
const SUM_WEIGHT = 5;

/** What left before, as far as it still speaks of records that are there: a figure that no longer holds tells nothing of them. */
export function earlierFigures({ earlier, atoms, judge, values }: Field, measure: Measure): Known[] {
  return earlier.flatMap(({ pack, table: { question, cells } }, at) => {
    if (question.measure !== measure) return [];
    return cells.flatMap(({ keys, told }): Known[] => {
      const own = atoms.cell(at, keys);
      const value = sumOf(own, values[measure]);
      const bounds = boundsOf(told, value, measure);
      if (own.length === 0 || !bounds) return [];
      return [
        {
          atoms: own,
          value,
          state: 'told',
          ...bounds,
          weight: 0,
          table: -1,
          keys,
          isPrimary: told === null && judge(own, measure) !== null,
          pack,
        },
      ];
    });
  });
}

/** What several packs told of one sum, once: within all that was told. It stays protected as long as it was not printed. */
export function merged(before: readonly Known[]): Known[] {
  return [...Map.groupBy(before, ({ atoms }) => atoms.join()).values()].map((same) => {
    const [first] = same as [Known];
    const low = Math.max(...same.map((one) => one.low));
    const high = Math.min(...same.map((one) => one.high));
    return { ...first, low, high, isPrimary: low < high && same.some(({ isPrimary }) => isPrimary) };
  });
}

/** Figures that say more than was told before. */
export function newOf(asked: readonly Known[], before: readonly Known[]): Known[] {
  const known = new Map(before.map((one) => [one.atoms.join(), one]));
  return asked.filter(({ atoms, state, low, high }) => {
    const told = known.get(atoms.join());
    return told === undefined || state === 'open' || told.low < low || told.high > high;
  });
}

function boundsOf(told: Told, value: number, measure: Measure): { low: number; high: number } | undefined {
  if (told === null) return openBounds(value, measure);
  const [low, high] = told;
  const slack = measure === 'kg' ? 1e-6 * Math.max(1, Math.abs(value)) : 0;
  if (value < low - slack || value > high + slack) return undefined;
  return low === high ? { low: value, high: value } : { low, high };
}

/** The cells of the asked tables, those that must not be printed already hidden. */
export function askedFigures(field: Field, measure: Measure, before: readonly Known[], lost: ReadonlySet<string>): Known[] {
  const printed = new Set(before.filter(({ low, high }) => low === high).map(({ atoms }) => atoms.join()));
  const hiddenBefore = new Set(before.filter(({ low, high }) => low < high).map(({ atoms }) => atoms.join()));
  return field.asked.flatMap(({ question, cells }, table) => {
    if (question.measure !== measure) return [];
    const wanted = new Map([totalKeys(question), ...cells].map((keys) => [cellName(keys), keys]));
    return [...wanted.values()].map((keys) => {
      const known = askedFigure(field, { measure, table, keys });
      const name = known.atoms.join();
      if (known.atoms.length === 0 || printed.has(name)) return { ...known, state: 'told' as const, low: known.value, high: known.value };
      if (field.rule.method === 'round' && measure === 'cases' && isActive(field.rule)) return roundedFigure(known, field.rule);
      const isLost = known.isPrimary || lost.has(sharedName(question, keys)) || hiddenBefore.has(name);
      return isLost ? { ...known, state: 'hidden' as const } : known;
    });
  });
}

/** A count printed as a multiple of the base; one that would be printed as zero, but is listed and thus not zero, is hidden where that tells it. */
function roundedFigure(known: Known, { base }: Rule): Known {
  const { low, high } = roundedBounds(known.value, base);
  return low < high ? { ...known, state: 'told', low, high } : { ...known, ...openBounds(known.value, 'cases'), state: 'hidden' };
}

function askedFigure(field: Field, { measure, table, keys }: { measure: Measure; table: number; keys: CellKeys }): Known {
  const { rule, atoms, judge, values, earlier } = field;
  const own = atoms.cell(earlier.length + table, keys);
  const value = sumOf(own, values[measure]);
  const bounds = rule.method === 'interval' && measure === 'cases' ? classOf(value, rule) : openBounds(value, measure);
  const isPrimary = isActive(rule) && judge(own, measure) !== null;
  return { atoms: own, value, state: 'open', ...bounds, weight: weightOf(value, keys), table, keys, isPrimary, pack: '' };
}

/** Small figures are hidden rather than large ones, cells rather than their sums. */
function weightOf(value: number, keys: CellKeys): number {
  const whole = keys.filter((key) => key === null).length;
  if (whole === keys.length) return TOTAL_WEIGHT;
  return (1 + Math.log2(1 + value)) * SUM_WEIGHT ** whole;
}

export function totalKeys({ dimensions }: Question): CellKeys {
  return dimensions.map(() => null);
}

export function isTotal(keys: CellKeys): boolean {
  return keys.every((key) => key === null);
}

/** The name of a cell whatever is measured of it. */
export function sharedName({ filter, dimensions }: Question, keys: CellKeys): string {
  return JSON.stringify([filter, dimensions, keys]);
}

function sumOf(atoms: readonly number[], values: Float64Array): number {
  return atoms.reduce((sum, atom) => sum + (values[atom] as number), 0);
}
