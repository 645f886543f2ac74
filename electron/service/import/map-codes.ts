import type { CodeField } from '../../../shared/contract/recipe.ts';
import { isMissing, missingCode } from '../../../shared/domain/missing.ts';
import { facetLetter } from '../../../shared/domain/vocabulary.ts';
import type { RowBatch } from '../../../shared/parser-protocol.ts';
import type { Interner } from '../db/queries/interned.ts';
import { type Cells, cellsOf, countUnread, everyRow, joinCells, readCells } from './cells.ts';
import type { ImportPlan } from './plan.ts';
import type { Tally } from './tally.ts';

/** Codes of a field for every row: not collected where no column feeds it; all codes where several do. What has no place is counted. */
export function codesOfField(plan: ImportPlan, field: CodeField, batch: RowBatch, tally: Tally): Cells<string[]> {
  const columns = plan.columns.get(field) ?? [];
  const placed = columns.map((column) => {
    const texts = cellsOf(column, batch);
    const cells = readCells(texts, column.place);
    countUnread(field, texts, cells, ({ status }) => status === 'unmapped', tally);
    return readCells(cells, ({ codes }) => codes);
  });
  if (placed.length === 0) return everyRow([missingCode(facetLetter(field), 'not-collected')], batch.rows);
  return placed.reduce((all, next) => joinCells(all, next, unionOf));
}

/** A missing code gives way to a stated one; of two missing ones the first stays. */
function unionOf(a: string[], b: string[]): string[] {
  const stated = [...a, ...b].filter((code) => !isMissing(code));
  return stated.length === 0 ? a : [...new Set(stated)];
}

export function internCodes(facet: string, cells: Cells<string[]>, interner: Interner): Cells<number> {
  return readCells(cells, (codes) => interner(facet, codes));
}

/** The reported text of a field; of several columns what is not blank, joined by semicolons. */
export function textOfField(plan: ImportPlan, field: 'place' | 'division' | 'drug', batch: RowBatch): Cells<string> {
  const columns = plan.columns.get(field) ?? [];
  if (columns.length === 0) return everyRow('', batch.rows);
  return columns.map((column) => cellsOf(column, batch)).reduce((all, next) => joinCells(all, next, joinTexts));
}

function joinTexts(a: string, b: string): string {
  return [a, b].filter((text) => text.trim() !== '').join('; ');
}
