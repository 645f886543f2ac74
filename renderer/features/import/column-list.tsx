import { UnstyledButton } from '@mantine/core';
import { IconAlertTriangle, IconArrowRight, IconHelpCircle } from '@tabler/icons-react';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { OpenQuestion, SuggestedColumn } from '../../../shared/contract/understanding.ts';
import { useWords } from '../../app/words.tsx';
import { moveInList } from '../../ui/arrow-list.ts';
import benchClasses from './bench.module.css';
import { columnOf } from './draft.ts';
import { columnNamed } from './edits.ts';
import { fieldText } from './field-names.ts';
import mappingClasses from './mapping.module.css';
import { lostOf, placedNow } from './outcomes.ts';

/** Every column of the file with the field it feeds, and a mark where something is asked or would be lost. */
export function ColumnList(props: {
  columns: SuggestedColumn[];
  recipe: Recipe;
  questions: OpenQuestion[];
  chosen: string | null;
  onChoose(header: string): void;
}) {
  const words = useWords();
  return (
    <ul className={mappingClasses.columns} aria-label={words.text('import.mapping.title')} onKeyDown={moveInList}>
      {props.columns.map((column) => (
        <ColumnLine
          key={`${column.header} ${column.field}`}
          column={column}
          recipe={props.recipe}
          isAsked={props.questions.some(({ id }) => columnOf(id) === column.header)}
          isChosen={column.header === props.chosen}
          onChoose={() => props.onChoose(column.header)}
        />
      ))}
    </ul>
  );
}

function ColumnLine(props: { column: SuggestedColumn; recipe: Recipe; isAsked: boolean; isChosen: boolean; onChoose(): void }) {
  const words = useWords();
  const { column, isChosen } = props;
  const own = props.recipe.columns.find(({ header, field }) => header === column.header && field === column.field);
  const decided = own ?? columnNamed(props.recipe, column.header);
  const field = decided && !decided.off ? decided.field : null;
  const lost = field === null ? 0 : lostOf(placedNow(column, decided)).values;
  return (
    <li>
      <UnstyledButton
        data-item
        data-column={column.header}
        tabIndex={isChosen ? 0 : -1}
        aria-current={isChosen || undefined}
        className={mappingClasses.column}
        onClick={props.onChoose}
        onFocus={props.onChoose}
      >
        <code className={mappingClasses.columnName}>{column.header || words.text('import.mapping.unnamed')}</code>
        <IconArrowRight size={13} aria-hidden className={mappingClasses.arrow} />
        <span className={mappingClasses.columnField} data-none={field === null || undefined}>
          {field === null ? words.text('import.mapping.keptOnly') : fieldText(words, field)}
        </span>
        <span className={mappingClasses.marks}>
          {props.isAsked ? (
            <span className={mappingClasses.marked}>
              <IconHelpCircle size={14} aria-hidden />
              <span className={benchClasses.spoken}>{words.text('import.mapping.asked')}</span>
            </span>
          ) : null}
          {lost > 0 ? (
            <span className={mappingClasses.marked} title={words.text('import.mapping.lost', { values: lost, shown: words.number(lost) })}>
              <IconAlertTriangle size={13} aria-hidden />
              {words.number(lost)}
              <span className={benchClasses.spoken}>{words.text('import.mapping.lost', { values: lost, shown: words.number(lost) })}</span>
            </span>
          ) : null}
        </span>
      </UnstyledButton>
    </li>
  );
}
