import { Button, Select, TextInput } from '@mantine/core';
import { IconHelpCircle } from '@tabler/icons-react';
import { useId, useState } from 'react';
import type { OpenQuestion } from '../../../shared/contract/understanding.ts';
import { useWords } from '../../app/words.tsx';
import { textOr } from '../../ui/format.ts';
import { numbered } from '../../ui/numbered.ts';
import { columnOf, kindOf } from './draft.ts';
import mappingClasses from './mapping.module.css';
import { saidText } from './said.ts';
import valuesClasses from './values.module.css';

/** Answers that stand as buttons; the rest is searched. */
const MOST_BUTTONS = 6;

/** What the file does not prove: the evidence, cells that show the doubt, and one button for each answer. */
export function QuestionCard({ question, onAnswer }: { question: OpenQuestion; onAnswer(value: string): void }) {
  const words = useWords();
  const title = useId();
  const header = columnOf(question.id);
  return (
    <section className={mappingClasses.question} aria-labelledby={title} data-question={question.id}>
      <h4 id={title}>
        <IconHelpCircle size={15} aria-hidden />
        {textOr(words, `import.question.${kindOf(question.id)}`, question.id)} {header ? <code>{header}</code> : null}
      </h4>
      <p>{saidText(words, question.evidence)}</p>
      {question.examples.length > 0 ? (
        <ul className={mappingClasses.examples}>
          {numbered(question.examples.slice(0, 5)).map(({ at, item }) => (
            <li key={at}>
              <code>{item}</code>
            </li>
          ))}
        </ul>
      ) : null}
      <div className={mappingClasses.answers}>
        {question.options.slice(0, MOST_BUTTONS).map((option) => (
          <Button key={option.value} variant="default" data-answer={option.value} onClick={() => onAnswer(option.value)}>
            {saidText(words, option.label)}
          </Button>
        ))}
      </div>
      {question.options.length > MOST_BUTTONS ? (
        <Select
          label={words.text('import.question.own')}
          searchable
          maxDropdownHeight={240}
          value={null}
          data={question.options.slice(MOST_BUTTONS).map(({ value, label }) => ({ value, label: saidText(words, label) }))}
          onChange={(value) => value !== null && onAnswer(value)}
        />
      ) : null}
      {question.options.length === 0 ? <OwnAnswer onAnswer={onAnswer} /> : null}
    </section>
  );
}

function OwnAnswer({ onAnswer }: { onAnswer(value: string): void }) {
  const words = useWords();
  const [value, setValue] = useState('');
  return (
    <form
      className={valuesClasses.search}
      onSubmit={(event) => {
        event.preventDefault();
        if (value.trim() !== '') onAnswer(value.trim());
      }}
    >
      <TextInput label={words.text('import.question.own')} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
      <Button type="submit" variant="default" disabled={value.trim() === ''}>
        {words.text('import.question.use')}
      </Button>
    </form>
  );
}
