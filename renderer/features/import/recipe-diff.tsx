import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import { useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { DataTable } from '../../ui/data-table.tsx';
import { ErrorNote } from '../../ui/error-note.tsx';

/** What this recipe says otherwise than the suggested one, or than one of the workspace. */
export function RecipeDiff({ recipe, suggested }: { recipe: Recipe; suggested: Recipe }) {
  const words = useWords();
  const [against, setAgainst] = useState('suggested');
  const saved = useQueryOf('recipes.list', {}, { areas: ['imports'] }).data?.recipes ?? [];
  const from = saved.find(({ id }) => String(id) === against)?.recipe ?? suggested;
  const diff = useQueryOf('recipes.diff', { from, to: recipe });
  return (
    <>
      <NativeSelect
        mt="sm"
        label={words.text('import.recipe.against')}
        value={against}
        data={[
          { value: 'suggested', label: words.text('import.recipe.suggested') },
          ...saved.map(({ id, title }) => ({ value: String(id), label: title })),
        ]}
        onChange={(event) => setAgainst(event.currentTarget.value)}
      />
      {diff.error ? <ErrorNote error={diff.error} /> : null}
      <DataTable
        caption={words.text('import.recipe.diff')}
        rows={diff.data?.changes ?? []}
        keyOf={({ path, kind }) => `${path} ${kind}`}
        columns={[
          { key: 'path', label: words.text('import.recipe.path'), value: (row) => row.path },
          { key: 'from', label: words.text('import.recipe.from'), value: (row) => row.from },
          { key: 'to', label: words.text('import.recipe.to'), value: (row) => row.to },
        ]}
      />
    </>
  );
}
