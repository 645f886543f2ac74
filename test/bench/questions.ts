import { createRandom, type Random } from '../../electron/service/sample/random.ts';
import { axisOf, type Dimension } from '../../shared/columns/axis.ts';
import { boundsOf } from '../../shared/columns/calendar.ts';
import { codeMatches } from '../../shared/columns/codes.ts';
import type { CodeColumn, ColumnTable } from '../../shared/columns/table.ts';
import type { CodeFacet } from '../../shared/domain/facets.ts';
import type { Clause, CodeClause, DateClause } from '../../shared/domain/filter.ts';

export const FACETS: readonly CodeFacet[] = ['country', 'drug', 'transport', 'concealment'];

/** A filter of one to three clauses and two dimensions to count by. */
export interface Question {
  clauses: (CodeClause | DateClause | { not: CodeClause })[];
  dimensions: [Dimension, Dimension];
}

/** Questions as a person asks them, no two alike, so that no clause is known from the one before. */
export function makeQuestions(table: ColumnTable, count: number, seed: number): Question[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => ({ clauses: clausesOf(table, random), dimensions: dimensionsOf(random) }));
}

/** One to three clauses as a person puts them. */
export function clausesOf(table: ColumnTable, random: Random): Question['clauses'] {
  const day = `${1 + random.below(28)}`.padStart(2, '0');
  const from = `${2011 + random.below(4)}-${`${1 + random.below(12)}`.padStart(2, '0')}-${day}`;
  const all: Question['clauses'] = [
    { facet: 'date', from, to: `${2015 + random.below(2)}-12-${day}` },
    { facet: 'country', in: someOf(table.codes.country?.codes ?? [], 1 + random.below(60), random) },
    { not: { facet: 'drug', in: someOf(table.codes.drug?.codes ?? [], 1 + random.below(5), random) } },
    { facet: 'transport', in: someOf(['T1', 'T2', 'T3', 'T4', 'T5', 'T0'], 1 + random.below(5), random) },
  ];
  const start = random.below(all.length);
  return Array.from({ length: 1 + random.below(3) }, (_, at) => all[(start + at) % all.length] as Question['clauses'][number]);
}

function someOf(codes: string[], count: number, random: Random): string[] {
  return [...new Set(Array.from({ length: count }, () => codes[random.below(codes.length)] as string))];
}

function dimensionsOf(random: Random): [Dimension, Dimension] {
  const facet = (): Dimension => ({ facet: FACETS[random.below(FACETS.length)] as CodeFacet, level: random.below(2) === 0 ? 1 : 2 });
  const left: Dimension = random.below(4) === 0 ? { facet: 'date', by: 'month' } : facet();
  for (;;) {
    const right = facet();
    if (right.facet !== left.facet) return [left, right];
  }
}

/** Name of the column that holds a dimension in the rivals' tables. */
export function columnName(dimension: Dimension): string {
  return dimension.facet === 'date' ? 'month' : `${dimension.facet}${dimension.level}`;
}

/** Every dimension the questions may name. */
export const DIMENSIONS: Dimension[] = [
  { facet: 'date', by: 'month' },
  ...FACETS.flatMap((facet): Dimension[] => [
    { facet, level: 1 },
    { facet, level: 2 },
  ]),
];

/**
 * The same question as SQL. Sets stand for codes, as in our first pass, so the rivals are spared the spreading of sets to codes.
 * `text` compares and groups words instead of numbers.
 */
export function sqlOf(table: ColumnTable, { clauses, dimensions }: Question, text: boolean): string {
  const [left, right] = dimensions.map(columnName);
  const where = clauses.map((clause) => conditionOf(table, clause, text)).join(' AND ');
  return `SELECT ${left}, ${right}, count(*), count(kg), sum(kg), sum(low), sum(high) FROM cases WHERE ${where} GROUP BY ${left}, ${right}`;
}

export function conditionOf(table: ColumnTable, clause: Clause, text: boolean): string {
  if ('not' in clause) return `NOT (${conditionOf(table, clause.not, text)})`;
  if ('in' in clause) {
    const column = table.codes[clause.facet] as CodeColumn;
    const admits = (set: number[]): boolean =>
      set.some((at) => clause.in.some((wanted) => codeMatches(clause.facet, column.codes[at] as string, wanted)));
    const sets = column.sets.flatMap((set, index) => (admits(set) ? [text ? `'${setText(column.codes, set)}'` : index] : []));
    return sets.length === 0 ? '1 = 0' : `${clause.facet} IN (${sets.join()})`;
  }
  const { from = '0001', to = '9999' } = clause as DateClause;
  return text ? `day BETWEEN '${from}' AND '${to}'` : `day BETWEEN ${boundsOf(from).first} AND ${boundsOf(to).last}`;
}

export function setText(names: string[], set: number[]): string {
  return set.map((at) => names[at]).join(' ');
}

/** For a dimension, the texts of its sets. */
export function dimensionTexts(table: ColumnTable, dimension: Dimension): string[] {
  const { keys, sets } = axisOf(table, dimension);
  return sets.map((set) => setText(keys, set));
}
