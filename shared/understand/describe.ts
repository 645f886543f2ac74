import type { CodeField, Recipe, RecipeColumn, Said } from '../contract/recipe.ts';
import type { PlacedValue, SuggestedColumn, Understanding } from '../contract/understanding.ts';
import { readPartOfYear } from '../domain/part-of-year.ts';
import { dateReader, readMonth, yearReader } from '../domain/read-date.ts';
import { numberReader } from '../domain/read-number.ts';
import { asCodeField } from './content.ts';
import { type Drafted, ofFile } from './draft.ts';
import { columnFits } from './draft-columns.ts';
import { headingOf } from './headings.ts';
import { createRowJudge } from './row-part.ts';
import { runningGroup, runningRules, runningTotals } from './running.ts';
import type { Fit } from './suggest-field.ts';
import type { ColumnProfile, Survey, SurveyRow } from './survey.ts';

/** What a text becomes in a column of codes; the import's own placing, so that the page shows what will be stored. */
export type PlaceValue = (
  field: CodeField,
  text: string,
  column: RecipeColumn,
) => { codes: string[]; status: 'mapped' | 'missing' | 'unmapped'; by: PlacedValue['by']; loss?: string | undefined };

const SHOWN_VALUES = 2000;
const SHOWN_EXAMPLES = 8;

type RowPart = Understanding['rows'][number]['part'];

/** The part that each shown row plays; `keep` and `leave` of the recipe go before the judge. */
function partOf(row: SurveyRow, survey: Survey, recipe: Recipe, judge: ReturnType<typeof createRowJudge>): RowPart {
  const { headerRows, keep, leave, leaveOut } = recipe.table;
  if (row.row <= -headerRows) return 'above';
  if (row.row <= 0) return 'header';
  if (survey.ragged.rows.some((ragged) => ragged.row === row.row)) return 'ragged';
  if (keep.includes(row.row)) return 'data';
  const listed = survey.leftOut.find(({ rows }) => rows.some((left) => left.row === row.row))?.kind;
  const isHeading = survey.leftOut.some(({ kind }) => kind === 'heading') && headingOf(row.cells) !== undefined;
  const kind = listed ?? (isHeading ? 'heading' : judge.judge(row.cells, false));
  if (leave.includes(row.row)) return kind ?? 'note';
  const off = kind !== null && leaveOut.some((entry) => entry.kind === kind && entry.off);
  return kind === null || off ? 'data' : kind;
}

function shownRows(survey: Survey, recipe: Recipe): Understanding['rows'] {
  const judge = createRowJudge(
    ofFile(survey),
    recipe.table.leaveOut.find(({ kind }) => kind === 'totals'),
  );
  const rows = new Map([...survey.head, ...survey.tail].map((row) => [row.row, row]));
  return [...rows.values()].sort((a, b) => a.row - b.row).map((row) => ({ ...row, part: partOf(row, survey, recipe, judge) }));
}

function readerOf(column: RecipeColumn): ((text: string) => string | undefined) | undefined {
  const { read } = column;
  if (read.as === 'date') {
    const reader = dateReader(read);
    return (text) => shownDate(reader(text));
  }
  if (read.as === 'number') {
    const reader = numberReader(read);
    return (text) => shownNumber(reader(text));
  }
  if (read.as === 'month') return (text) => shownMonth(text, read.of);
  return read.as === 'year' ? (text) => yearReader(read)(text)?.toString() : undefined;
}

function shownMonth(text: string, of: 'quarter' | 'half' | undefined): string | undefined {
  const part = readPartOfYear(text, of);
  if (!part) return readMonth(text)?.toString();
  return part.precision === 'quarter' ? `Q${Math.ceil(part.month / 3)}` : `H${Math.ceil(part.month / 6)}`;
}

function shownDate(read: ReturnType<ReturnType<typeof dateReader>>): string | undefined {
  if (!read) return undefined;
  const length = { day: 10, month: 7, quarter: 7, year: 4 }[read.precision];
  return read.precision === 'quarter'
    ? `${read.date.slice(0, 4)} Q${Math.ceil(Number(read.date.slice(5, 7)) / 3)}`
    : read.date.slice(0, length);
}

