import type { Chart } from './chart.ts';

/**
 * Text in blocks is final wording in one language: an analysis is computed once for each language.
 * Every surface (screen, command line, DOCX, XLSX) renders each kind once, in an exhaustive switch.
 */
export type Block = FindingBlock | NumberBlock | TableBlock | ChartBlock | CaveatBlock;

/** A sentence with the number of cases it rests on. */
export interface FindingBlock {
  kind: 'finding';
  text: string;
  /** Cases the sentence speaks of, out of `of`. */
  n: number;
  of: number;
}

export interface NumberBlock {
  kind: 'number';
  label: string;
  value: number | null;
  unit: string;
  note?: string;
}

export interface TableColumn {
  key: string;
  label: string;
  unit?: string;
  /** Numbers are right-aligned, and typed as numbers in XLSX. Decimals: digits after the mark. */
  numeric?: boolean;
  decimals?: number;
  /** A p-value or q-value: what is too small for its decimals is shown as below the least of them, not as 0. */
  probability?: boolean;
  /** Codes stand in columns of their own; documents leave them out. */
  code?: boolean;
}

export type Cell = string | number | null;

export interface TableBlock {
  kind: 'table';
  title: string;
  columns: TableColumn[];
  rows: Cell[][];
  note?: string;
}

export interface ChartBlock {
  kind: 'chart';
  chart: Chart;
}

export interface CaveatBlock {
  kind: 'caveat';
  text: string;
}
