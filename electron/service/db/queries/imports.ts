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

/** Characters (UTF-16 units) of a value that a report shows. */
const SHOWN_CHARACTERS = 200;
/** Values that a report lists. */
const SHOWN_VALUES = 1000;

/** The whole values behind each list of a report, for the table `unmapped`. */
const wholeValues = new WeakMap<ImportReport['unmapped'], ImportReport['unmapped']>();

/** What a report lists, the most frequent first, and how many it leaves out. Values alike in all that is shown are counted together. */
export function shortenUnmapped(whole: ImportReport['unmapped']): { listed: ImportReport['unmapped']; more: number } {
  const shown = new Map<string, ImportReport['unmapped'][number]>();
  for (const { field, value, count } of whole) {
    const short = shorten(value);
    const key = `${field} ${short}`;
    shown.set(key, { field, value: short, count: count + (shown.get(key)?.count ?? 0) });
  }
  const listed = [...shown.values()]
    .sort((a, b) => b.count - a.count || compare(a.field, b.field) || compare(a.value, b.value))
    .slice(0, SHOWN_VALUES);
  wholeValues.set(listed, whole);
  return { listed, more: shown.size - listed.length };
}

/** A pair of surrogates is never cut in two. */
function shorten(value: string): string {
  return value.length <= SHOWN_CHARACTERS ? value : `${value.slice(0, SHOWN_CHARACTERS).replace(/[\ud800-\udbff]$/, '')}…`;
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

/** Keeps every value whole, also of a list that `shortenUnmapped` made. */
export function insertUnmapped(db: WriteDb, importId: number, values: ImportReport['unmapped']): void {
  const insert = db.prepare('INSERT INTO unmapped VALUES (?, ?, ?, ?)');
  for (const { field, value, count } of wholeValues.get(values) ?? values) insert.run(importId, field, value, count);
}
