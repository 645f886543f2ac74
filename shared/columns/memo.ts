import type { ColumnTable } from './table.ts';

/**
 * Keeps what was derived from a table for as long as the table lives, the `limit` last used entries of each kind.
 * Tables never change after they were built, so nothing here can go stale.
 */
export function createMemo<T>(limit: number): (table: ColumnTable, key: string, make: () => T) => T {
  const tables = new WeakMap<ColumnTable, Map<string, T>>();
  return (table, key, make) => {
    const known = tables.get(table) ?? new Map<string, T>();
    tables.set(table, known);
    const value = known.has(key) ? (known.get(key) as T) : make();
    known.delete(key);
    known.set(key, value);
    if (known.size > limit) known.delete(known.keys().next().value as string);
    return value;
  };
}
