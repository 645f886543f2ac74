import type { ListedSource } from '../../../shared/contract/disclosure.ts';
import type { ReadDb } from '../db/connect.ts';
import { originators, packSources } from '../db/queries/packs.ts';
import { needsOriginator } from '../documents/handling.ts';
import { isProtected } from './decide.ts';

/** The sources of the workspace by name, each once for each handling, with all cases of their imports. */
export function listedSources(read: ReadDb): ListedSource[] {
  const named = originators(read);
  const groups = Map.groupBy(packSources(read), ({ source, handling }) => JSON.stringify([source, handling]));
  return [...groups.values()]
    .flatMap((imports) => {
      const [first] = imports;
      if (!first) return [];
      const { source, handling } = first;
      const cases = imports.reduce((sum, { rows }) => sum + rows, 0);
      const originator = named.get(source) ?? '';
      return [{ source, originator, handling, cases, asks: needsOriginator(handling), guarded: isProtected(read, handling) }];
    })
    .toSorted((a, b) => (a.source < b.source ? -1 : 1));
}
