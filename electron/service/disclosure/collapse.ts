import type { AnalysisResult } from '../../../shared/analysis/run.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { Decision } from '../../../shared/disclosure/publication.ts';
import { type Asked, keyOf } from '../../../shared/document/evidence.ts';
import type { Evidence } from '../../../shared/document/material.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { resultFor } from '../documents/results.ts';

type Ask = { asked: Asked; filter: Filter };
type Results = { filter: Filter; result: AnalysisResult }[];
type Decide = (results: Results) => Decision | null;

export interface Collapsed {
  decision: Decision | null;
  /** What was decided about. */
  results: Results;
  replaced: (evidence: Evidence, filter: Filter, words: Wording) => Evidence;
}

/**
 * Runs what is asked and decides. By the method of collapse an analysis by values of the second level that would have a figure hidden is
 * taken by their groups instead, one level up, and all is decided again.
 */
export function collapsing({ table, asks }: { table: ColumnTable; asks: readonly Ask[] }, { decide }: { decide: Decide }): Collapsed {
  const run = ({ asked, filter }: Ask) => {
    const result = resultFor(table, asked, filter, 'en');
    return result ? [{ filter, result }] : [];
  };
  const all = asks.flatMap(run);
  const first = decide(all);
  const fine =
    first?.plan.rule.method === 'collapse'
      ? asks.filter((ask) => run(ask).some(({ result, filter }) => isHidden(first, result, filter)))
      : [];
  if (fine.length === 0) return { decision: first, results: all, replaced: (evidence) => evidence };
  const coarse = new Map(fine.map(({ asked, filter }) => [nameOf(asked, filter), { ...asked, settings: { ...asked.settings, level: 1 } }]));
  const taken = asks.map(({ asked, filter }) => ({ asked: coarse.get(nameOf(asked, filter)) ?? asked, filter })).flatMap(run);
  return {
    decision: decide(taken),
    results: taken,
    replaced: (evidence, filter, words) => {
      const asked = coarse.get(nameOf({ analysis: evidence.result.analysis, settings: evidence.asked }, filter));
      const result = asked && resultFor(table, asked, filter, words.language);
      return result ? { ...evidence, result } : evidence;
    },
  };
}

function nameOf(asked: Asked, filter: Filter): string {
  return `${keyOf(asked)} ${JSON.stringify(filter)}`;
}

function isHidden(decision: Decision, result: AnalysisResult, filter: Filter): boolean {
  if (result.settings.level !== 2) return false;
  return result.blocks.some((_, at) => {
    const read = decision.read(result, at, filter);
    return (
      read !== null &&
      (decision.isWithheld(filter, read) || read.keys.some((keys) => decision.cell(filter, read, 'cases', keys)?.state !== 'shown'))
    );
  });
}
