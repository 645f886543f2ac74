import type { z } from 'zod';
import type { ColumnTable } from '../columns/table.ts';
import type { Filter } from '../domain/filter.ts';
import type { Block } from '../report/block.ts';
import type { Wording } from '../report/wording.ts';

/** What an analysis may see: columns, the filter, wording. No database, no clock, no chance. */
export interface AnalysisContext {
  table: ColumnTable;
  filter: Filter;
  words: Wording;
}

export interface Analysis<P extends z.ZodType = z.ZodType> {
  /** The file's name, stable for ever. */
  id: string;
  /** Raised when the same input may give other numbers. */
  version: number;
  /** Keys of the wording: `analyses.<id>.title`, `.question`, `.method`, `.assumes`, `.vanishes` exist in every language. */
  params: P;
  compute(context: AnalysisContext, settings: z.output<P>): Block[];
}

export function defineAnalysis<P extends z.ZodType>(analysis: Analysis<P>): Analysis<P> {
  return analysis;
}
