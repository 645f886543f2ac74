import type { RowBatch } from './parser-protocol.ts';

/**
 * A batch of rows as bytes on its way from the parser, which reads what strangers wrote, to the writer, which trusts none of them. Little-endian:
 * the length of the header (uint32), the header (JSON in UTF-8), zeros up to a multiple of four, then one after another
 * - `sourceRow`, `repeatOf`, the offsets and the lines of the original rows (uint32),
 * - `part` where there are parts, then for each column its index and the length of each of its values in bytes (uint16),
 * - the values of each column in UTF-8, one after another, and the packed original rows.
 */
export interface BatchHeader extends Pick<RowBatch, 'firstRecord' | 'rows' | 'leftOut' | 'rejected' | 'warnings' | 'moreWarnings'> {
  hasParts: boolean;
  /** Distinct cells of each column, and the bytes of their text. */
  columns: { values: number; bytes: number }[];
  original: Pick<RowBatch['original'], 'codec' | 'unpackedBytes' | 'firstRow'> & { rows: number; packedBytes: number };
}

/** The most a batch may hold; the parser keeps to it, and the writer refuses more. */
export const BATCH_LIMITS = {
  records: 16_384 + 500,
  rows: 16_384,
  columns: 1600,
  cellCharacters: 16_000,
  unpackedBytes: 8 * 1024 ** 2 + 2 * 1024 ** 2 + 2,
  warnings: 1000,
  warningCharacters: 20_000,
} as const;

export const HEADER_LENGTH_BYTES = 4;

export function aligned(bytes: number): number {
  return Math.ceil(bytes / 4) * 4;
}
