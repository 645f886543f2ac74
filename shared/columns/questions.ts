import type { Filter } from '../domain/filter.ts';
import type { Sums } from './accumulate.ts';
import type { Grouping } from './axis.ts';
import { axesOf, type Grouped, groupBy, groupedOf, plantGrouped, scanColumns } from './group-by.ts';
import { lanesOf } from './lanes.ts';
import { massesOf } from './quantiles.ts';
import { addLanes, cellCount, type Measures, type ScanColumn, scanLane } from './scan.ts';
import { plantSelection, type Selection, select, singles } from './select.ts';
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

/** What one lane answers. */
export interface LaneAnswer {
  sums: Sums;
  /** Rows of the lane that the filter admits, and the cases they stand for. */
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

/** Number of lanes the answer is made of. */
export function laneCount(table: ColumnTable, { columns }: LaneQuestion): number {
  return lanesOf(table, cellCount(columns)).length;
}

/** Throws `invalid-input` for a filter on a facet the table does not carry. */
export function answerLane(table: ColumnTable, { filter, columns, measures }: LaneQuestion, at: number): LaneAnswer {
  const lanes = lanesOf(table, cellCount(columns));
  const lane = lanes[at] as (typeof lanes)[number];
  const { bits, rows, count } = select(lane.table, filter);
  return { sums: scanLane(lane, bits, columns, measures), rows, count };
}

/** Masses of a lane's cases in wanted steps of mass; `steps` is the column of `{ facet: 'mass', by: 'step' }`. */
export function laneMasses(table: ColumnTable, steps: ScanColumn, filter: Filter, wanted: Uint8Array, at: number): Float64Array {
  const lanes = lanesOf(table, steps.sets);
  const lane = lanes[at] as (typeof lanes)[number];
  const { bits } = singles(lane.table, select(lane.table, filter));
  return massesOf(lane.table.kg, steps.values.subarray(lane.from, lane.to), bits, wanted);
}

/** One answer of all lanes, in their order. It is kept with the table: asking the same by `select` and `groupBy` needs no scan. */
export function joinLanes(table: ColumnTable, question: Question, lanes: readonly LaneAnswer[]): Answer {
  const sum = (pick: (lane: LaneAnswer) => number): number => lanes.reduce((total, lane) => total + pick(lane), 0);
  const rows = sum((lane) => lane.rows);
  const count = sum((lane) => lane.count);
  const selection = plantSelection(table, question.filter, rows, count);
  const bySet = addLanes(lanes.map(({ sums }) => sums));
  const answer = { selection, grouped: groupedOf(table, axesOf(table, question.dimensions), bySet) };
  keep(table, question, answer);
  return answer;
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
