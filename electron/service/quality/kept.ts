import type { ReadDb } from '../db/connect.ts';
import { dataVersion } from '../db/queries/meta.ts';

/** What was computed from the records, kept while they stay as they are. */
export interface Kept<T> {
  /** The value for a key at the present data version; computed on first use. */
  get(db: ReadDb, key: string, make: () => Promise<T>): Promise<T>;
  /** The records are the same at this version as at the one before it: only merges changed. */
  carry(db: ReadDb, from: number, to: number): void;
}

/** Keeps values of one data version for each connection. */
export function createKept<T>(): Kept<T> {
  const kept = new WeakMap<ReadDb, { version: number; values: Map<string, T> }>();
  return {
    async get(db, key, make) {
      const version = dataVersion(db);
      const known = kept.get(db);
      const values = known?.version === version ? known.values : new Map<string, T>();
      const before = values.get(key);
      if (before !== undefined) return before;
      const value = await make();
      if (dataVersion(db) !== version) return value;
      const now = kept.get(db);
      if (now?.version === version) now.values.set(key, value);
      else kept.set(db, { version, values: values.set(key, value) });
      return value;
    },
    carry(db, from, to) {
      const known = kept.get(db);
      if (known?.version === from) known.version = to;
    },
  };
}
