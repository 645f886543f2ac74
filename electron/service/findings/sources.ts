import { eachBit } from '../../../shared/columns/bitmap.ts';
import { select } from '../../../shared/columns/select.ts';
import type { ColumnTable } from '../../../shared/columns/table.ts';
import type { Filter } from '../../../shared/domain/filter.ts';
import type { ReadDb } from '../db/connect.ts';
import { packSources } from '../db/queries/packs.ts';

/** An import a finding rests on. */
export interface RestsOn {
  source: string;
  sha256: string;
}

/** The imports of the sources that the selected cases come from; all there are where the columns name none. */
export function restsOn(read: ReadDb, table: ColumnTable, filter: Filter): RestsOn[] {
  const named = sourcesOf(table, filter);
  return packSources(read)
    .filter(({ source }) => named === null || named.has(source))
    .map(({ source, sha256 }) => ({ source, sha256 }));
}

function sourcesOf(table: ColumnTable, filter: Filter): Set<string> | null {
  const column = table.codes.source;
  if (!column) return null;
  const sets = new Set<number>();
  eachBit(select(table, filter).bits, (row) => sets.add(column.values[row] ?? 0));
  return new Set([...sets].flatMap((set) => column.sets[set] ?? []).flatMap((at) => column.codes[at] ?? []));
}

/** Names of those that are no longer there. */
export function undoneSources(rested: readonly RestsOn[], there: readonly RestsOn[]): string[] {
  const gone = rested.filter(({ sha256 }) => !there.some((one) => one.sha256 === sha256));
  return [...new Set(gone.map(({ source }) => source))];
}
