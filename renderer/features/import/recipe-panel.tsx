import { Drawer, Switch, Tabs } from '@mantine/core';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { useWords } from '../../app/words.tsx';
import { fieldText } from './field-names.ts';
import { delimiterText } from './file-choices.tsx';
import classes from './recipe.module.css';
import { RecipeDiff } from './recipe-diff.tsx';
import { RecipeShelf } from './recipe-shelf.tsx';
import { type RecipeStep, stepsOf } from './recipe-steps.ts';
import { saidText } from './said.ts';
import { ConstantForm, SourceForm } from './source-form.tsx';

/** The recipe as steps that can be switched off; saved, loaded, exported and compared. */
export function RecipePanel(props: {
  open: boolean;
  recipe: Recipe;
  /** As the service suggested it, to compare with. */
  suggested: Recipe;
  onRecipe(recipe: Recipe): void;
  /** Another recipe takes the place of this one. */
  onLoad(recipe: Recipe): void;
  onClose(): void;
}) {
  const words = useWords();
  return (
    <Drawer
      opened={props.open}
      onClose={props.onClose}
      position="right"
      size="lg"
      title={words.text('import.recipe.title')}
      closeButtonProps={{ 'aria-label': words.text('frame.close') }}
    >
      <Tabs defaultValue="steps" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="steps">{words.text('import.recipe.steps')}</Tabs.Tab>
          <Tabs.Tab value="shelf">{words.text('import.recipe.shelf')}</Tabs.Tab>
          <Tabs.Tab value="diff">{words.text('import.recipe.diff')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="steps">
          <SourceForm recipe={props.recipe} onRecipe={props.onRecipe} />
          <Steps recipe={props.recipe} onRecipe={props.onRecipe} />
          <ConstantForm recipe={props.recipe} onRecipe={props.onRecipe} />
        </Tabs.Panel>
        <Tabs.Panel value="shelf">
          <RecipeShelf recipe={props.recipe} onLoad={props.onLoad} />
        </Tabs.Panel>
        <Tabs.Panel value="diff">
          <RecipeDiff recipe={props.recipe} suggested={props.suggested} />
        </Tabs.Panel>
      </Tabs>
    </Drawer>
  );
}

function Steps({ recipe, onRecipe }: { recipe: Recipe; onRecipe(recipe: Recipe): void }) {
  const words = useWords();
  return (
    <ol className={classes.steps} aria-label={words.text('import.recipe.steps')}>
      {stepsOf(recipe).map((step) => (
        <li key={step.id} data-off={step.isOff || undefined} data-kind={step.kind}>
          {step.set ? (
            <Switch
              size="xs"
              checked={!step.isOff}
              label={stepText(words, step)}
              description={step.reason ? saidText(words, step.reason) : undefined}
              onChange={(event) => step.set && onRecipe(step.set(recipe, !event.currentTarget.checked))}
            />
          ) : (
            <span className={classes.fixedStep}>{stepText(words, step)}</span>
          )}
        </li>
      ))}
    </ol>
  );
}

function stepText(words: Wording, { kind, values }: RecipeStep): string {
  const text = (more: Record<string, string | number> = {}) => words.text(`import.recipe.step.${kind}`, { ...values, ...more });
  if (kind === 'leave-out') return text({ part: words.text(`import.part.${values.part}`) });
  if (kind === 'file') return fileText(words, values);
  if ('field' in values) return text({ field: fieldText(words, String(values.field)) });
  return text();
}

function fileText(words: Wording, values: RecipeStep['values']): string {
  const { format, encoding, delimiter, sheet } = values;
  return [format, encoding, sheet, delimiter ? delimiterText(words, String(delimiter)) : ''].filter(Boolean).join(' · ');
}
