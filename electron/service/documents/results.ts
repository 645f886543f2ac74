import { type AnalysisResult, runAnalysis } from '../../../shared/analysis/run.ts';
import { createMemo } from '../../../shared/columns/memo.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import { type Asked, keyOf } from '../../../shared/document/evidence.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { StowageError } from '../../../shared/errors.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import type { Language } from '../../../shared/report/wording.ts';

/** One document shows a dozen, in four languages, and is looked at under one or two filters. */
const MOST_KEPT = 120;
const kept = createMemo<AnalysisResult | null>(MOST_KEPT);

/**
 * What an analysis says of the selected cases, computed once for all documents of a language. Null for one that this program does not know
 * or that does not take these settings: a document asks by names it may have kept from another version.
 */
export function resultFor(table: ColumnTable, asked: Asked, filter: Filter, language: Language): AnalysisResult | null {
  return kept(table, JSON.stringify([keyOf(asked), filter, language]), () => run(table, asked, filter, language));
}

function run(table: ColumnTable, { analysis, settings }: Asked, filter: Filter, language: Language): AnalysisResult | null {
  try {
    return runAnalysis(analysis, settings, { table, filter, words: createWording(language) });
  } catch (error) {
    if (error instanceof StowageError && (error.code === 'not-found' || error.code === 'invalid-input')) return null;
    throw error;
  }
}
