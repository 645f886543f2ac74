import type { ImportReport } from '../../../../shared/contract/imports.ts';
import type { Recipe } from '../../../../shared/contract/recipe.ts';
import type { ReadDb, WriteDb } from '../connect.ts';

/** What an import says of its recipe; a re-run may change all of it. */
export interface ImportTerms {
  source: string;
  /** Id of the recognised layout; empty where there is none. */
  layout: string;
  handling: string;
  /** Id and version of each crosswalk that was used, by field. */
  crosswalks: Record<string, string>;
  recipe: Recipe;
}

export interface NewImport extends ImportTerms {
  fileName: string;
  encoding: string;
  delimiter: string;
  /** As the original rows have them. */
  headers: string[];
  preamble: string;
  importedAt: string;
  importedBy: string;
}

const BEGIN = `INSERT INTO import (source, layout, file_name, sha256, bytes, encoding, delimiter, headers, handling, crosswalks, report, imported_at, imported_by, recipe, preamble)
  VALUES (@source, @layout, @fileName, '', 0, @encoding, @delimiter, @headers, @handling, @crosswalks, '{}', @importedAt, @importedBy, @recipe, @preamble)`;

/** Writes the import's row first, since every record refers to it; what is known only at the end follows with `finishImport`. */
export function beginImport(db: WriteDb, input: NewImport): number {
  const row = {
    ...input,
    headers: JSON.stringify(input.headers),
    crosswalks: JSON.stringify(input.crosswalks),
    recipe: JSON.stringify(input.recipe),
  };
  return Number(db.prepare(BEGIN).run(row).lastInsertRowid);
}

export function finishImport(db: WriteDb, id: number, end: { sha256: string; bytes: number; report: ImportReport }): void {
  db.prepare('UPDATE import SET sha256 = ?, bytes = ?, report = ? WHERE id = ?').run(end.sha256, end.bytes, JSON.stringify(end.report), id);
}

const CHANGE = `UPDATE import SET source = @source, layout = @layout, handling = @handling, crosswalks = @crosswalks, recipe = @recipe, report = @report
  WHERE id = @id`;

/** What a re-run leaves in the import's row. */
export function changeImport(db: WriteDb, id: number, terms: ImportTerms, report: ImportReport): void {
  const { source, layout, handling, crosswalks, recipe } = terms;
  const texts = { crosswalks: JSON.stringify(crosswalks), recipe: JSON.stringify(recipe), report: JSON.stringify(report) };
  db.prepare(CHANGE).run({ id, source, layout, handling, ...texts });
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
  cases: number;
  hasRecipe: boolean;
  report: ImportReport;
}

const LIST = `SELECT id, source, layout, file_name AS fileName, sha256, bytes, imported_at AS importedAt, imported_by AS importedBy, handling, report,
    recipe <> '' AS hasRecipe
  FROM import ORDER BY id DESC`;

/** The newest first. */
export function listImports(db: ReadDb | WriteDb): ImportRow[] {
  const rows = db.prepare<[], Omit<ImportRow, 'report' | 'cases' | 'hasRecipe'> & { report: string; hasRecipe: number }>(LIST).all();
  return rows.map((row) => {
    const report = JSON.parse(row.report) as ImportReport;
    return { ...row, cases: report.records ?? report.rowsAccepted, hasRecipe: row.hasRecipe === 1, report };
  });
}

/** How an import was read, which a re-run needs. */
export interface StoredImport {
  id: number;
  fileName: string;
  sha256: string;
  bytes: number;
  delimiter: string;
  headers: string[];
  layout: string;
  /** What stood above the header, as text. */
  preamble: string;
  /** JSON, or empty for an import that was made before recipes were kept. */
  recipe: string;
  report: ImportReport;
}

const STORED = `SELECT id, file_name AS fileName, sha256, bytes, delimiter, headers, layout, preamble, recipe, report FROM import WHERE id = ?`;

export function storedImport(db: ReadDb | WriteDb, id: number): StoredImport | undefined {
  const row = db.prepare<[number], Omit<StoredImport, 'headers' | 'report'> & { headers: string; report: string }>(STORED).get(id);
  if (!row) return undefined;
  return { ...row, headers: JSON.parse(row.headers) as string[], report: JSON.parse(row.report) as ImportReport };
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

export function replaceUnmapped(db: WriteDb, importId: number, values: ImportReport['unmapped']): void {
  db.prepare('DELETE FROM unmapped WHERE import_id = ?').run(importId);
  insertUnmapped(db, importId, values);
}
