import { inflateRawSync, zstdDecompressSync } from 'node:zlib';
import { CARRIAGE_RETURN, LINE_FEED } from '../../../../shared/csv/dialect.ts';
import { readRecord } from '../../../../shared/csv/record.ts';
import { StowageError } from '../../../../shared/errors.ts';
import type { ReadDb, WriteDb } from '../connect.ts';

/** One row of an imported file as it stood there. */
export interface OriginalRow {
  headers: string[];
  cells: string[];
  fileName: string;
  sha256: string;
  row: number;
  line: number;
  importedAt: string;
  importedBy: string;
}

interface BlockRow {
  first_row: number;
  codec: string;
  unpacked_bytes: number;
  offsets: Buffer;
  lines: Buffer;
  bytes: Buffer;
  headers: string;
  delimiter: string;
  fileName: string;
  sha256: string;
  importedAt: string;
  importedBy: string;
}

const BLOCK = `SELECT first_row, codec, unpacked_bytes, offsets, lines, original_block.bytes, headers, delimiter,
    file_name AS fileName, sha256, imported_at AS importedAt, imported_by AS importedBy
  FROM original_block JOIN import ON import.id = import_id
  WHERE import_id = ? AND first_row <= ? AND first_row + rows > ? ORDER BY first_row DESC LIMIT 1`;

/** Unpacks the block that holds the row and reads its cells again; throws `not-found`. */
export function originalRow(db: ReadDb, importId: number, row: number): OriginalRow {
  const block = db.prepare<[number, number, number], BlockRow>(BLOCK).get(importId, row, row);
  if (!block) throw new StowageError('not-found', 'The original row of this case is not in the workspace.');
  const { fileName, sha256, importedAt, importedBy } = block;
  const at = row - block.first_row;
  return {
    headers: JSON.parse(block.headers) as string[],
    cells: cellsOfRow(unpack(block), block, at),
    fileName,
    sha256,
    row,
    line: block.lines.readUInt32LE(at * 4),
    importedAt,
    importedBy,
  };
}

/** Bytes of all original rows of an import when unpacked. */
export function originalSize(db: ReadDb | WriteDb, importId: number): number {
  const sql = 'SELECT coalesce(sum(unpacked_bytes), 0) FROM original_block WHERE import_id = ?';
  return db.prepare<[number], number>(sql).pluck().get(importId) ?? 0;
}

const NEXT_BLOCK = `SELECT first_row, codec, unpacked_bytes, bytes FROM original_block
  WHERE import_id = ? AND first_row > ? ORDER BY first_row LIMIT 1`;

/** The original rows of an import in their order, block by block; each block is read when it is asked for. */
export function* originalBytes(db: ReadDb | WriteDb, importId: number): Generator<Uint8Array, undefined> {
  const next = db.prepare<[number, number], Pick<BlockRow, 'first_row' | 'codec' | 'unpacked_bytes' | 'bytes'>>(NEXT_BLOCK);
  for (let last = -1; ; ) {
    const block = next.get(importId, last);
    if (!block) return;
    yield unpack(block);
    last = block.first_row;
  }
}

function unpack(block: Pick<BlockRow, 'codec' | 'unpacked_bytes' | 'bytes'>): Buffer {
  const limit = { maxOutputLength: Math.max(1, block.unpacked_bytes) };
  return block.codec === 'zstd' ? zstdDecompressSync(block.bytes, limit) : inflateRawSync(block.bytes, limit);
}

function cellsOfRow(text: Buffer, block: BlockRow, at: number): string[] {
  const from = block.offsets.readUInt32LE(at * 4);
  const last = (at + 1) * 4 >= block.offsets.length;
  const bytes = text.subarray(from, last ? text.length : block.offsets.readUInt32LE((at + 1) * 4));
  const newline = bytes.at(-1) === CARRIAGE_RETURN ? CARRIAGE_RETURN : LINE_FEED;
  const dialect = { delimiter: block.delimiter.charCodeAt(0), newline };
  return readRecord(bytes, dialect, (cell) => Buffer.from(cell.buffer, cell.byteOffset, cell.byteLength).toString('utf8'));
}
