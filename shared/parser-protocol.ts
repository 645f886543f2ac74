import type { ErrorShape } from './errors.ts';

/**
 * What the parser process and the service say to each other. The parser holds no key and knows no mapping:
 * it turns bytes into cells, finds exact repeats, and packs the original rows as they stood.
 */
export type ToParser =
  /** `path` for a file on disk; without it the bytes follow as `chunk` messages, ended by an empty one. */
  | { kind: 'open'; path?: string; fileName: string; mode: 'preview' | 'rows' }
  | { kind: 'chunk'; bytes: Uint8Array }
  /** One batch has been stored; the parser keeps at most `MAX_BATCHES_AHEAD` unstored. */
  | { kind: 'stored' }
  | { kind: 'stop' };

export type FromParser =
  | { kind: 'header'; header: SourceHeader }
  | { kind: 'batch'; batch: RowBatch }
  /** Preview mode: the first rows. */
  | { kind: 'preview'; header: SourceHeader; rows: string[][] }
  | { kind: 'progress'; bytesRead: number; bytes: number }
  | { kind: 'end'; summary: SourceSummary }
  | { kind: 'error'; error: ErrorShape };

export const MAX_BATCHES_AHEAD = 4;

export interface SourceHeader {
  fileName: string;
  bytes: number;
  encoding: 'utf-8' | 'utf-8-bom' | 'utf-16le' | 'utf-16be';
  delimiter: string;
  /** Cells of the header row, untrimmed. */
  headers: string[];
}

/** Up to some ten thousand rows, dictionary-coded by column within the batch. */
export interface RowBatch {
  /** Number of the first data row; the row under the header is 1. */
  firstRow: number;
  rows: number;
  /** For each column of the header: distinct cells of this batch, and for each row the index into them. */
  columns: { values: string[]; index: Uint16Array | Uint32Array }[];
  /** For each row: 0, or the number of the earlier row that is equal as untrimmed text in every column. */
  repeatOf: Uint32Array;
  /** Line of the file at which each row begins (differs from the row where cells hold line breaks). */
  line: Uint32Array;
  /** The rows as bytes of the file, decoded to UTF-8 where needed, compressed; `offsets[i]` is where row i begins when unpacked. */
  original: { codec: 'zstd' | 'deflate'; bytes: Uint8Array; unpackedBytes: number; offsets: Uint32Array };
  warnings: { code: string; message: string; row: number; column?: string }[];
  /** Warnings beyond the first few hundred of a batch, counted by code. */
  moreWarnings: Record<string, number>;
}

export interface SourceSummary {
  rows: number;
  /** SHA-256 of the file's bytes, hex. */
  sha256: string;
  bytes: number;
  exactRepeats: number;
  /** Milliseconds since the epoch at which the first byte was read. */
  startedAt: number;
  peakBytes: number;
}
