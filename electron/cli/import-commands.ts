import type { StowageContract } from '../../shared/contract/index.ts';
import type { Recipe } from '../../shared/contract/recipe.ts';
import type { OutputOf } from '../../shared/rpc.ts';
import { type Command, withWorkspace } from './command.ts';
import type { CommandDesk } from './desk.ts';
import { reportText } from './import-text.ts';
import { atMost, type Line, many, pathOf, text } from './options.ts';
import { type Answer, textTable, UsageError } from './output.ts';

const DECIDE = { decide: { type: 'string', multiple: true } } as const;
const RECIPE = { recipe: { type: 'string' } } as const;
const DRY_RUN = { 'dry-run': { type: 'boolean' } } as const;

export const importCommands: Command[] = [
  {
    name: 'import',
    usage: 'FILE --workspace FOLDER [--recipe R] [--decide id=value]… [--dry-run] [--again] [--save-recipe FILE]',
    does: 'imports a file, or says what it would do; what cannot be proved is asked, and answered by --decide or a recipe',
    options: { ...DRY_RUN, ...DECIDE, ...RECIPE, again: { type: 'boolean' }, 'save-recipe': { type: 'string' } },
    run: importFile,
  },
  { name: 'imports', usage: '--workspace FOLDER', does: 'lists what was imported', options: {}, run: listImports },
  { name: 'undo', usage: 'IMPORT --workspace FOLDER', does: 'takes an import back as a whole', options: {}, run: undoImport },
  {
    name: 'rerun',
    usage: 'IMPORT --workspace FOLDER [--recipe R] [--dry-run]',
    does: 'reads the original rows of an import again, or says what would change',
    options: { ...RECIPE, ...DRY_RUN },
    run: rerunImport,
  },
];

/** `id=value`, as often as there are answers. */
export function decisionsOf(line: Line): Record<string, string> {
  const pairs = many(line.values, 'decide').map((pair): [string, string] => {
    const at = pair.indexOf('=');
    if (at < 1) throw new UsageError(`--decide ${pair} is not id=value.`);
    return [pair.slice(0, at), pair.slice(at + 1)];
  });
  return Object.fromEntries(pairs);
}

/** The recipe that `--recipe` names, if it does. */
export async function recipeOf(line: Line, { client, token }: CommandDesk): Promise<{ recipe?: Recipe }> {
  const path = text(line.values, 'recipe');
  return path === undefined ? {} : client.call('recipes.read', { file: token(pathOf(path)) });
}

export function fileOf(line: Line): string {
  atMost(line, 1);
  const [file] = line.positionals;
  if (!file) throw new UsageError('The FILE is missing.');
  return pathOf(file);
}

/** The number of an import, as `imports` lists it. */
export function importNumber(line: Line): number {
  atMost(line, 1);
  const [number] = line.positionals;
  if (!number || !/^\d{1,9}$/.test(number)) throw new UsageError('The number of the IMPORT is missing; the command `imports` lists them.');
  return Number(number);
}

function importFile(line: Line): Promise<Answer> {
  const file = fileOf(line);
  const decisions = decisionsOf(line);
  const keepAs = text(line.values, 'save-recipe');
  return withWorkspace(line, async (desk) => {
    const { client, token, job } = desk;
    const recipe = await recipeOf(line, desk);
    const dryRun = line.values['dry-run'] === true;
    const input = { file: token(file), decisions, dryRun, again: line.values.again === true, ...recipe };
    const report = await client.call('imports.run', input, job);
    if (keepAs !== undefined) {
      const used = dryRun ? await understoodRecipe(desk, input) : await newestRecipe(desk);
      await client.call('recipes.export', { recipe: used, to: token(pathOf(keepAs)) });
    }
    return { json: report, text: reportText(report) };
  });
}

async function understoodRecipe(
  { client, job }: CommandDesk,
  input: { file: string; decisions: Record<string, string>; recipe?: Recipe },
): Promise<Recipe> {
  const { file, decisions, recipe } = input;
  return (await client.call('imports.understand', { file, decisions, ...(recipe === undefined ? {} : { recipe }) }, job)).recipe;
}

async function newestRecipe({ client }: CommandDesk): Promise<Recipe> {
  const { imports } = await client.call('imports.list', {});
  return (await client.call('imports.recipe', { id: imports[0]?.id ?? 0 })).recipe;
}

function listImports(line: Line): Promise<Answer> {
  atMost(line, 0);
  return withWorkspace(line, async ({ client }) => {
    const found = await client.call('imports.list', {});
    const rows = found.imports.map(({ id, importedAt, importedBy, source, fileName, cases, handling }) => [
      id,
      importedAt,
      importedBy,
      source,
      fileName,
      cases,
      handling,
    ]);
    return { json: found, text: textTable(['import', 'at', 'by', 'source', 'file', 'cases', 'handling'], rows) };
  });
}

function undoImport(line: Line): Promise<Answer> {
  const id = importNumber(line);
  return withWorkspace(line, async ({ client, job }) => {
    const undone = await client.call('imports.undo', { id }, job);
    return { json: undone, text: `Import ${id} was taken back, with its ${undone.cases} cases.` };
  });
}

function rerunImport(line: Line): Promise<Answer> {
  const id = importNumber(line);
  return withWorkspace(line, async (desk) => {
    const dryRun = line.values['dry-run'] === true;
    const report = await desk.client.call('imports.rerun', { id, dryRun, ...(await recipeOf(line, desk)) }, desk.job);
    return { json: report, text: rerunText(report) };
  });
}

function rerunText(report: OutputOf<StowageContract['imports.rerun']>): string {
  const { records, unchanged, changed, added, removed, changes, dryRun } = report;
  const counts = [
    ['records', records],
    ['unchanged', unchanged],
    ['changed', changed],
    ['added', added],
    ['removed', removed],
  ] satisfies [string, number][];
  const rows = changes.map(({ field, from, to, count }) => [field, from, to, count]);
  const table = changes.length === 0 ? [] : [textTable(['field', 'was', 'becomes', 'records'], rows)];
  return [textTable([dryRun ? 'nothing was changed' : 'changed', ''], counts), ...table].join('\n\n');
}
