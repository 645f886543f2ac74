import type { Filter } from '../domain/filter.ts';
import type { Grouping } from './axis.ts';
import { axesOf, type Grouped, groupBy, plantGrouped, scanColumns } from './group-by.ts';
import { groupedOf } from './grouped.ts';
import { type Lane, laneRun, lanesOf } from './lanes.ts';
import { massesOf } from './quantiles.ts';
import { cellCount, type ScanColumn, sweep } from './scan.ts';
import { plantSelection, type Selection, select } from './select.ts';
import { addInPairs, type Measures, type Sums } from './sums.ts';
import type { ColumnTable } from './table.ts';

/** A filter and what to group by: the unit of work that threads share. */
export interface Question {
  filter: Filter;
  dimensions: Grouping[];
  measures: Measures;
}

export interface Answer {
  selection: Selection;
  grouped: Grouped;
}

/** A question made ready for threads: only what a lane needs. */
export interface LaneQuestion {
  filter: Filter;
  columns: ScanColumn[];
  measures: Measures;
}

/** What some lanes answer together. */
export interface BlockAnswer {
  sums: Sums;
  /** Rows of the lanes that the filter admits, and the cases they stand for. */
  rows: number;
  count: number;
}

/** Answers here, without threads; the same bytes as with them. */
export function answerHere(table: ColumnTable, { filter, dimensions, measures }: Question): Answer {
  const selection = select(table, filter);
  return { selection, grouped: groupBy(table, selection, dimensions, measures) };
}

/** Throws `invalid-input` as `groupBy` does. */
export function laneQuestion(table: ColumnTable, { filter, dimensions, measures }: Question): LaneQuestion {
  return { filter, columns: scanColumns(axesOf(table, dimensions)), measures };
}

/** Lanes from one up to another, which is left out. */
export interface Block {
  from: number;
  to: number;
}

/** The lanes of a question in as many equal blocks as threads, or as can be told apart; always a power of two. */
export function blocksOf(table: ColumnTable, { columns }: LaneQuestion, threads: number): Block[] {
  const lanes = lanesOf(table).length;
  const count = Math.min(lanes / laneRun(table, cellCount(columns)), 2 ** Math.ceil(Math.log2(threads)));
  const length = lanes / count;
  return Array.from({ length: count }, (_, at) => ({ from: at * length, to: (at + 1) * length }));
}

/**
 * Answers several questions for one block, in the order asked; the block is one of each question's `blocksOf`.
 * Throws `invalid-input` for a filter on a facet the table does not carry, and what `alive` throws between lanes.
 */
export function answerBlock(
  table: ColumnTable,
  { from, to }: Block,
  questions: readonly LaneQuestion[],
  alive: () => void = () => undefined,
): BlockAnswer[] {
  const lanes = lanesOf(table).slice(from, to);
  const scans = questions.map(({ filter, columns, measures }) => ({
    columns,
    measures,
    run: laneRun(table, cellCount(columns)),
    bitsOf: (lane: Lane) => select(lane.table, filter).bits,
  }));
  const sums = sweep(lanes, scans, alive);
  return questions.map(({ filter }, at) => {
    const selected = lanes.map((lane) => select(lane.table, filter));
    return { sums: sums[at] as Sums, rows: total(selected, 'rows'), count: total(selected, 'count') };
  });
}

/** Masses of a block's cases in wanted steps of mass; `steps` is the column of `{ facet: 'mass', by: 'step' }`. */
export function blockMasses(
  table: ColumnTable,
  { from, to }: Block,
  steps: ScanColumn,
  filter: Filter,
  wanted: Uint8Array,
): Float64Array[] {
  return lanesOf(table)
    .slice(from, to)
    .map((lane) => massesOf(lane.table.kg, steps.values.subarray(lane.from, lane.to), select(lane.table, filter).bits, wanted));
}

/** One answer of all blocks, in their order. It is kept with the table: asking the same by `select` and `groupBy` needs no scan. */
export function joinBlocks(table: ColumnTable, question: Question, blocks: readonly BlockAnswer[]): Answer {
  const selection = plantSelection(table, question.filter, total(blocks, 'rows'), total(blocks, 'count'));
  const bySet = addInPairs(blocks.map(({ sums }) => sums));
  const answer = { selection, grouped: groupedOf(axesOf(table, question.dimensions), bySet) };
  keep(table, question, answer);
  return answer;
}

function total<K extends 'rows' | 'count'>(parts: readonly Record<K, number>[], of: K): number {
  return parts.reduce((sum, part) => sum + part[of], 0);
}

/** Answers of more cells are not kept. */
const [MOST_KEPT, MOST_CELLS_KEPT] = [96, 32_768];
const kept = new WeakMap<ColumnTable, Map<string, Answer>>();

/** An answer that was given before and is still there. */
export function keptAnswer(table: ColumnTable, question: Question): Answer | undefined {
  return kept.get(table)?.get(JSON.stringify(question));
}

function keep(table: ColumnTable, question: Question, answer: Answer): void {
  if (answer.grouped.cases.length > MOST_CELLS_KEPT) return;
  plantGrouped(answer.selection, question.dimensions, question.measures, answer.grouped);
  const known = kept.get(table) ?? new Map<string, Answer>();
  kept.set(table, known.set(JSON.stringify(question), answer));
  if (known.size > MOST_KEPT) known.delete(known.keys().next().value as string);
}
