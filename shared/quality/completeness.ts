import { NO_DAY } from '../columns/table.ts';
import { dateOfDay } from '../domain/date.ts';
import { MISSING_KINDS, missingKind } from '../domain/missing.ts';
import { UNPLACED } from '../domain/vocabulary.ts';
import { type Pace, QUALITY_FACETS, type QualityFacet, type QualityNames, type QualityRows, STRETCH, startsCase } from './rows.ts';

/** Fields of the report. Those of a drug line are read from the first line of the case. `mass` is stated where it can be converted. */
export const REPORT_FIELDS = ['date', 'place', 'division', 'amount', 'unit', 'mass', ...QUALITY_FACETS] as const;
export type ReportField = (typeof REPORT_FIELDS)[number];

/** What a field holds in one case: a value, one of the four kinds of missing, or a value that found no place. */
export const STATES = ['stated', ...MISSING_KINDS, 'unplaced'] as const;
const [STATED, NOT_REPORTED, NOT_APPLICABLE, NO_PLACE] = [0, STATES.indexOf('not-reported'), STATES.indexOf('not-applicable'), 5];
const NOT_COLLECTED = STATES.indexOf('not-collected');

/** Reporters and years that stand apart in the matrix: it has to fit one page. */
const [MOST_REPORTERS, MOST_YEARS] = [40, 30];

export interface FieldCompleteness {
  field: ReportField;
  /** Cases in each state, in the order of STATES. */
  counts: number[];
}

/** Shares are null where nobody collected the field; what does not apply counts as answered. */
export interface CompletenessMatrix {
  fields: ReportField[];
  years: { year: string; cases: number; stated: (number | null)[] }[];
  /** `cells` go along the years; `stated` of a cell is the mean over the fields, null without cases. */
  reporters: { code: string; cases: number; stated: (number | null)[]; cells: { cases: number; stated: number | null }[] }[];
  /** Cases of reporters or years that have no row or column of their own. */
  elsewhere: number;
}

export interface Completeness {
  cases: number;
  fields: FieldCompleteness[];
  matrix: CompletenessMatrix;
}

/** For each field, cases that collected it and those that answer it. */
interface Tally {
  cases: number;
  asked: Uint32Array;
  answered: Uint32Array;
}

export async function completeness(rows: QualityRows, names: QualityNames, pace: Pace): Promise<Completeness> {
  const stateOf = createStates(rows, names);
  const counts = REPORT_FIELDS.map(() => STATES.map(() => 0));
  const cells = new Map<string, Map<string, Tally>>();
  const years = new Map<number, string>();
  let cases = 0;
  for (let at = 0; at < rows.lines; at++) {
    if (at % STRETCH === 0) await pace();
    if (!startsCase(rows, at)) continue;
    cases += 1;
    const reporter = names.codes(rows.sets.country[at] as number).join('+');
    const tally = cellOf(cells, reporter, yearOf(rows.day[at] as number, years));
    tally.cases += 1;
    for (let field = 0; field < REPORT_FIELDS.length; field++) {
      const state = stateOf(field, at);
      const of = counts[field] as number[];
      of[state] = (of[state] as number) + 1;
      if (state !== NOT_COLLECTED) tally.asked[field] = (tally.asked[field] as number) + 1;
      if (state === STATED || state === NOT_APPLICABLE) tally.answered[field] = (tally.answered[field] as number) + 1;
    }
  }
  const fields = REPORT_FIELDS.map((field, at) => ({ field, counts: counts[at] as number[] }));
  return { cases, fields, matrix: matrixOf(cells) };
}

function yearOf(day: number, known: Map<number, string>): string {
  if (day === NO_DAY) return '';
  const year = known.get(day) ?? dateOfDay(day).slice(0, 4);
  known.set(day, year);
  return year;
}

function cellOf(cells: Map<string, Map<string, Tally>>, reporter: string, year: string): Tally {
  const row = cells.get(reporter) ?? new Map<string, Tally>();
  cells.set(reporter, row);
  const cell = row.get(year) ?? emptyTally();
  row.set(year, cell);
  return cell;
}

function emptyTally(): Tally {
  return { cases: 0, asked: new Uint32Array(REPORT_FIELDS.length), answered: new Uint32Array(REPORT_FIELDS.length) };
}

