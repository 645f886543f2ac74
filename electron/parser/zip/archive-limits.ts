/** What an archive (a zip file, or a workbook, which is one) may hold; beyond it the file is refused before it is unpacked. */
export const ARCHIVE_LIMITS = {
  fileBytes: 500 * 1024 ** 2,
  /** Unpacked, all entries together, and one entry. */
  unpackedBytes: 1024 ** 3,
  entryBytes: 600 * 1024 ** 2,
  /** An entry that unpacks to more than `ratioFromBytes` may be at most `ratio` times as large as it is packed. */
  ratio: 150,
  ratioFromBytes: 50 * 1024 ** 2,
  entries: 2_000,
  nameBytes: 1_024,
} as const;
