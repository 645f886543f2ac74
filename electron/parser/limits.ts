/** What one untrusted file may hold; beyond it the file is refused by a clear error. */
export const LIMITS = {
  /** Bytes of a file of separated values. */
  fileBytes: 4 * 1024 ** 3,
  /** Bytes of one record, the longest stretch held in memory. */
  recordBytes: 1024 ** 2,
  /**
   * Characters (UTF-16 units) of one cell. V8 hashes a string of more than 16,383 by its length alone, so that a map
   * keyed by many such cells slows down with the square of their number; every cell stays below that, with room for a key's prefix.
   */
  cellCharacters: 16_000,
  columns: 500,
  rows: 10_000_000,
} as const;

export const BATCH_ROWS = 16_384;
/** A batch of long rows is closed early, so that its size stays bounded. */
export const BATCH_BYTES = 8 * 1024 ** 2;
export const READ_BYTES = 1024 ** 2;
export const PREVIEW_ROWS = 50;
/** Warnings that one batch lists; the rest are counted by code. */
export const BATCH_WARNINGS = 200;
