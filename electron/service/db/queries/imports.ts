import type { ImportReport } from '../../../../shared/contract/imports.ts';
import type { ReadDb, WriteDb } from '../connect.ts';

export interface NewImport {
  source: string;
  layout: string;
  fileName: string;
  encoding: string;
  delimiter: string;
  headers: string[];
  handling: string;
  /** Id and version of each crosswalk that was used, by field. */
  crosswalks: Record<string, string>;
  importedAt: string;
  importedBy: string;
}

const BEGIN = `INSERT INTO import (source, layout, file_name, sha256, bytes, encoding, delimiter, headers, handling, crosswalks, report, imported_at, imported_by)
  VALUES (@source, @layout, @fileName, '', 0, @encoding, @delimiter, @headers, @handling, @crosswalks, '{}', @importedAt, @importedBy)`;

/** Writes the import's row first, since every record refers to it; what is known only at the end follows with `finishImport`. */
export function beginImport(db: WriteDb, input: NewImport): number {
  const row = {
    ...input,
    headers: JSON.stringify(input.headers),
    crosswalks: JSON.stringify(input.crosswalks),
  };
  return Number(db.prepare(BEGIN).run(row).lastInsertRowid);
}

export function finishImport(db: WriteDb, id: number, end: { sha256: string; bytes: number; report: ImportReport }): void {
  db.prepare('UPDATE import SET sha256 = ?, bytes = ?, report = ? WHERE id = ?').run(end.sha256, end.bytes, JSON.stringify(end.report), id);
}

export interface EarlierImport {
  id: number;
  importedAt: string;
  importedBy: string;
}

/** The first finished import of a file with this SHA-256. */
export function findImportOfFile(db: ReadDb | WriteDb, sha256: string): EarlierImport | undefined {
  const sql = 'SELECT id, imported_at AS importedAt, imported_by AS importedBy FROM import WHERE sha256 = ? ORDER BY id LIMIT 1';
  return db.prepare<[string], EarlierImport>(sql).get(sha256);
}

export interface ImportRow {
  id: number;
  source: string;
  layout: string;
  fileName: string;
  sha256: string;
  bytes: number;
  importedAt: string;
  importedBy: string;
  handling: string;
  report: ImportReport;
}

const LIST = `SELECT id, source, layout, file_name AS fileName, sha256, bytes, imported_at AS importedAt, imported_by AS importedBy, handling, report
  FROM import ORDER BY id DESC`;

/** The newest first. */
export function listImports(db: ReadDb | WriteDb): ImportRow[] {
  const rows = db.prepare<[], Omit<ImportRow, 'report'> & { report: string }>(LIST).all();
  return rows.map((row) => ({
    ...row,
    report: JSON.parse(row.report) as ImportReport,
  }));
}

export interface NewBlock {
  firstRow: number;
  rows: number;
  codec: string;
  unpackedBytes: number;
  offsets: Uint32Array;
  lines: Uint32Array;
  bytes: Uint8Array;
}

/** Offsets and lines are kept as little-endian 32-bit numbers. */
export function insertOriginalBlock(db: WriteDb, importId: number, block: NewBlock): void {
  db.prepare('INSERT INTO original_block VALUES (?, ?, ?, ?, ?, ?, ?, ?)').run(
    importId,
    block.firstRow,
    block.rows,
    block.codec,
    block.unpackedBytes,
    bytesOf(block.offsets),
    bytesOf(block.lines),
    bytesOf(block.bytes),
  );
}

function bytesOf(view: Uint8Array | Uint32Array): Buffer {
  return Buffer.from(view.buffer, view.byteOffset, view.byteLength);
}

/** Keeps every value whole. */
export function insertUnmapped(db: WriteDb, importId: number, values: ImportReport['unmapped']): void {
  const insert = db.prepare('INSERT INTO unmapped VALUES (?, ?, ?, ?)');
  for (const { field, value, count } of values) insert.run(importId, field, value, count);
}
