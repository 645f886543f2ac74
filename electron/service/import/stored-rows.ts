import type { Recipe } from '../../../shared/contract/recipe.ts';
import { CARRIAGE_RETURN } from '../../../shared/csv/dialect.ts';
import { writeRecord } from '../../../shared/csv/write.ts';
import type { FileShape } from '../../../shared/parser-protocol.ts';
import type { ReadDb } from '../db/connect.ts';
import type { StoredImport } from '../db/queries/imports.ts';
import { originalBytes, originalSize } from '../db/queries/originals.ts';
import { shapeOf } from './file-shape.ts';
import type { ReadingSource } from './reading.ts';

/** The original rows of an import as one file of separated values: its header, then every row as it stood. */
export function storedRows(db: ReadDb, stored: StoredImport): ReadingSource {
  return { kind: 'stream', fileName: stored.fileName, bytes: originalSize(db, stored.id), chunks: rowBytes(db, stored) };
}

function* rowBytes(db: ReadDb, { id, headers, delimiter }: StoredImport): Generator<Uint8Array, undefined> {
  let begun = false;
  for (const bytes of originalBytes(db, id)) {
    if (!begun) yield headerBytes(headers, delimiter, bytes.at(-1) === CARRIAGE_RETURN);
    begun = true;
    yield bytes;
  }
  if (!begun) yield headerBytes(headers, delimiter, false);
}

/** Ends as the rows do, so that one rule finds all line ends. */
function headerBytes(headers: string[], delimiter: string, byReturn: boolean): Uint8Array {
  const line = writeRecord(headers, delimiter);
  return Buffer.from(byReturn ? `${line.slice(0, -1)}\r` : line, 'utf8');
}

/** A recipe's shape for stored rows: they are text in UTF-8, and what stood above the header is not among them. */
export function shapeOfStored(recipe: Recipe, { delimiter, preamble }: StoredImport): FileShape {
  const { table } = shapeOf(recipe);
  return {
    file: { format: 'csv', encoding: 'utf-8', delimiter, sheet: null, entry: null },
    table: { ...table, headerAt: 0, headerRows: 1, preamble },
  };
}
