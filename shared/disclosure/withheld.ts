import type { AnalysisResult } from '../analysis/run.ts';
import type { Filter } from '../domain/filter.ts';
import type { TableBlock } from '../report/block.ts';
import type { Withheld } from './mentions.ts';
import type { Decision } from './publication.ts';
import type { Measure } from './question.ts';
import { COLUMNS } from './read-table.ts';

/** Every figure of cases and mass that tables of results hold and that does not leave as it is. */
export function withheldIn(decision: Decision, results: readonly { filter: Filter; result: AnalysisResult }[]): Withheld {
  const found: Record<Measure, Set<number>> = { cases: new Set(), kg: new Set() };
  for (const { filter, result } of results) {
    result.blocks.forEach((block, at) => {
      if (block.kind !== 'table') return;
      for (const { measure, value } of keptBack(block, at, { decision, result, filter })) if (value > 0) found[measure].add(value);
    });
  }
  return { cases: found.cases, kg: [...found.kg] };
}

interface Place {
  decision: Decision;
  result: AnalysisResult;
  filter: Filter;
}

function keptBack(block: TableBlock, at: number, { decision, result, filter }: Place): { measure: Measure; value: number }[] {
  const read = decision.read(result, at, filter);
  const isWhole = read === null || decision.isWithheld(filter, read);
  return (Object.keys(COLUMNS) as Measure[]).flatMap((measure) => {
    const column = block.columns.findIndex(({ key }) => key === COLUMNS[measure]);
    return block.rows.flatMap((row, index) => {
      const value = row[column];
      const keys = read?.keys[index];
      const isShown = !isWhole && keys !== undefined && decision.cell(filter, read, measure, keys)?.state === 'shown';
      return typeof value === 'number' && !isShown ? [{ measure, value }] : [];
    });
  });
}
