import type { Recipe, Said, ValueChoice } from '../contract/recipe.ts';
import type { OpenQuestion } from '../contract/understanding.ts';
import { recogniseLayout } from '../domain/layout.ts';
import { draftColumns } from './draft-columns.ts';
import { draftLayout } from './draft-layout.ts';
import { fileFacts, fileQuestions, tableFacts } from './file-questions.ts';
import { withEpoch } from './read-rules.ts';
import { rememberValues } from './remember.ts';
import { replayRecipe } from './replay.ts';
import { sheetNotes } from './sheet-notes.ts';
import type { Survey } from './survey.ts';

export interface DraftContext {
  /** A recipe to be replayed on this file. */
  recipe?: Recipe | undefined;
  /** Answers by the id of their question; an id without `:HEADER` answers all of its kind. */
  decisions: Record<string, string>;
  /** Choices made before for values of a field: this source's. */
  remembered(source: string, field: string): ValueChoice[];
  sourceName?: string | undefined;
  /** The one country whose subdivisions nearly all of these texts are, with their share; absent where no gazetteer is at hand. */
  countryOf?: ((divisions: string[]) => { country: string; share: number } | undefined) | undefined;
  /** True for the name or code of a subdivision of that country. */
  divisionOf?: ((text: string, country: string) => boolean) | undefined;
}

export interface Drafted {
  /** Complete when `questions` is empty. */
  recipe: Recipe;
  questions: OpenQuestion[];
  notes: Said[];
  /** What a replayed recipe did not expect. */
  misfits: Said[];
}

/** What a step of drafting decided; the recipe's file and table are put in afterwards. */
export type Drafting = Pick<Drafted, 'recipe' | 'questions' | 'notes'>;

function withFile(recipe: Recipe, survey: Survey, decisions: Record<string, string>, replayed: boolean): Recipe {
  const said = fileFacts(survey, decisions);
  const file = replayed ? { ...recipe.file, ...said, sheet: recipe.file.sheet, entry: recipe.file.entry } : said;
  const table = replayed ? recipe.table : { ...recipe.table, ...tableFacts(survey, decisions) };
  return { ...recipe, file, table };
}

/** Headers of the file itself. */
export function ofFile({ header, sheetColumn, sections, measures, marks }: Survey): string[] {
  const arisen =
    (sheetColumn === undefined ? 0 : 1) + (sections?.names.length ?? 0) + (measures?.columns.length ?? 0) + (marks?.length ?? 0);
  return header.headers.slice(0, header.headers.length - arisen);
}

function start(survey: Survey, context: DraftContext): Drafting & { misfits: Said[] } {
  if (context.recipe) return replayRecipe(survey, context.recipe, context.decisions);
  const layout = recogniseLayout(ofFile(survey));
  const drafted = layout ? draftLayout(layout, survey, context) : draftColumns(survey, context);
  return { ...drafted, misfits: [] };
}

/**
 * A recipe for a surveyed file: that of a recognised layout, a given one fitted to the file, or one suggested column by column. What the file does
 * not prove is asked in `questions`; until then the recipe holds what the evidence leans to.
 */
export function draftRecipe(survey: Survey, context: DraftContext): Drafted {
  const started = start(survey, context);
  const named =
    context.sourceName === undefined
      ? started.recipe
      : { ...started.recipe, source: { ...started.recipe.source, name: context.sourceName } };
  const placed = withFile(named, survey, context.decisions, context.recipe !== undefined);
  const { recipe, notes } = rememberValues(withEpoch(placed, survey.epoch), survey, context.remembered);
  return {
    recipe,
    questions: [...fileQuestions(survey, context.decisions, context.recipe), ...started.questions],
    notes: [...started.notes, ...sheetNotes(survey, recipe), ...notes],
    misfits: started.misfits,
  };
}
