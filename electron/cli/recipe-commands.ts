import type { Recipe } from '../../shared/contract/recipe.ts';
import { type Command, withWorkspace } from './command.ts';
import { openCommandDesk } from './desk.ts';
import { decisionsOf, fileOf, importNumber, recipeOf } from './import-commands.ts';
import { understandingText } from './import-text.ts';
import { atMost, type Line, needed, pathOf } from './options.ts';
import { type Answer, textTable, UsageError } from './output.ts';

export const recipeCommands: Command[] = [
  {
    name: 'understand',
    usage: 'FILE --workspace FOLDER [--recipe R] [--decide id=value]…',
    does: 'reads a file and says what it holds, what each column is taken for and what must be decided; imports nothing',
    options: { decide: { type: 'string', multiple: true }, recipe: { type: 'string' } },
    run: understand,
  },
  {
    name: 'recipe diff',
    usage: 'A B',
    does: 'says what differs between two recipes; needs no workspace',
    options: {},
    run: diffRecipes,
  },
  {
    name: 'recipe',
    usage: 'IMPORT --workspace FOLDER --out FILE',
    does: 'writes the recipe of an import to a file',
    options: { out: { type: 'string' } },
    run: exportRecipe,
  },
];

function understand(line: Line): Promise<Answer> {
  const file = fileOf(line);
  const decisions = decisionsOf(line);
  return withWorkspace(line, async (desk) => {
    const found = await desk.client.call(
      'imports.understand',
      { file: desk.token(file), decisions, ...(await recipeOf(line, desk)) },
      desk.job,
    );
    return { json: found, text: understandingText(found) };
  });
}

function exportRecipe(line: Line): Promise<Answer> {
  const id = importNumber(line);
  const path = pathOf(needed(line.values, 'out'));
  return withWorkspace(line, async ({ client, token }) => {
    const { recipe } = await client.call('imports.recipe', { id });
    await client.call('recipes.export', { recipe, to: token(path) });
    return { json: { path, recipe }, text: path };
  });
}

async function diffRecipes(line: Line): Promise<Answer> {
  atMost(line, 2);
  const [first, second] = line.positionals;
  if (!first || !second) throw new UsageError('Two recipes, A and B, are needed.');
  const desk = openCommandDesk();
  try {
    const read = async (path: string): Promise<Recipe> =>
      (await desk.client.call('recipes.read', { file: desk.token(pathOf(path)) })).recipe;
    const found = await desk.client.call('recipes.diff', { from: await read(first), to: await read(second) });
    const rows = found.changes.map(({ path, kind, from, to }) => [path, kind, from, to]);
    return { json: found, text: rows.length === 0 ? 'Nothing differs.' : textTable(['where', 'what', 'A', 'B'], rows) };
  } finally {
    await desk.close();
  }
}
