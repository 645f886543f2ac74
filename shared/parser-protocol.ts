import type { Recipe } from './contract/recipe.ts';
import type { LeftOutKind } from './domain/fields.ts';
import type { NumberRule } from './domain/read-number.ts';
import type { ErrorShape } from './errors.ts';
import type { Survey } from './understand/survey.ts';

/**
 * What the parser process and the service say to each other. The parser holds no key and knows no mapping:
 * it turns bytes into cells, finds exact repeats, and packs the original rows as they stood.
 */
export type ToParser =
  /** `path` for a file on disk; without it the bytes follow as `chunk` messages, ended by an empty one. */
  | ({ kind: 'open'; path?: string; fileName: string; shape?: FileShape } & OpenMode)
  | { kind: 'chunk'; bytes: Uint8Array }
  /** One batch has been stored; the parser keeps at most `MAX_BATCHES_AHEAD` unstored. */
  | { kind: 'stored' }
  | { kind: 'stop' };

export type OpenMode =
  /** With `excerpt` pieces of a large file, from which its recipe can be guessed. */
  | { mode: 'survey'; excerpt?: boolean }
  /** With `survey` the file is surveyed by that shape as well, if that reads the same rows; the survey comes before the end, or does not come. */
  | { mode: 'rows'; survey?: FileShape };

export type FromParser =
  | { kind: 'header'; header: SourceHeader }
  /** A `SentBatch` as bytes: it passes through the service unopened, and only the writer thread opens it, trusting nothing in it. */
  | { kind: 'batch'; batch: Uint8Array }
  /** What the whole file holds. */
  | { kind: 'survey'; survey: Survey }
  | { kind: 'progress'; bytesRead: number; bytes: number }
  | { kind: 'end'; summary: SourceSummary }
  | { kind: 'error'; error: ErrorShape };

export const MAX_BATCHES_AHEAD = 4;

/**
 * How the bytes become a table, taken from a recipe. What is absent is found from the file: in `rows` mode without a shape the first row
 * is the header and every row must fit it.
 */
export interface FileShape {
  file?: Partial<Recipe['file']>;
  table?: Partial<
    Pick<
      Recipe['table'],
      | 'headerAt'
      | 'headerRows'
      | 'leaveOut'
      | 'keep'
      | 'leave'
      | 'unpivot'
      | 'ragged'
      | 'fillDown'
      | 'ditto'
      | 'sheetColumn'
      | 'sections'
      | 'measures'
      | 'marks'
    >
  > & {
    /** Measures of unpivoted columns that hold running totals, and how their numbers are read. */
    running?: { name: string; rule: NumberRule }[];
    /** What stood above the header of stored rows, from which the first heading is taken. */
    preamble?: string;
    /** Names of the columns of a file without a header. */
    headers?: string[];
    /** Rows that the header takes in each of several sheets. */
    sheetHeaderRows?: number;
  };
}

export interface SourceHeader {
  fileName: string;
  bytes: number;
  /** A name of `ENCODINGS`; `utf-8` for typed formats. */
  encoding: string;
  /** Of the stored original rows, which for typed formats are comma-separated. */
  delimiter: string;
  /** Cells of the header row, untrimmed, after unpivoting. */
  headers: string[];
  /** Cells of the header row as the original rows have them; differs from `headers` where columns were unpivoted. */
  originalHeaders: string[];
  /** What stands above the header, as text, capped. */
  preamble: string;
  /** Year in which the day numbers of a workbook begin. */
  epoch?: 1900 | 1904;
}

/** Up to some ten thousand rows, dictionary-coded by column within the batch. */
export interface RowBatch {
  /** Number of the first record of the batch among all records, from 1. */
  firstRecord: number;
  /** Records in the batch. */
  rows: number;
  /** For each record, the number of its original row; the row under the header is 1. */
  sourceRow: Uint32Array;
  /** For each record the place of its unpivoted column, from 0; null where nothing was unpivoted. */
  part: Uint16Array | null;
  /** For each column of the header: distinct cells of this batch, and for each row the index into them. */
  columns: { values: string[]; index: Uint16Array | Uint32Array }[];
  /** For each record: 0, or the number of the earlier record that is equal as untrimmed text in every column of its original row. */
  repeatOf: Uint32Array;
  /**
   * The original rows of the batch, left-out ones included, as bytes of the file (decoded to UTF-8 where needed; written as comma-separated
   * values where the file is none), compressed; `offsets[i]` is where row `firstRow + i` begins when unpacked, `lines[i]` its line in the file.
   */
  original: {
    codec: 'zstd' | 'deflate';
    bytes: Uint8Array;
    unpackedBytes: number;
    firstRow: number;
    offsets: Uint32Array;
    lines: Uint32Array;
  };
  /** Rows of this batch that were left out as no data. */
  leftOut: { row: number; kind: LeftOutKind }[];
  /** Rows of this batch that were refused because they hold more filled cells than the header has columns, as the shape allows. */
  rejected: number[];
  warnings: { code: string; message: string; row: number; column?: string }[];
  /** Warnings beyond the first few hundred of a batch, counted by code. */
  moreWarnings: Record<string, number>;
}

/** A batch as the parser gathers it: most columns hold their texts in one piece, of which the writer makes strings. */
export interface SentBatch extends Omit<RowBatch, 'columns'> {
  columns: { values: string[] | PackedTexts; index: Uint16Array | Uint32Array }[];
}

/** Texts in UTF-8 one behind the other; `starts` says where each begins, and at last where the last ends. */
export interface PackedTexts {
  bytes: Uint8Array;
  starts: Uint32Array;
}

export interface SourceSummary {
  /** Records that were sent. */
  rows: number;
  /** Original rows below the header, those left out included. */
  sourceRows: number;
  /** SHA-256 of the file's bytes, hex. */
  sha256: string;
  bytes: number;
  exactRepeats: number;
  /** Milliseconds since the epoch at which the first byte was read. */
  startedAt: number;
  peakBytes: number;
}
