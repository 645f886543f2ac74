import type { StowageContract } from '../../shared/contract/index.ts';
import type { Recipe } from '../../shared/contract/recipe.ts';
import type { Handlers, OutputOf } from '../../shared/rpc.ts';

/** What the made-up service knows of imports; a test may replace any of it. */
export interface FakeImportsState {
  imports: OutputOf<StowageContract['imports.list']>['imports'];
  recipe: Recipe;
  understand: Handlers<StowageContract>['imports.understand'];
  run: Handlers<StowageContract>['imports.run'];
  importedFile(): OutputOf<StowageContract['imports.list']>['imports'][number];
  onImported(): void;
}
