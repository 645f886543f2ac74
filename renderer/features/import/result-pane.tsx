import { memo } from 'react';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { Understanding } from '../../../shared/contract/understanding.ts';
import { useWords } from '../../app/words.tsx';
import { Figures } from '../../ui/figures.tsx';
import { numbered } from '../../ui/numbered.ts';
import { ScrollRegion } from '../../ui/scroll-region.tsx';
import benchClasses from './bench.module.css';
import { columnNamed } from './edits.ts';
import { fieldText } from './field-names.ts';
import mappingClasses from './mapping.module.css';
import { isCodeField, lostOf, placedNow } from './outcomes.ts';
import recipeClasses from './recipe.module.css';
import { saidText } from './said.ts';

/** The records as they will be, their number, and what was found and decided in words. */
export const ResultPane = memo(function ResultPane({ understanding, recipe }: { understanding: Understanding; recipe: Recipe }) {
  const words = useWords();
  const leftOut = understanding.leftOut.reduce((sum, { count }) => sum + count, 0);
  const unplaced = understanding.columns.reduce((sum, column) => {
    const decided = columnNamed(recipe, column.header);
    return sum + (decided?.field && !decided.off ? lostOf(placedNow(column, decided)).rows : 0);
  }, 0);
  const said = [...understanding.misfits, ...understanding.notes];
  return (
    <section className={benchClasses.pane} aria-label={words.text('import.pane.result')} data-pane tabIndex={-1} data-bench="result">
      <h3 className={benchClasses.paneTitle}>{words.text('import.pane.result')}</h3>
      <div className={recipeClasses.figures}>
        <Figures
          figures={[
            { label: words.text('import.result.records'), value: words.number(understanding.records) },
            { label: words.text('import.result.leftOut'), value: words.number(leftOut) },
            {
              label: words.text('import.result.unplaced'),
              value: words.number(unplaced),
              ...(unplaced > 0 ? { tone: 'warn' as const } : {}),
            },
          ]}
        />
      </div>
      <ScrollRegion className={recipeClasses.records} label={words.text('import.result.first')}>
        {said.length > 0 ? (
          <ul className={mappingClasses.notes} data-notes>
            {numbered(said).map(({ at, item }) => (
              <li key={at}>{saidText(words, item)}</li>
            ))}
          </ul>
        ) : null}
        {understanding.examples.map((example) => (
          <Example key={example.row} row={example.row} fields={example.fields} />
        ))}
      </ScrollRegion>
    </section>
  );
});

function Example({ row, fields }: { row: number; fields: Record<string, string> }) {
  const words = useWords();
  return (
    <article className={recipeClasses.record} aria-label={words.text('import.result.row', { row: words.number(row) })}>
      <h4>{words.text('import.result.row', { row: words.number(row) })}</h4>
      <dl>
        {Object.entries(fields).map(([field, value]) => (
          <div key={field}>
            <dt>{fieldText(words, field)}</dt>
            <dd>{isCodeField(field) ? codesText(value, (code) => words.label(field, code)) : value}</dd>
          </div>
        ))}
      </dl>
    </article>
  );
}

/** Codes stand apart by blanks; what is no code is shown as it is. */
function codesText(value: string, label: (code: string) => string): string {
  const codes = value.split(' ');
  const labels = codes.map(label);
  return labels.some((text, at) => text !== codes[at]) ? labels.join(' + ') : value;
}
