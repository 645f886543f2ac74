import type { AnalysisResult } from '../analysis/run.ts';
import type { Finding } from '../contract/findings.ts';
import type { Recommendation } from '../contract/recommendations.ts';
import type { Filter } from '../domain/filter.ts';

/** What a document says about the cases it rests on. */
export interface Scope {
  filter: Filter;
  /** Cases selected, and all there are. */
  n: number;
  of: number;
  /** Exact repeats among the selected; null where it may not be told. */
  repeats: number | null;
  /** Null where it may not be told. */
  undated: number | null;
  /** First and last date among the selected; null when none has a date. */
  from: string | null;
  to: string | null;
  dataVersion: number;
}

/** Where the data came from: one import. */
export interface SourceNote {
  source: string;
  sha256: string;
  /** Null where it may not be told. */
  rows: number | null;
}

/** What a composition is made into a document with. `results` are in the language of the document and in no order. */
export interface Material {
  scope: Scope;
  sources: SourceNote[];
  /** Code of the strictest handling; null when none is recorded. */
  handling: string | null;
  results: Evidence[];
  findings: Finding[];
  recommendations: Recommendation[];
  /** What disclosure control withheld, in sentences for the note on method. */
  withheld?: readonly string[];
  /** Nobody composed the document: it is a draft whatever it rests on. */
  isDraft?: boolean;
  /** Changes that are open bear the signs of those who made them; else they are numbered. */
  signs?: boolean;
}

/** An analysis with the settings it was asked with, which its result repeats in full. */
export interface Evidence {
  asked: Record<string, unknown>;
  result: AnalysisResult;
}
