import type { ColumnTable } from '../columns/table.ts';
import { atomsOf, rowsOfAtoms } from './atoms.ts';
import { closePairs, needsOf } from './differences.ts';
import { type AskedTable, askedFigures, earlierFigures, type Field, type Known, merged, newOf, sharedName } from './figures.ts';
import { type Hidden, hideFor, type Means } from './hide.ts';
import { type Effort, findMove } from './move.ts';
import type { PlanInput } from './plan.ts';
import type { Measure, Question } from './question.ts';
import { isActive, type Rule } from './rules.ts';
import { judgeOf, type Margin } from './sensitive.ts';
import { swapsOf } from './swap.ts';
import { type Need, type System, systemOf } from './system.ts';

const FEWEST_FOR_MASS = 10;
/** Of so many groups it is proved by trying all at once what earlier packs give away; of more it is not claimed. */
const MOST_PROVED = 400;

interface MeasurePlan {
  figures: Known[];
  /** Of the asked ones those that say more than was told before. */
  fresh: Known[];
  /** Earlier packs that give away what no asked table touches. */
  unmet: string[];
  because: string[];
  /** Needs that are not in doubt beside the asked tables. */
  spoilt: Need[];
}

export interface Attempt {
  cases: MeasurePlan;
  kg: MeasurePlan;
  /** The asked table to withhold before another attempt; null when all is well. */
  blamed: number | null;
  /** Earlier packs beside which the blamed table tells too much. */
  beside: string[];
}

/** Hides cells until nothing protected is told, or says which table stands in the way. */
export function attemptPlan({ columns, rule, asked, earlier, alive = () => undefined }: PlanInput, effort: Effort): Attempt {
  const usable = isActive(rule) ? earlier.filter(({ table }) => fits(columns, table.question)) : [];
  const atoms = atomsOf(columns, [...usable.map(({ table }) => table), ...asked]);
  const rowsOf = rowsOfAtoms(atoms);
  const values = { cases: sums(rowsOf, (row) => columns.events?.[row] ?? 1), kg: sums(rowsOf, (row) => columns.kg[row] || 0) };
  const field: Field = { columns, rule, asked, earlier: usable, atoms, judge: judgeOf(columns, rowsOf, rule), values };
  const cases = planMeasure(field, 'cases', new Set(), { effort, alive });
  const kg = planMeasure(field, 'kg', hiddenNames(asked, cases.figures), { effort, alive });
  const beside = [...cases.spoilt, ...kg.spoilt].map(({ about }) => about).filter((about) => about !== '');
  return { cases, kg, blamed: mostInvolved(cases) ?? mostInvolved(kg), beside: [...new Set(beside)] };
}

/** A table on a facet that the records no longer carry tells nothing of them. */
function fits({ codes }: ColumnTable, { dimensions, filter }: Question): boolean {
  const named = JSON.stringify(filter);
  const facets = [...named.matchAll(/"facet":"([^"]+)"/g)].map(([, facet]) => facet as string);
  return [...facets, ...dimensions.map(({ facet }) => facet)].every((facet) => facet === 'date' || facet === 'mass' || facet in codes);
}

function sums(rowsOf: readonly number[][], weigh: (row: number) => number): Float64Array {
  return Float64Array.from(rowsOf, (rows) => rows.reduce((sum, row) => sum + weigh(row), 0));
}

/** Figures that were told before, as they are asked for again, tell nothing; only what is new beside them is looked at. */
function planMeasure(field: Field, measure: Measure, lost: ReadonlySet<string>, means: Omit<Means, 'swaps'>): MeasurePlan {
  const before = merged(earlierFigures(field, measure));
  const asked = askedFigures(field, measure, before, lost);
  const fresh = newOf(asked, before);
  const figures = [...before, ...asked];
  if (!isActive(field.rule) || fresh.length === 0) return { figures, fresh, unmet: [], because: [], spoilt: [] };
  const looked = [...before, ...fresh];
  const system = systemOf(field.values[measure], looked);
  const { unmet, hidden } = protect(field, measure, system, needsFor(field, measure, system, looked), {
    ...means,
    swaps: swapsOf(field.atoms.places, field.values[measure]),
  });
  const open = givenWithout(field, measure, before, unmet, looked, means.effort);
  return {
    figures,
    fresh,
    unmet: unmet.filter((need) => open.has(need)).map(({ about }) => about || (field.earlier.at(-1)?.pack ?? '')),
    because: [...hidden.values()].map(({ about }) => about).filter((about) => about !== ''),
    spoilt: unmet.filter((need) => !open.has(need)),
  };
}

