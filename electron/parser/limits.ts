/** What one untrusted file may hold; beyond it the file is refused by a clear error. */
export const LIMITS = {
  /** Bytes of a file of separated values. */
  fileBytes: 4 * 1024 ** 3,
  /** Bytes of one record, the longest stretch held in memory. */
  recordBytes: 1024 ** 2,
  /** Characters (UTF-16 units) of one cell, as in a spreadsheet. */
  cellCharacters: 32_767,
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
