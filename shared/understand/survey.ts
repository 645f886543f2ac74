import type { Recipe } from '../contract/recipe.ts';
import type { LeftOutKind } from '../domain/fields.ts';

/** What the parser process tells about a whole file before anything is decided. Nothing in it is trusted: lengths are capped, texts are cut. */
export interface Survey {
  file: {
    fileName: string;
    bytes: number;
    sha256: string;
    format: 'csv' | 'xlsx' | 'json' | 'ndjson';
    /** Name inside the zip archive, or null. */
    entry: string | null;
    /** Other readable entries of the archive. */
    entries: string[];
  };
  /** null for formats that say their encoding. */
  encoding: { chosen: string; proven: boolean; candidates: EncodingCandidate[] } | null;
  delimiter: { chosen: string; proven: boolean; candidates: { delimiter: string; columns: number; share: number }[] } | null;
  sheets: SheetFacts[];
  sheet: string | null;
  /** Year in which the workbook's day numbers begin; absent where the file is none. */
  epoch?: 1900 | 1904;
  header: HeaderGuess;
  /** The first records of the file as they stand, header and what is above it included. */
  head: SurveyRow[];
  /** The last records. */
  tail: SurveyRow[];
  /** Records below the header, those left out included. */
  rows: number;
  /** Records that are data. */
  records: number;
  leftOut: { kind: LeftOutKind; count: number; rows: SurveyRow[] }[];
  /** Rows with more filled cells than the header has: nothing can say which cell is which. */
  ragged: { count: number; rows: SurveyRow[] };
  columns: ColumnProfile[];
  /** Name of the column, the last one, that says the sheet of each row, where several are read. */
  sheetColumn?: string;
  /** Rows that hold nothing but one text; absent where there are none. */
  headings?: HeadingFacts;
  /** The table is made of groups, each of which begins with a row of its sums: their number, their rows, and the labels of the first of them. */
  headSums?: { groups: number; rows: number; labels: string[]; members: string[] };
  /** Names of the columns, the last ones, that say the section of each row, where headings between the rows were read; outer before inner. */
  sections?: Sections;
  /** How the numbers of a long table were set apart by what they measure, in the last columns of all. */
  measures?: Recipe['table']['measures'];
  /** How marked columns became one, in the last columns of all. */
  marks?: Recipe['table']['marks'];
  /** Columns in which ditto marks were read, with the number of those that took the cell above and of those that had none. */
  dittos?: { header: string; read: number; missing: number }[];
  /** Headers of columns that say a word for a total in most of the first rows. */
  columnsOfTotals?: string[];
  /** Up to some two thousand data rows, spread over the file, for evidence between columns and for examples. */
  sample: { row: number; cells: string[] }[];
}

/** Names of the columns that headings between the rows become, and whether the first heading stands above the header. */
export interface Sections {
  names: string[];
  above?: true | undefined;
  /** Each heading holds the sums of the rows below it. */
  sums?: true | undefined;
}

/** What rows that hold nothing but one text are to the rows around them. */
export interface HeadingFacts {
  count: number;
  /** Those with no row of data below them before the table, its totals or the next heading of the kind. */
  empty: number;
  /** Most of them in a row above one row of data. */
  longest: number;
  /** One stands above the first row of data. */
  first: boolean;
  /** The only text of the record right above the header, and how often such a row stands right above a header that is repeated. */
  above?: string;
  beforeHeader: number;
  /** False when there were more different texts than are listed. */
  complete: boolean;
  /** How often each stands above another one, and right above rows of data. */
  texts: { text: string; leads: number; heads: number }[];
  /** The first of them. */
  rows: SurveyRow[];
}

export interface SurveyRow {
  /** Number of the record below the header, 0 for the header's last row, negative above it. */
  row: number;
  /** Line of the file (CSV, NDJSON), row of the sheet (XLSX), or 0. */
  line: number;
  cells: string[];
}

export interface EncodingCandidate {
  encoding: string;
  /** Higher fits better; comparable within one survey. */
  score: number;
  /** Up to five lines with letters beyond ASCII, as they would read. */
  sample: string[];
}

export interface SheetFacts {
  name: string;
  hidden: boolean;
  rows: number;
  columns: number;
  hiddenRows: number;
  hiddenColumns: number;
  mergedCells: number;
  /** Cells below the first of a range merged down that were given its value; ranges of a number, which is not repeated; ranges that were too many. */
  mergedFilled?: number;
  mergedNumbers?: number;
  mergedNotKept?: number;
}

export interface HeaderGuess {
  /** Records above the header, and records the header takes. */
  at: number;
  rows: number;
  headers: string[];
  /** False when nothing but position speaks for it. */
  proven: boolean;
  /** Other records that could be the header, by their number from 0. */
  others: number[];
}

/** Counts over every data row of one column; `values` is complete when `distinct` says so. */
export interface ColumnProfile {
  header: string;
  filled: number;
  blank: number;
  distinct: number;
  /** False when only the first so many distinct values could be counted. */
  complete: boolean;
  /** Most frequent first, capped. */
  values: { value: string; count: number }[];
  longest: number;
  controlCharacters: number;
  /** Cells by what they were in a typed file (XLSX, JSON); absent for text files. */
  typed?: { numbers: number; dates: number; texts: number; truths: number };
  numbers: NumberTally;
  dates: DateTally;
}

/** Cells by how they can be read as a number. The counts are of rows, not of distinct values. */
export interface NumberTally {
  /** Digits only, possibly signed. */
  whole: number;
  /** One separator that can only be a decimal point / comma: `0.5`, `12.34`, `1,234.5` … */
  decimalPoint: number;
  decimalComma: number;
  /** `1.234` or `1,234`: decimals or thousands, cannot be told from the cell alone. */
  openPoint: number;
  openComma: number;
  /** Thousands marks that are beyond doubt, by mark. */
  thousands: { point: number; comma: number; space: number; apostrophe: number };
  /** A number followed by a unit: `12,5 kg`. */
  withUnit: number;
  other: number;
  examples: Partial<Record<'decimalPoint' | 'decimalComma' | 'openPoint' | 'openComma' | 'withUnit' | 'other', string>>;
}

/** Cells by how they can be read as a date. */
export interface DateTally {
  iso: number;
  isoPartial: number;
  yearFirst: number;
  /** Cells that not every order of day, month and year can read, and how many of them each order reads: three numbers of which the first is no year of four digits, and `14-Mar-19`. */
  orders: { cells: number; dmy: number; mdy: number; ymd: number };
  /** Three numbers that can end with the year: how many prove day first (first part over 12), month first (second part over 12), or leave it open. */
  dayFirst: number;
  monthFirst: number;
  open: number;
  /** Month written as a word, so that the order needs no proof. */
  named: number;
  year: number;
  month: number;
  /** Numbers that fall into Excel's day numbers of 1980–2079. */
  serial: number;
  /** 1 January, over all readings. */
  firstOfJanuary: number;
  firstOfMonth: number;
  impossible: number;
  other: number;
  examples: Partial<Record<'dayFirst' | 'monthFirst' | 'open' | 'named' | 'impossible' | 'other' | 'serial', string>>;
}
