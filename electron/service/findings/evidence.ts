import { runAnalysis } from '../../../shared/analysis/run.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import { StowageError } from '../../../shared/errors.ts';
import { createWording } from '../../../shared/report/create-wording.ts';
import { LANGUAGES, type Language } from '../../../shared/report/wording.ts';

/** Which sentence of which analysis. */
export interface Evidence {
  analysis: string;
  settings: Record<string, unknown>;
  filter: Filter;
  /** Place among the findings of the analysis, from 0. */
  finding: number;
}

export interface Numbers {
  finding: number;
  n: number;
  of: number;
}

export interface Said {
  text: Record<Language, string>;
  settings: Record<string, unknown>;
  numbers: Numbers;
}

/** Runs the analysis in every language; undefined when it makes no such finding. */
export function sayFinding(table: ColumnTable, { analysis, settings, filter, finding }: Evidence): Said | undefined {
  const runs = LANGUAGES.map((language) => {
    const run = runAnalysis(analysis, settings, { table, filter, words: createWording(language) });
    return { language, settings: run.settings, block: run.blocks.filter((block) => block.kind === 'finding')[finding] };
  });
  const [first] = runs;
  if (!first?.block) return undefined;
  const text = Object.fromEntries(runs.map(({ language, block }) => [language, block?.text ?? ''])) as Record<Language, string>;
  return { text, settings: first.settings, numbers: { finding, n: first.block.n, of: first.block.of } };
}

export function noSuchFinding(): StowageError {
  return new StowageError(
    'not-found',
    'The analysis makes no such finding with these settings. Nothing was kept. Run it again and choose one.',
  );
}