function shownNumber(read: ReturnType<ReturnType<typeof numberReader>>): string | undefined {
  return read && (read.unit === undefined ? String(read.amount) : `${read.amount} ${read.unit}`);
}

function placedValue(value: string, count: number, column: RecipeColumn, place: PlaceValue): PlacedValue {
  const field = column.field === null ? undefined : asCodeField(column.field);
  if (field) {
    const { loss, ...placed } = place(field, value, column);
    return { value, count, ...placed, ...(loss === undefined ? {} : { loss }) };
  }
  const read = column.field === null ? undefined : readerOf(column);
  if (!read) return { value, count, codes: [], status: 'kept', by: 'none' };
  const reads = read(value);
  return { value, count, codes: [], by: 'rule', ...(reads === undefined ? { status: 'unread' } : { status: 'read', reads }) };
}

function rowsWhere(values: readonly PlacedValue[], test: (status: PlacedValue['status']) => boolean): number {
  return values.filter(({ status }) => test(status)).reduce((all, { count }) => all + count, 0);
}

function othersOf(fits: readonly Fit[], field: RecipeColumn['field']): SuggestedColumn['others'] {
  return fits.filter((fit) => fit.field !== field).map((fit) => ({ field: fit.field, reason: fit.reason }));
}

function notesOf(profile: ColumnProfile): Said[] {
  const notes: Said[] = [];
  if (profile.controlCharacters > 0) notes.push({ code: 'control-characters', values: { rows: profile.controlCharacters } });
  if (!profile.complete) notes.push({ code: 'values-cut', values: { distinct: profile.distinct } });
  return notes;
}

/** Columns of the recipe by header; several recipe columns may read one. */
function describeColumn(profile: ColumnProfile, column: RecipeColumn, fits: readonly Fit[], place: PlaceValue): SuggestedColumn {
  const values = profile.values.map(({ value, count }) => placedValue(value, count, column, place));
  return {
    header: column.header,
    field: column.field,
    reason: column.reason ?? { code: 'kept', values: {} },
    others: othersOf(fits, column.field),
    filled: profile.filled,
    blank: profile.blank,
    distinct: profile.distinct,
    values: values.slice(0, SHOWN_VALUES),
    placed: rowsWhere(values, (status) => status !== 'unmapped' && status !== 'unread'),
    unplaced: rowsWhere(values, (status) => status === 'unmapped' || status === 'unread'),
    notes: notesOf(profile),
  };
}

/** The columns that arise by unpivoting, as profiles of what they will hold. */
function arising(survey: Survey, recipe: Recipe): ColumnProfile[] {
  const { unpivot } = recipe.table;
  if (!unpivot || unpivot.off) return [];
  const named = (header: string) => survey.columns.find((column) => column.header.trim() === header);
  const parts = unpivot.columns.flatMap(({ header }, at) => {
    const profile = named(header);
    return profile ? [{ profile, at }] : [];
  });
  const [first] = parts;
  if (!first) return [];
  const filled = parts.reduce((all, { profile }) => all + profile.filled, 0);
  const base = { ...first.profile, filled, blank: 0 };
  const ofTexts = (header: string, textOf: (at: number) => string): ColumnProfile => {
    const counts = new Map<string, number>();
    for (const { profile, at } of parts) counts.set(textOf(at), (counts.get(textOf(at)) ?? 0) + profile.filled);
    const values = [...counts].map(([value, count]) => ({ value, count }));
    return { ...base, header, distinct: values.length, complete: true, values };
  };
  const ofCells = (header: string, profiles: ColumnProfile[]): ColumnProfile => {
    const values = profiles.flatMap((profile) => profile.values.slice(0, 200));
    return { ...base, header, distinct: values.length, complete: false, values };
  };
  return [
    ofTexts(unpivot.name, (at) => unpivot.columns[at]?.value ?? ''),
    ofCells(
      unpivot.measure,
      parts.map(({ profile }) => profile),
    ),
    ...(unpivot.also ?? []).map(({ name, values }) => ofTexts(name, (at) => values[at] ?? '')),
    ...(unpivot.beside ?? []).map(({ name, headers }) =>
      ofCells(
        name,
        headers.flatMap((header) => named(header) ?? []),
      ),
    ),
  ];
}