function createStates(rows: QualityRows, names: QualityNames): (field: number, at: number) => number {
  const blank = new Map<number, boolean>();
  const isBlank = (text: number): boolean => {
    const known = blank.get(text) ?? names.text(text).trim() === '';
    blank.set(text, known);
    return known;
  };
  const text = (ids: Uint32Array) => (at: number) => (isBlank(ids[at] as number) ? NOT_REPORTED : STATED);
  const ofSet = new Map<number, number>();
  const set = (facet: QualityFacet) => (at: number) => {
    const id = rows.sets[facet][at] as number;
    const known = ofSet.get(id) ?? stateOfCodes(names.codes(id));
    ofSet.set(id, known);
    return known;
  };
  const readers = [
    (at: number) => (rows.day[at] === NO_DAY ? NOT_REPORTED : STATED),
    text(rows.place),
    text(rows.division),
    text(rows.amountText),
    text(rows.unitText),
    (at: number) => massState(rows, at),
    ...QUALITY_FACETS.map(set),
  ];
  return (field, at) => (readers[field] as (at: number) => number)(at);
}

function stateOfCodes(codes: readonly string[]): number {
  const [first] = codes;
  if (first === undefined) return NOT_REPORTED;
  const kinds = codes.map(missingKind);
  if (kinds.every((kind) => kind !== undefined)) return 1 + MISSING_KINDS.indexOf(kinds[0] as (typeof MISSING_KINDS)[number]);
  return codes.every((code) => code === UNPLACED) ? NO_PLACE : STATED;
}

/** An amount that is stated but cannot become kilograms has no mass to state. */
function massState(rows: QualityRows, at: number): number {
  if (!Number.isNaN(rows.kg[at])) return STATED;
  return Number.isNaN(rows.amount[at]) ? NOT_REPORTED : NOT_APPLICABLE;
}

function matrixOf(cells: Map<string, Map<string, Tally>>): CompletenessMatrix {
  const byReporter = [...cells].map(([code, row]) => ({ code, row, whole: sum([...row.values()]) }));
  const reporters = byReporter.sort((a, b) => b.whole.cases - a.whole.cases || (a.code < b.code ? -1 : 1)).slice(0, MOST_REPORTERS);
  const years = yearsApart(cells);
  const shown = reporters.flatMap(({ row }) => years.map(({ year }) => row.get(year)?.cases ?? 0)).reduce((all, n) => all + n, 0);
  const total = byReporter.reduce((all, { whole }) => all + whole.cases, 0);
  return {
    fields: [...REPORT_FIELDS],
    years: years.map(({ year, whole }) => ({ year, cases: whole.cases, stated: shares(whole) })),
    reporters: reporters.map(({ code, row, whole }) => ({
      code,
      cases: whole.cases,
      stated: shares(whole),
      cells: years.map(({ year }) => cellShare(row.get(year))),
    })),
    elsewhere: total - shown,
  };
}

/** The years of most cases, in their order; those without a date last, as the empty year. */
function yearsApart(cells: Map<string, Map<string, Tally>>): { year: string; whole: Tally }[] {
  const tallies = Map.groupBy(
    [...cells.values()].flatMap((row) => [...row]),
    ([year]) => year,
  );
  return [...tallies]
    .map(([year, entries]) => ({ year, whole: sum(entries.map(([, tally]) => tally)) }))
    .sort((a, b) => b.whole.cases - a.whole.cases)
    .slice(0, MOST_YEARS)
    .sort((a, b) => (a.year || '\uffff').localeCompare(b.year || '\uffff', 'en'));
}

function sum(tallies: Tally[]): Tally {
  const whole = emptyTally();
  for (const tally of tallies) {
    whole.cases += tally.cases;
    for (let field = 0; field < REPORT_FIELDS.length; field++) {
      whole.asked[field] = (whole.asked[field] as number) + (tally.asked[field] as number);
      whole.answered[field] = (whole.answered[field] as number) + (tally.answered[field] as number);
    }
  }
  return whole;
}

function shares(tally: Tally): (number | null)[] {
  return Array.from(tally.asked, (asked, field) => (asked === 0 ? null : rounded((tally.answered[field] as number) / asked)));
}

function cellShare(tally: Tally | undefined): { cases: number; stated: number | null } {
  const known = tally ? shares(tally).filter((share) => share !== null) : [];
  return {
    cases: tally?.cases ?? 0,
    stated: known.length === 0 ? null : rounded(known.reduce((all, share) => all + share, 0) / known.length),
  };
}

function rounded(share: number): number {
  return Number(share.toFixed(4));
}
