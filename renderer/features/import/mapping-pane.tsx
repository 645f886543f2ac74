import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { OpenQuestion, Understanding } from '../../../shared/contract/understanding.ts';
import { useWords } from '../../app/words.tsx';
import classes from './bench.module.css';
import { ColumnDetail } from './column-detail.tsx';
import { ColumnList } from './column-list.tsx';
import { columnOf, isOfTheFile } from './draft.ts';
import { columnNamed } from './edits.ts';
import { QuestionCard } from './question-card.tsx';

/** The mapping, field by field: above the columns, below the one that is chosen. */
export function MappingPane(props: {
  understanding: Understanding;
  recipe: Recipe;
  questions: OpenQuestion[];
  chosen: string | null;
  onChoose(header: string): void;
  onAnswer(id: string, value: string): void;
  onRecipe(recipe: Recipe): void;
}) {
  const words = useWords();
  const { understanding, recipe, questions } = props;
  const column = understanding.columns.find(({ header }) => header === props.chosen) ?? understanding.columns[0];
  const ofColumns = questions.filter(({ id }) => !isOfTheFile(id));
  const decided = column && columnNamed(recipe, column.header);
  return (
    <section className={classes.pane} aria-label={words.text('import.pane.mapping')} data-pane tabIndex={-1} data-bench="mapping">
      <h3 className={classes.paneTitle}>{words.text('import.pane.mapping')}</h3>
      {ofColumns
        .filter(({ id }) => columnOf(id) === null)
        .map((question) => (
          <QuestionCard key={question.id} question={question} onAnswer={(value) => props.onAnswer(question.id, value)} />
        ))}
      <ColumnList
        columns={understanding.columns}
        recipe={recipe}
        questions={ofColumns}
        chosen={column?.header ?? null}
        onChoose={props.onChoose}
      />
      {column && decided ? (
        <ColumnDetail
          key={column.header}
          column={column}
          decided={decided}
          recipe={recipe}
          questions={ofColumns.filter(({ id }) => columnOf(id) === column.header)}
          onAnswer={props.onAnswer}
          onRecipe={props.onRecipe}
        />
      ) : null}
    </section>
  );
}
