import { Switch } from '@mantine/core';
import { memo } from 'react';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { OpenQuestion, Understanding } from '../../../shared/contract/understanding.ts';
import { useWords } from '../../app/words.tsx';
import benchClasses from './bench.module.css';
import { isOfTheFile } from './draft.ts';
import { withKind, withRow } from './edits.ts';
import { FileChoices } from './file-choices.tsx';
import { QuestionCard } from './question-card.tsx';
import rawClasses from './raw.module.css';
import { RawRows } from './raw-rows.tsx';

/** The file as it is: how it is read, and its rows with the part each was taken for. */
export const FilePane = memo(function FilePane(props: {
  understanding: Understanding;
  recipe: Recipe;
  questions: OpenQuestion[];
  onAnswer(id: string, value: string): void;
  onRecipe(recipe: Recipe): void;
}) {
  const words = useWords();
  const { understanding, recipe, onAnswer, onRecipe } = props;
  const own = props.questions.filter(({ id }) => isOfTheFile(id));
  const asked = new Set(own.map(({ id }) => id));
  return (
    <section className={benchClasses.pane} aria-label={words.text('import.pane.file')} data-pane tabIndex={-1} data-bench="file">
      <h3 className={benchClasses.paneTitle}>{words.text('import.pane.file')}</h3>
      {own.map((question) => (
        <QuestionCard key={question.id} question={question} onAnswer={(value) => onAnswer(question.id, value)} />
      ))}
      <RawRows
        rows={understanding.rows}
        onHeader={(row) => onAnswer('header-row', String(row.row + recipe.table.headerAt + recipe.table.headerRows - 1))}
        onPart={(row, part) => onRecipe(withRow(recipe, row, part))}
      />
      <LeftOut understanding={understanding} recipe={recipe} onRecipe={onRecipe} />
      <details
        className={rawClasses.more}
        open={asked.has('encoding') || asked.has('delimiter') || asked.has('sheet') || asked.has('entry')}
      >
        <summary>{words.text('import.file.how')}</summary>
        <FileChoices file={understanding.file} sheet={recipe.file.sheet} onAnswer={onAnswer} />
      </details>
    </section>
  );
});

/** Each kind of row that is left out, with its number and a way to disagree with all of them. */
function LeftOut({ understanding, recipe, onRecipe }: { understanding: Understanding; recipe: Recipe; onRecipe(recipe: Recipe): void }) {
  const words = useWords();
  const kinds = new Set([...understanding.leftOut.filter(({ count }) => count > 0), ...recipe.table.leaveOut].map(({ kind }) => kind));
  if (kinds.size === 0) return null;
  return (
    <fieldset className={rawClasses.leftOut}>
      <legend>{words.text('import.leftOut.title')}</legend>
      {[...kinds].map((kind) => {
        const count = understanding.leftOut.find((one) => one.kind === kind)?.count ?? 0;
        const isOff = recipe.table.leaveOut.find((one) => one.kind === kind)?.off ?? false;
        return (
          <Switch
            key={kind}
            size="xs"
            checked={!isOff}
            label={words.text('import.leftOut.kind', { part: words.text(`import.part.${kind}`), rows: count, shown: words.number(count) })}
            onChange={(event) => onRecipe(withKind(recipe, kind, !event.currentTarget.checked))}
          />
        );
      })}
    </fieldset>
  );
}
