import { answerBlock, type Block, type BlockAnswer, blockMasses } from '../../../shared/columns/questions.ts';
import type { ScanColumn } from '../../../shared/columns/scan.ts';
import type { Measures } from '../../../shared/columns/sums.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { Paper } from '../../../shared/document/paper.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import type { RenderedFile } from '../export/render-paper.ts';

/** What a task in a scanning thread may use. It sees no database, no key and no clock. */
export interface ScanContext {
  table(name: number): ColumnTable;
  column(table: number, name: string): ScanColumn;
  /** Throws `cancelled` once the caller has cancelled; call it between pieces of work. */
  alive(): void;
}

/** Some questions about some blocks of lanes. */
export interface BlockWork {
  table: number;
  sweeps: { block: Block; pieces: { filter: Filter; columns: string[]; measures: Measures }[] }[];
}

function answerBlocks({ table, sweeps }: BlockWork, context: ScanContext): BlockAnswer[][] {
  return sweeps.map(({ block, pieces }) => {
    const questions = pieces.map(({ filter, columns, measures }) => ({
      filter,
      columns: columns.map((name) => context.column(table, name)),
      measures,
    }));
    return answerBlock(context.table(table), block, questions, context.alive);
  });
}

/** Masses of the selected cases in some steps of mass. */
export interface MassWork {
  table: number;
  column: string;
  filter: Filter;
  wanted: Uint8Array;
  block: Block;
}

function readMasses({ table, column, filter, wanted, block }: MassWork, context: ScanContext): Float64Array[] {
  context.alive();
  return blockMasses(context.table(table), block, context.column(table, column), filter, wanted);
}

/** A document in every format. What writes the formats is read when the first document is. */
async function renderDocument({ paper }: { paper: Paper }, context: ScanContext): Promise<RenderedFile[]> {
  const { renderPaper } = await import('../export/render-paper.ts');
  context.alive();
  return renderPaper(paper, createWording(paper.language));
}

/** Every task of the scanning threads by name; each is a pure function of its input and the shared columns. */
export const SCAN_TASKS = {
  'columns.blocks': answerBlocks,
  'columns.masses': readMasses,
  'documents.render': renderDocument,
} satisfies Record<string, (input: never, context: ScanContext) => unknown>;

export type ScanTaskName = keyof typeof SCAN_TASKS;
export type ScanTaskInput<T extends ScanTaskName> = Parameters<(typeof SCAN_TASKS)[T]>[0];
export type ScanTaskOutput<T extends ScanTaskName> = Awaited<ReturnType<(typeof SCAN_TASKS)[T]>>;
