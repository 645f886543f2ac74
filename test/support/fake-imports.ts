import type { StowageContract } from '../../shared/contract/index.ts';
import { StowageError } from '../../shared/errors.ts';
import type { Area, Handlers, OutputOf } from '../../shared/rpc.ts';
import type { FakeImportsState } from './fake-imports-state.ts';
import { MESSY_RECIPE } from './fake-understanding.ts';

type Out<M extends keyof StowageContract> = OutputOf<StowageContract[M]>;
type ImportMethod = Extract<keyof StowageContract, `imports.${string}` | `recipes.${string}` | `values.${string}`>;

/** The import procedures of the made-up service: what it understands and imports is set by the test. */
export function fakeImportHandlers(
  state: FakeImportsState,
  changed: (areas: Area[]) => void,
): Pick<Handlers<StowageContract>, ImportMethod> {
  const recipes: Out<'recipes.list'>['recipes'] = [];
  return {
    'imports.list': () => ({ imports: [...state.imports] }),
    'imports.understand': (input, call) => state.understand(input, call),
    'imports.run': async (input, call) => {
      const report = await state.run(input, call);
      state.imports.push(state.importedFile());
      state.onImported();
      changed(['imports', 'cases', 'workspace', 'log']);
      return report;
    },
    'imports.undo': ({ id }) => {
      const [gone] = state.imports.splice(
        state.imports.findIndex((one) => one.id === id),
        1,
      );
      changed(['imports', 'cases', 'workspace', 'log']);
      return { cases: gone?.cases ?? 0 };
    },
    'imports.rerun': ({ dryRun }) => ({
      records: 11,
      unchanged: 8,
      changed: 3,
      added: 0,
      removed: 0,
      changes: [{ field: 'concealment', from: 'unplaced', to: 'C1', count: 3 }],
      dryRun,
    }),
    'imports.recipe': () => ({ recipe: state.recipe }),
    'recipes.list': () => ({ recipes: [...recipes] }),
    'recipes.save': ({ recipe }) => {
      recipes.push({ id: recipes.length + 1, title: recipe.title, savedAt: '2026-03-09T09:00:00Z', savedBy: 'AB', recipe });
      return { id: recipes.length };
    },
    'recipes.remove': () => ({ done: true }),
    'recipes.diff': () => ({ changes: [] }),
    'recipes.export': () => ({ done: true }),
    'recipes.read': () => ({ recipe: MESSY_RECIPE }),
    'values.suggest': ({ values }) => ({ suggestions: values.map((value) => ({ value, suggestions: SUGGESTED[value] ?? [] })) }),
    'values.clusters': ({ values }) => ({ clusters: values.length > 1 ? [{ values, how: 'spelling' }] : [] }),
  };
}

const cocaine = (score: number, how: 'spelling' | 'sound') => ({
  codes: ['G2.1'],
  label: 'Cocaine hydrochloride',
  matched: 'cocaine',
  score,
  how,
});

/** By the made-up vocabulary of these tests: one misspelling is near, the other only sounds alike. */
const SUGGESTED: Record<string, Out<'values.suggest'>['suggestions'][number]['suggestions']> = {
  Cocain: [cocaine(0.95, 'spelling')],
  Kokain: [cocaine(0.7, 'sound'), { codes: ['G2'], label: 'Cocaine-type', matched: 'coca', score: 0.5, how: 'words' }],
};

/** For procedures that a test does not need. */
export function refuse(): never {
  throw new StowageError('not-found', 'The made-up service of this test does not do that.');
}
