import { axisOf, type Grouping } from '../../../shared/columns/axis.ts';
import { quantiles } from '../../../shared/columns/mass.ts';
import { planQuantiles, readQuantiles } from '../../../shared/columns/quantiles.ts';
import {
  type Answer,
  answerHere,
  type Block,
  type BlockAnswer,
  blocksOf,
  joinBlocks,
  keptAnswer,
  laneQuestion,
  type Question,
} from '../../../shared/columns/questions.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { ScanPool } from './pool.ts';
import type { BlockWork } from './tasks.ts';

/** Answers questions with all threads of a pool. */
export interface Asker {
  /**
   * Answers in the order asked, the same bytes as `answerHere`. They are kept with the table, so that `select` and `groupBy` with the same
   * filter and dimensions find them. Throws `invalid-input` as `groupBy` does, and `cancelled`.
   */
  ask(table: ColumnTable, questions: readonly Question[], signal?: AbortSignal): Promise<Answer[]>;
  /** Quantiles of case mass from a question by step of mass and its answer; the same numbers as `quantiles` of mass.ts. */
  quantiles(table: ColumnTable, asked: Question, answer: Answer, probabilities: readonly number[], signal?: AbortSignal): Promise<number[]>;
}

/** Below this a scan takes less time than telling a thread. */
const FEWEST_ROWS = 20_000;

export function createAsker(pool: ScanPool): Asker {
  const sharer = createSharer(pool);
  const isSmall = (table: ColumnTable): boolean => table.rows < FEWEST_ROWS || pool.size < 2;

  const ask: Asker['ask'] = async (table, questions, signal) => {
    if (isSmall(table)) return questions.map((question) => answerHere(table, question));
    const known = questions.map((question) => keptAnswer(table, question));
    const left = await askThreads(
      table,
      questions.filter((_, at) => !known[at]),
      signal,
    );
    return known.map((answer) => answer ?? (left.shift() as Answer));
  };

  const askThreads: Asker['ask'] = async (table, questions, signal) => {
    if (questions.length === 0) return [];
    const blocks = questions.map((question) => blocksOf(table, laneQuestion(table, question), pool.size));
    const work = divide(questions, blocks, sharer(table, questions), pool.size);
    const answers = await Promise.all(work.map(({ input }, at) => pool.run('columns.blocks', input, at, signal)));
    const parts = blocks.map(({ length }) => new Array<BlockAnswer>(length));
    for (const [thread, { places }] of work.entries()) {
      const given = (answers[thread] as BlockAnswer[][]).flat();
      for (const [at, [question, block]] of places.flat().entries()) (parts[question] as BlockAnswer[])[block] = given[at] as BlockAnswer;
    }
    return questions.map((question, at) => joinBlocks(table, question, parts[at] as BlockAnswer[]));
  };

  return {
    ask,
    async quantiles(table, asked, answer, probabilities, signal) {
      if (isSmall(table)) return quantiles(table, answer.selection, probabilities);
      const plan = planQuantiles([...answer.grouped.cases], probabilities);
      const column = asked.dimensions.map(columnName).join();
      const work = { table: sharer(table, [asked]), column, filter: asked.filter, wanted: plan.wanted };
      const blocks = blocksOf(table, laneQuestion(table, asked), pool.size);
      const found = await Promise.all(blocks.map((block, at) => pool.run('columns.masses', { ...work, block }, at, signal)));
      return readQuantiles(plan, joined(found.flat()));
    },
  };
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

interface ThreadWork {
  input: BlockWork;
  /** Question and block of each piece of each sweep. */
  places: [number, number][][];
}

/** A block goes to the same thread each time, which keeps what it derived from it; what is of one block goes around. */
function divide(questions: readonly Question[], blocks: readonly Block[][], table: number, size: number): ThreadWork[] {
  const work = Array.from({ length: size }, (): ThreadWork => ({ input: { table, sweeps: [] }, places: [] }));
  for (const [at, question] of bySelection(questions)) {
    const own = blocks[at] as Block[];
    for (const [place, block] of own.entries()) {
      const { input, places } = work[(own.length === 1 ? at : place) % size] as ThreadWork;
      let sweep = input.sweeps.findIndex(({ block: { from, to } }) => from === block.from && to === block.to);
      if (sweep < 0) sweep = input.sweeps.push({ block, pieces: [] }) - 1;
      const { filter, dimensions, measures } = question;
      input.sweeps[sweep]?.pieces.push({ filter, columns: dimensions.map(columnName), measures });
      places[sweep] = [...(places[sweep] ?? []), [at, place]];
    }
  }
  return work;
}

/** Questions about one selection beside each other, each with its place as asked. */
function bySelection(questions: readonly Question[]): [number, Question][] {
  const groups = Map.groupBy(questions.entries(), ([, { filter }]) => JSON.stringify(filter));
  return [...groups.values()].flat();
}

/** Sends each table and each column once; a table that follows another takes its place. Returns the table's name. */
function createSharer(pool: ScanPool): (table: ColumnTable, questions: readonly Question[]) => number {
  let current: WeakRef<ColumnTable> | undefined;
  let name = 0;
  let columns = new Set<string>();
  return (table, questions) => {
    if (current?.deref() !== table) {
      pool.drop(['table', ...columns], { kind: 'forget', table: name });
      current = new WeakRef(table);
      columns = new Set();
      pool.share('table', { kind: 'table', table: ++name, value: table });
    }
    for (const dimension of questions.flatMap(({ dimensions }) => dimensions)) {
      const column = columnName(dimension);
      if (columns.has(column)) continue;
      columns.add(column);
      const { values, sets } = axisOf(table, dimension);
      pool.share(column, { kind: 'column', table: name, column, value: { values, sets: sets.length } });
    }
    return name;
  };
}

function columnName(dimension: Grouping): string {
  return JSON.stringify(dimension);
}
