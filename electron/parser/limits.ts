/** What one untrusted file may hold; beyond it the file is refused by a clear error. */
export const LIMITS = {
  /** Bytes of a file of separated values. */
  fileBytes: 4 * 1024 ** 3,
  /** Bytes of a file that must be kept in memory because it came as an upload and is read more than once. */
  heldBytes: 500 * 1024 ** 2,
  jsonBytes: 256 * 1024 ** 2,
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

export const BATCH_ROWS = 8192;
/** A batch of long rows is closed early, so that its size stays bounded. */
export const BATCH_BYTES = 4 * 1024 ** 2;
export const READ_BYTES = 1024 ** 2;
/** Characters of text above the header that are kept with an import. */
export const PREAMBLE_CHARACTERS = 10_000;
/** Rows that a survey shows of the beginning and the end of a file, and spread over it. */
export const SURVEY_ROWS = { head: 60, tail: 40, sample: 2000, listed: 50 } as const;
/** Warnings that one batch lists; the rest are counted by code. */
export const BATCH_WARNINGS = 200;
