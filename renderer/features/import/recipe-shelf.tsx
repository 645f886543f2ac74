import { ActionIcon, Button, Group, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import type { Recipe } from '../../../shared/contract/recipe.ts';
import type { StowageError } from '../../../shared/errors.ts';
import { asStowageError } from '../../app/jobs.ts';
import { useClient, useCommand, useNative, useQueryOf } from '../../app/service.tsx';
import { useWords } from '../../app/words.tsx';
import { fileNameOf, saveFile } from '../../blocks/save-file.ts';
import { ErrorNote } from '../../ui/error-note.tsx';
import { instantText } from '../../ui/format.ts';
import benchClasses from './bench.module.css';
import recipeClasses from './recipe.module.css';

/** Recipes of the workspace: save this one, take another, read one from a file, write this one to a file. */
export function RecipeShelf({ recipe, onLoad }: { recipe: Recipe; onLoad(recipe: Recipe): void }) {
  const words = useWords();
  const native = useNative();
  const client = useClient();
  const [title, setTitle] = useState(recipe.title);
  const [error, setError] = useState<StowageError | null>(null);
  const list = useQueryOf('recipes.list', {}, { areas: ['imports'] });
  const save = useCommand('recipes.save');
  const remove = useCommand('recipes.remove');
  const saved = list.data?.recipes ?? [];
  const same = saved.find((one) => one.title === title.trim());
  const keep = () => save.mutate({ recipe: { ...recipe, title: title.trim() }, ...(same ? { id: same.id } : {}) }, { onSuccess: refresh });
  const refresh = () => void list.refetch();
  const read = async () => {
    setError(null);
    try {
      const file = await native.pickFile('import');
      if (file) onLoad((await client.call('recipes.read', { file: file.token })).recipe);
    } catch (thrown) {
      setError(asStowageError(thrown));
    }
  };
  const problem = error ?? save.error ?? remove.error ?? list.error;
  return (
    <div className={recipeClasses.shelf}>
      {problem ? <ErrorNote error={problem} /> : null}
      <Group align="flex-end" gap="sm">
        <TextInput
          className={benchClasses.grow}
          label={words.text('import.recipe.name')}
          value={title}
          maxLength={300}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Button disabled={title.trim() === ''} loading={save.isPending} onClick={keep}>
          {words.text(same ? 'import.recipe.replace' : 'import.recipe.save')}
        </Button>
      </Group>
      <Group gap="sm">
        <Button variant="default" onClick={() => saveFile(fileNameOf(title || 'recipe', 'json'), recipeBlob({ ...recipe, title }))}>
          {words.text('import.recipe.export')}
        </Button>
        <Button variant="default" onClick={() => void read()}>
          {words.text('import.recipe.read')}
        </Button>
      </Group>
      {saved.length === 0 ? <p className={benchClasses.soft}>{words.text('import.recipe.none')}</p> : null}
      <ul className={recipeClasses.savedRecipes} aria-label={words.text('import.recipe.saved')}>
        {saved.map((one) => (
          <li key={one.id}>
            <span className={benchClasses.grow}>
              <strong>{one.title}</strong>
              <small>{words.text('import.recipe.by', { at: instantText(words, one.savedAt), by: one.savedBy })}</small>
            </span>
            <Button
              variant="default"
              aria-label={words.text('import.recipe.useNamed', { title: one.title })}
              onClick={() => onLoad(one.recipe)}
            >
              {words.text('import.recipe.use')}
            </Button>
            <ActionIcon
              aria-label={words.text('import.recipe.removeNamed', { title: one.title })}
              onClick={() => remove.mutate({ id: one.id }, { onSuccess: refresh })}
            >
              <IconTrash size={15} aria-hidden />
            </ActionIcon>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** As the service writes it: readable, two blanks to a level. */
function recipeBlob(recipe: Recipe): Blob {
  return new Blob([`${JSON.stringify(recipe, null, 2)}\n`], { type: 'application/json' });
}
