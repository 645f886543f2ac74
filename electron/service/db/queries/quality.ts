import type { ReadDb, WriteDb } from '../connect.ts';

type Db = ReadDb | WriteDb;

export function allCodeSets(db: Db): { id: number; codes: string }[] {
  return db.prepare<[], { id: number; codes: string }>('SELECT id, codes FROM code_set').all();
}

export interface QualityImport {
  id: number;
  source: string;
  importedAt: string;
}

export function qualityImports(db: Db): QualityImport[] {
  return db.prepare<[], QualityImport>('SELECT id, source, imported_at AS importedAt FROM import ORDER BY id').all();
}

export interface UnmappedValue {
  field: string;
  value: string;
  count: number;
}

/** Values that found no place, over one import or all of them; those of most records first. */
export function unmappedValues(db: Db, importId: number): UnmappedValue[] {
  const sql = `SELECT field, value, sum(count) AS count FROM unmapped WHERE ? = 0 OR import_id = ?
    GROUP BY field, value ORDER BY count DESC, field, value`;
  return db.prepare<[number, number], UnmappedValue>(sql).all(importId, importId);
}

/** Imports that hold a value of this field that was stated and not read. */
export function importsWithUnmapped(db: Db, field: string): number[] {
  return db.prepare<[string], number>('SELECT DISTINCT import_id FROM unmapped WHERE field = ?').pluck().all(field);
}
