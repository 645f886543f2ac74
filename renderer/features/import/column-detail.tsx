import { Select } from '@mantine/core';
import type { Recipe, RecipeColumn } from '../../../shared/contract/recipe.ts';
import type { OpenQuestion, SuggestedColumn } from '../../../shared/contract/understanding.ts';
import { FIELDS } from '../../../shared/domain/fields.ts';
import type { Wording } from '../../../shared/report/wording.ts';
import { useWords } from '../../app/words.tsx';
import { numbered } from '../../ui/numbered.ts';
import benchClasses from './bench.module.css';
import { withChoices, withColumn, withField, withoutChoices } from './edits.ts';
import { asField, fieldText } from './field-names.ts';
import mappingClasses from './mapping.module.css';
import { isCodeField, placedNow } from './outcomes.ts';
import { QuestionCard } from './question-card.tsx';
import { ReadRuleForm } from './read-rule.tsx';
import { saidText } from './said.ts';
import { ValueList } from './value-list.tsx';
import { ValuesToPlace } from './values-to-place.tsx';

const NO_FIELD = '-';

/** One column: the field it feeds and why, how its cells are read, what is asked about it, and what every value becomes. */
export function ColumnDetail(props: {
  column: SuggestedColumn;
  decided: RecipeColumn;
  recipe: Recipe;
  questions: OpenQuestion[];
  onAnswer(id: string, value: string): void;
  onRecipe(recipe: Recipe): void;
}) {
  const words = useWords();
  const { column, decided, recipe, onRecipe } = props;
  const { header } = column;
  const field = decided.off ? null : decided.field;
  const values = placedNow(column, decided);
  return (
    <section className={mappingClasses.detail} aria-label={words.text('import.mapping.column', { header })} data-detail={header}>
      <Select
        label={words.text('import.mapping.field')}
        description={saidText(words, column.reason)}
        searchable
        allowDeselect={false}
        maxDropdownHeight={320}
        nothingFoundMessage={words.text('import.mapping.noField')}
        value={field ?? NO_FIELD}
        data={fieldOptions(words, column)}
        onChange={(value) => onRecipe(withField(recipe, header, asField(value ?? NO_FIELD)))}
      />
      {props.questions.map((question) => (
        <QuestionCard key={question.id} question={question} onAnswer={(value) => props.onAnswer(question.id, value)} />
      ))}
      <div className={mappingClasses.choices}>
        <ReadRuleForm column={decided} onRead={(read) => onRecipe(withColumn(recipe, header, (one) => ({ ...one, read })))} />
      </div>
      {column.notes.length > 0 ? (
        <ul className={mappingClasses.notes}>
          {numbered(column.notes).map(({ at, item }) => (
            <li key={at}>{saidText(words, item)}</li>
          ))}
        </ul>
      ) : null}
      <p className={benchClasses.facts}>
        {words.text('import.mapping.facts', {
          filled: words.number(column.filled),
          blank: words.number(column.blank),
          distinct: column.distinct,
          shown: words.number(column.distinct),
        })}
      </p>
      {isCodeField(field) ? (
        <ValuesToPlace
          key={`${header} ${field}`}
          field={field}
          source={recipe.source.name}
          values={values}
          onPlace={(placings) => onRecipe(withChoices(recipe, header, placings))}
          onFree={(chosen) => onRecipe(withoutChoices(recipe, header, chosen))}
        />
      ) : (
        <ValueList field={field} values={values} />
      )}
    </section>
  );
}

/** The suggested field and its rivals first, each with its reason; then every other. */
function fieldOptions(words: Wording, column: SuggestedColumn) {
  const first = [...(column.field ? [column.field] : []), ...column.others.map((one) => one.field)];
  const option = (value: string) => ({ value, label: fieldText(words, value) });
  const rest = FIELDS.filter((field) => !first.includes(field))
    .map(option)
    .sort((a, b) => words.compare(a.label, b.label));
  return [
    ...(first.length > 0 ? [{ group: words.text('import.mapping.fits'), items: [...new Set(first)].map(option) }] : []),
    {
      group: words.text('import.mapping.otherFields'),
      items: [{ value: NO_FIELD, label: words.text('import.mapping.keptOnly') }, ...rest],
    },
  ];
}