function describeColumns(survey: Survey, recipe: Recipe, place: PlaceValue): SuggestedColumn[] {
  const fits = new Map(columnFits(survey).map((column) => [column.header, column.fits]));
  const profiles = new Map([...survey.columns, ...arising(survey, recipe)].map((profile) => [profile.header.trim(), profile]));
  return recipe.columns.flatMap((column) => {
    const profile = profiles.get(column.header);
    return profile ? [describeColumn(profile, column, fits.get(column.header) ?? [], place)] : [];
  });
}

/** Rows as the recipe shapes them: one for each unpivoted column that is filled. */
function shapedRows(survey: Survey, recipe: Recipe): { row: number; cells: Map<string, string> }[] {
  const headers = survey.header.headers.map((header) => header.trim());
  const { unpivot } = recipe.table;
  const running = runningTotals(runningRules(recipe));
  return survey.sample.slice(0, SHOWN_EXAMPLES).flatMap(({ row, cells }) => {
    const whole = new Map(headers.map((header, place) => [header, cells[place] ?? '']));
    if (!unpivot || unpivot.off) return [{ row, cells: whole }];
    for (const totals of running.values()) totals.begin();
    return unpivot.columns.flatMap(({ header, value }, at) => {
      const cellOf = (name: string | undefined) => (name ? (whole.get(name) ?? '') : '');
      const beside = (unpivot.beside ?? []).map(({ name, headers: own }): [string, string] => [name, cellOf(own[at])]);
      if ([cellOf(header), ...beside.map(([, text]) => text)].every((text) => text.trim() === '')) return [];
      const also = (unpivot.also ?? []).map(({ name, values }): [string, string] => [name, values[at] ?? '']);
      const measured = [[unpivot.measure, cellOf(header)] as const, ...beside].map(([name, text]): [string, string] => [
        name,
        running.get(name)?.next(runningGroup(value), text) ?? text,
      ]);
      return [{ row, cells: new Map([...whole, [unpivot.name, value], ...also, ...measured]) }];
    });
  });
}

function exampleFields(cells: ReadonlyMap<string, string>, recipe: Recipe, place: PlaceValue): Record<string, string> {
  const entries = recipe.columns.flatMap((column): [string, string][] => {
    const text = cells.get(column.header)?.trim() ?? '';
    if (column.field === null || column.off || text === '') return [];
    const placed = placedValue(text, 1, column, place);
    return [[column.field, placed.reads ?? (placed.codes.length > 0 ? placed.codes.join(' ') : text)]];
  });
  const constants = recipe.constants.filter(({ off }) => !off).map(({ field, value }): [string, string] => [field, value]);
  return Object.fromEntries([...constants, ...entries]);
}

/** All that a person is shown of a file before anything is stored: its rows and their parts, each column with what every value becomes, and the first records. */
export function describeFile(survey: Survey, drafted: Drafted, place: PlaceValue): Understanding {
  const { recipe, questions, notes, misfits } = drafted;
  return {
    file: {
      ...survey.file,
      encoding: survey.encoding?.chosen ?? null,
      encodings: survey.encoding?.candidates.map(({ encoding, sample }) => ({ encoding, sample })) ?? [],
      delimiter: survey.delimiter?.chosen ?? null,
      sheets: survey.sheets,
    },
    rows: shownRows(survey, recipe),
    totalRows: survey.rows,
    records: survey.records,
    leftOut: survey.leftOut,
    columns: describeColumns(survey, recipe, place),
    questions,
    notes,
    misfits,
    recipe,
    examples: shapedRows(survey, recipe)
      .slice(0, SHOWN_EXAMPLES)
      .map(({ row, cells }) => ({ row, fields: exampleFields(cells, recipe, place) })),
  };
}
