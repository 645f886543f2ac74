import type { AnalysisResult } from '../analysis/run.ts';
import type { ColumnTable } from '../columns/table.ts';
import type { Filter } from '../domain/filter.ts';
import type { TableBlock } from '../report/block.ts';
import { atomsOf, rowsOfAtoms } from './atoms.ts';
import type { Withheld } from './mentions.ts';
import { type Decision, protectedPart } from './publication.ts';
import type { Measure } from './question.ts';
import { COLUMNS, readTable } from './read-table.ts';
import type { Rule } from './rules.ts';
import { judgeOf } from './sensitive.ts';

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

/** Results of which the tables may never be shown: what a person may have read of them and written down. */
export interface Seen {
  table: ColumnTable;
  results: readonly { filter: Filter; result: AnalysisResult }[];
  ruleOf(handling: string): Rule;
}

/** Figures of cases and mass in results that a rule protects by themselves, whether or not they are about to leave. */
export function sensitiveIn({ table, results, ruleOf }: Seen): Withheld {
  const found: Record<Measure, Set<number>> = { cases: new Set(), kg: new Set() };
  const part = protectedPart(table, ruleOf);
  if (!part) return { cases: found.cases, kg: [] };
  const tables = results.flatMap(({ filter, result }) =>
    result.blocks.flatMap((block) => {
      const read = block.kind === 'table' ? readTable(block, { table, filter, settings: result.settings }) : null;
      return block.kind === 'table' && read
        ? [{ block, read, question: { filter, dimensions: read.dimensions, measure: 'cases' as const } }]
        : [];
    }),
  );
  const atoms = atomsOf(part.columns, tables);
  const judge = judgeOf(part.columns, rowsOfAtoms(atoms), part.rule);
  tables.forEach(({ block, read }, at) => {
    read.keys.forEach((keys, row) => {
      const own = atoms.cell(at, keys);
      for (const [measure, column] of Object.entries(read.measures) as [Measure, number][]) {
        const value = block.rows[row]?.[column];
        if (typeof value === 'number' && value > 0 && judge(own, measure)) found[measure].add(value);
      }
    });
  });
  return { cases: found.cases, kg: [...found.kg] };
}

export function joinWithheld(one: Withheld, other: Withheld): Withheld {
  return { cases: new Set([...one.cases, ...other.cases]), kg: [...one.kg, ...other.kg] };
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
