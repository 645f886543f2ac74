import { BY_STEP, plantQuantiles } from '../../../shared/columns/mass.ts';
import type { Answer, Question } from '../../../shared/columns/questions.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import { EVERYTHING, type Filter } from '../../../shared/domain/filter.ts';
import type { Asker } from '../scan/ask.ts';
import { type ExploreChoices, explorerQuestions } from './groupings.ts';
import { SIZE_QUANTILES } from './sizes.ts';

/** Lets threads count all that the explorer shows for a filter, so that `explorePanels` finds it. Throws `invalid-input` and `cancelled`. */
export async function prepareExplorer(
  asker: Asker,
  table: ColumnTable,
  filter: Filter,
  choices: ExploreChoices,
  signal?: AbortSignal,
): Promise<void> {
  const everything: Question = { filter: EVERYTHING, dimensions: [], measures: 'cases' };
  const questions = explorerQuestions(table, filter, choices);
  const answers = await asker.ask(table, [...questions, everything], signal);
  const at = questions.findIndex(({ dimensions }) => dimensions[0] === BY_STEP);
  const bySize = answers[at] as Answer;
  const found = await asker.quantiles(table, questions[at] as Question, bySize, SIZE_QUANTILES, signal);
  plantQuantiles(bySize.selection, SIZE_QUANTILES, found);
}
