import type { NotAlike, NotComparable } from './guard.ts';
import type { SignalKind } from './judge-series.ts';
import type { ScanFacet, ScanSettings } from './settings.ts';

/** Raised when the same cases and settings may give other signals. */
export const SCAN_VERSION = 2;

export interface SignalPart {
  facet: ScanFacet;
  code: string;
}

/** The same test once a part of the cases is left out. */
export interface WithoutPart {
  what: 'reporter' | 'size';
  /** Code of the reporter, or the number of the size class. */
  code: string;
  /** Share of the cases of the tested months that it holds. */
  share: number;
  /** False when the rest alone would be no signal. */
  holds: boolean;
}

/** A reporter whose cases a signal leaves out; `partly`: it holds cases of the combination by another source too, and those stay in. */
export type LeftOutReporter = NotAlike & { partly: boolean };

/** A card. Everything in it is figures and codes; it is worded where it is shown. */
export interface Signal {
  /** Combination, who is left out of it, and month: the same over scans. */
  key: string;
  month: string;
  parts: SignalPart[];
  /** Reporters that cannot be compared, the largest first: every figure is one of the rest. None where the whole was tested. */
  leftOut: LeftOutReporter[];
  kind: SignalKind;
  /** Other kinds of change of the same combination and month that are signals too. */
  also: SignalKind[];
  /** Months under test. */
  from: string;
  to: string;
  observed: number;
  expected: number;
  /** 95 % of counts lie within, if nothing changed. */
  low: number;
  high: number;
  p: number;
  q: number;
  /** What the expectation rests on. */
  detector: 'farrington-flexible' | 'ears' | 'rare';
  years: number;
  /** The detector's own threshold; null where it makes no statement. `alarm`: the count lies above it. */
  upper: number | null;
  alarm: boolean;
  reference: { from: string; to: string; months: number; cases: number; left: number };
  /** Month since which the CUSUM of a drift has been above zero. */
  since: string | null;
  /** The break after which the reference begins. */
  cut: { source: string; reporter: string; on: string; state: 'found' | 'confirmed' } | null;
  /** Breaks and silence were set aside by the analyst. */
  acrossBreaks: boolean;
  /** Share of the cases whose reporters reported in the month, and of all cases of the month that do not state one of the facets. */
  complete: number;
  notStated: number;
  without: WithoutPart[];
  /** The series shown: null in months that were left out. */
  months: string[];
  counts: (number | null)[];
  bandLow: (number | null)[];
  bandHigh: (number | null)[];
  middle: (number | null)[];
}

/** Combinations that were not tested, by why. */
export type Refused = NotComparable & { month: string; parts: SignalPart[]; cases: number };

/** A combination that was tested without some of its reporters, with the cases of each in the month. */
export interface TestedRest {
  month: string;
  parts: SignalPart[];
  leftOut: (NotAlike & { cases: number })[];
}

export interface ScanResult {
  version: number;
  settings: ScanSettings;
  /** Months under test. */
  months: string[];
  /** Selected cases, and of them without a month, and within the scanned period without a stated value of every facet. */
  cases: number;
  undated: number;
  notStated: number;
  inPeriod: number;
  /** Combinations that occur, those with enough cases, series tested, tests made. */
  combinations: number;
  large: number;
  tested: number;
  tests: number;
  /** Largest p-value that is a signal; 0 without any. */
  cutoff: number;
  /** Combinations first seen in the last month, and how many Good and Turing expect: the share of single cases before, times the cases of the month. */
  firstSeen: number;
  firstExpected: number;
  signals: Signal[];
  /** Most cases in the month first. */
  refused: Refused[];
  rests: TestedRest[];
}

/** Classes of case size, in kilograms from; the last is a mass that is not known. */
export const SIZE_EDGES = [0, 0.1, 1, 10, 100] as const;
export const SIZE_UNKNOWN = SIZE_EDGES.length;

/** What was decided on a whole combination says nothing about a part of it, so the key tells who is left out. */
export function signalKey(month: string, parts: readonly SignalPart[], leftOut: readonly NotAlike[] = []): string {
  const without = leftOut.map(({ source, reporter }) => `${source}/${reporter}`).sort();
  return [
    month,
    ...parts.map(({ facet, code }) => `${facet}=${code}`),
    ...(without.length > 0 ? [`without=${without.join(',')}`] : []),
  ].join('|');
}