/** Needs that earlier packs alone do not leave in doubt and that no asked table touches: nothing done now makes them better or worse. */
function givenWithout(
  field: Field,
  measure: Measure,
  before: Known[],
  unmet: readonly Need[],
  figures: readonly Known[],
  effort: Effort,
): Set<Need> {
  const values = field.values[measure];
  if (unmet.length === 0 || before.length === 0 || values.length > MOST_PROVED) return new Set();
  const system = systemOf(values, before);
  const all = Array.from(values, (_, atom) => atom);
  const asked = new Set(figures.filter(({ table }) => table >= 0).flatMap(({ atoms }) => atoms));
  return new Set(
    unmet.filter((need) => {
      const isTouched = need.isAsked === true || need.atoms.some((atom) => asked.has(atom));
      return !isTouched && waysOf(need, field, measure).every((way) => effort.left > 0 && !findMove(system, way, all, effort));
    }),
  );
}

/** The directions of which one is enough. */
function waysOf(need: Need, { rule }: Field, measure: Measure): Need[] {
  if (rule.method !== 'round' || measure === 'kg') return [need];
  return [
    { ...need, towards: 'more' },
    { ...need, towards: 'less' },
  ];
}

/** Of rounded counts it is enough that a reader cannot tell them from their neighbours on one side. */
function protect({ rule }: Field, measure: Measure, system: System, needs: readonly Need[], means: Means): Hidden {
  if (rule.method !== 'round' || measure === 'kg') return hideFor(system, needs, means);
  const more = hideFor(
    system,
    needs.map((need) => ({ ...need, by: 1, towards: 'more' })),
    means,
  );
  return hideFor(
    system,
    more.unmet.map((need) => ({ ...need, towards: 'less' })),
    means,
  );
}

/** Differences of fewer cases are as good as printed; a mass may be that of one case in many, so that more of its differences count. */
function fewestOf(measure: Measure, { least }: Rule): number {
  return Math.max(measure === 'kg' ? FEWEST_FOR_MASS : 2, least);
}

/** Cells that must not be told, of this pack and of earlier ones; differences as good as printed; and groups that only the tables together tell apart. */
function needsFor({ judge, rule, values, atoms }: Field, measure: Measure, system: System, figures: Known[]): Need[] {
  const printed = new Set(figures.filter(({ state, low, high }) => state === 'told' && low === high).map((one) => one.atoms.join()));
  const margin = (sum: readonly number[]): Margin | null => (printed.has(sum.join()) ? null : judge(sum, measure));
  const cells = figures.filter(({ isPrimary }) => isPrimary).flatMap((one) => needsOf(one.atoms, margin(one.atoms), one.pack));
  const pairs = closePairs(system, values.cases, fewestOf(measure, rule)).flatMap(({ whole, part, atoms: between }) => {
    const [one, other] = [figures[whole], figures[part]] as [Known, Known];
    const isAsked = one.table >= 0 || other.table >= 0;
    return needsOf(between, margin(between), one.pack || other.pack).map((need) => ({ ...need, isAsked }));
  });
  const groups = Array.from({ length: atoms.count }, (_, atom) => needsOf([atom], margin([atom]), '')).flat();
  return [...cells, ...pairs, ...groups];
}

function hiddenNames(asked: readonly AskedTable[], figures: readonly Known[]): Set<string> {
  const hidden = figures.filter(({ table, state }) => table >= 0 && state === 'hidden');
  return new Set(hidden.map(({ table, keys }) => sharedName((asked[table] as AskedTable).question, keys)));
}

/** The asked table with the most new figures that hold something of what is spoilt; where none holds any (a difference may), the one with the most. */
function mostInvolved({ fresh, spoilt }: MeasurePlan): number | null {
  if (spoilt.length === 0) return null;
  const atoms = new Set(spoilt.flatMap((need) => need.atoms));
  const counts = new Map<number, number>();
  for (const figure of fresh) {
    const weight = figure.atoms.some((atom) => atoms.has(atom)) ? fresh.length : 1;
    counts.set(figure.table, (counts.get(figure.table) ?? 0) + weight);
  }
  return [...counts].sort((one, other) => other[1] - one[1])[0]?.[0] ?? null;
}
