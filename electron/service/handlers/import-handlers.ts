import type { importsContract } from '../../../shared/contract/imports.ts';
import { StowageError } from '../../../shared/errors.ts';
import { clusterValues } from '../../../shared/reconcile/clusters.ts';
import type { AreaHandlers, Grant, ServiceContext } from '../context.ts';
import { listImports, storedImport } from '../db/queries/imports.ts';
import { listRecipes } from '../db/queries/recipes.ts';
import { diffRecipes } from '../import/diff-recipes.ts';
import { readRecipe, writeRecipe } from '../import/recipe-file.ts';
import { recipeOfImport } from '../import/recognise.ts';
import { rerunStored } from '../import/rerun-import.ts';
import { bringColumnsUpToDate, runImport } from '../import/run-import.ts';
import { suggestValues } from '../import/suggest-values.ts';
import { understandFile } from '../import/understand-file.ts';
import { noImport } from '../import/undo-import.ts';

export const importHandlers: AreaHandlers<keyof typeof importsContract> = {
  'imports.list': (service) => ({
    imports: listImports(service.session().read),
  }),
  'imports.understand': (service, input, call) => understandFile(service, input, call),
  'imports.run': (service, input, call) => runImport(service, input, call),
  'imports.undo': async (service, { id }, call) => {
    call.progress({ fraction: null, step: 'import-undo' });
    const undone = await service.session().writer.run('import.undo', { id }, call);
    await bringColumnsUpToDate(service, call);
    service.changed(['imports', 'cases', 'log', 'workspace']);
    return undone;
  },
  'imports.rerun': (service, input, call) => rerunStored(service, input, call),
  'imports.recipe': (service, { id }) => {
    const stored = storedImport(service.session().read, id);
    if (!stored) throw noImport();
    return { recipe: recipeOfImport(stored) };
  },

  'recipes.list': (service) => ({ recipes: listRecipes(service.session().read) }),
  'recipes.save': async (service, { recipe, id }) => {
    const saved = await service.session().writer.run('recipe.save', { recipe, id, at: service.now().toISOString() });
    service.changed(['imports', 'log']);
    return saved;
  },
  'recipes.remove': async (service, { id }) => {
    await service.session().writer.run('recipe.remove', { id });
    service.changed(['imports', 'log']);
    return { done: true };
  },
  'recipes.diff': (_service, { from, to }) => ({ changes: diffRecipes(from, to) }),
  'recipes.export': async (service, { recipe, to }) => {
    await writeRecipe(chosenPath(service.grant(to)), recipe, service.session().writer);
    service.changed(['log']);
    return { done: true };
  },
  'recipes.read': (service: ServiceContext, { file }) => ({ recipe: readRecipe(service.grant(file)) }),

  'values.suggest': (service, input) => suggestValues(service.session().read, input),
  'values.clusters': (_service, { values }) => ({ clusters: clusterValues(values) }),
};

function chosenPath(grant: Grant): string {
  if (grant.kind === 'path') return grant.path;
  throw new StowageError('invalid-input', 'A place to write to is needed here, and an uploaded file was given. Nothing was written.');
}
