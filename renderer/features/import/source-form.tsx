import { Button, NativeSelect, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import { FIELDS } from '../../../shared/domain/fields.ts';
import { codesOf } from '../../../shared/domain/vocabulary.ts';
import { useWords } from '../../app/words.tsx';
import { withConstant } from './edits.ts';
import { asField, fieldText } from './field-names.ts';
import classes from './mapping.module.css';

/** What the source is called, whose it is, and under which condition its records may be passed on. */
export function SourceForm({ recipe, onRecipe }: { recipe: Recipe; onRecipe(recipe: Recipe): void }) {
  const words = useWords();
  const { source } = recipe;
  const say = (change: Partial<Recipe['source']>) => onRecipe({ ...recipe, source: { ...source, ...change } });
  const text = (key: 'name' | 'originator', value: string) => {
    const said = value.trim();
    if (said !== source[key] && (said !== '' || key === 'originator')) say({ [key]: said });
  };
  return (
    <div className={classes.choices}>
      {(['name', 'originator'] as const).map((key) => (
        <TextInput
          key={`${key} ${source[key]}`}
          label={words.text(`import.source.${key}`)}
          defaultValue={source[key]}
          maxLength={300}
          onBlur={(event) => text(key, event.currentTarget.value)}
        />
      ))}
      <NativeSelect
        label={words.text('import.list.handling')}
        value={source.handling}
        data={[...new Set([source.handling, ...codesOf('handling', 1), ...codesOf('handling', 2)])].map((value) => ({
          value,
          label: words.label('handling', value),
        }))}
        onChange={(event) => say({ handling: event.currentTarget.value })}
      />
    </div>
  );
}

/** A value that stands in no column and holds for every row, such as the country. */
export function ConstantForm({ recipe, onRecipe }: { recipe: Recipe; onRecipe(recipe: Recipe): void }) {
  const words = useWords();
  const [field, setField] = useState<string | null>(null);
  const [value, setValue] = useState('');
  const known = asField(field ?? '');
  return (
    <form
      className={classes.choices}
      aria-label={words.text('import.constant.title')}
      onSubmit={(event) => {
        event.preventDefault();
        if (known === null || value.trim() === '') return;
        onRecipe(withConstant(recipe, known, value.trim()));
        setField(null);
        setValue('');
      }}
    >
      <Select
        label={words.text('import.constant.field')}
        searchable
        value={field}
        data={FIELDS.map((one) => ({ value: one, label: fieldText(words, one) })).sort((a, b) => words.compare(a.label, b.label))}
        onChange={setField}
      />
      <TextInput label={words.text('import.constant.value')} value={value} onChange={(event) => setValue(event.currentTarget.value)} />
      <Button type="submit" variant="default" disabled={known === null || value.trim() === ''}>
        {words.text('import.constant.add')}
      </Button>
    </form>
  );
}
