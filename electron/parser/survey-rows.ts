import { LEFT_OUT_KINDS, type LeftOutKind } from '../../shared/domain/fields.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import { createHeadSums, labelOf } from '../../shared/understand/head-sums.ts';
import { guessHeader } from '../../shared/understand/header.ts';
import { createHeadingFinder, type HeadingFinder, headingOf } from '../../shared/understand/headings.ts';
import { createProfiler } from '../../shared/understand/profile.ts';
import { columnsOfTotals } from '../../shared/understand/row-part.ts';
import type { ColumnProfile, HeaderGuess, Survey, SurveyRow } from '../../shared/understand/survey.ts';
import type { Content } from './content.ts';
import { faults } from './faults.ts';
import { createFillDown, type FillDown } from './fill-down.ts';
import { createLastRows } from './last-rows.ts';
import { LIMITS, SURVEY_ROWS } from './limits.ts';
import { createMeasureColumns, type MeasureColumns } from './measures.ts';
import { type RecordReader, STEPS } from './record-reader.ts';
import { createPartFinder, holdsMore, mayBeHeading, type ReadRow } from './row-sorter.ts';
import { createSectionColumns, type SectionColumns } from './sections.ts';
import { createSpreadSample } from './spread-sample.ts';
import { createSheetTops, type SheetTops, sheetColumnName } from './stacked-sheets.ts';
import { firstHeading, headerOf, kindsLeftOut, numberedHeaders, readRecords, type TableHeader, type TextRecord } from './table-shape.ts';
import { createValueCounter } from './value-counter.ts';

type RowFacts = Omit<Survey, 'file' | 'encoding' | 'delimiter' | 'sheets' | 'sheet' | 'epoch'>;

const SHOWN_CHARACTERS = 1000;
const isLong = (cell: string): boolean => cell.length > SHOWN_CHARACTERS;
const cut = (cells: string[]): string[] => (cells.some(isLong) ? cells.map((cell) => cell.slice(0, SHOWN_CHARACTERS)) : cells);

/** Reads every record: the header is found among the first, the rest is counted by column. Memory does not grow with the file. */
export async function surveyRows(reader: RecordReader, content: Content, shape: FileShape, seeds: Uint32Array): Promise<RowFacts> {
  const first = await readRecords(reader, SURVEY_ROWS.head);
  if (first.length === 0) throw faults.empty();
  const found = findHeader(first, shape, content);
  const sheetColumn = content.sheetOf ? sheetColumnName(found.headers) : undefined;
  const ofFile = sheetColumn === undefined ? found : { ...found, headers: [...found.headers, sheetColumn] };
  const measures = createMeasureColumns(ofFile.headers, shape.table);
  const names = [...(shape.table?.sections?.names ?? []), ...measures.names];
  const header = { ...ofFile, headers: [...ofFile.headers, ...names] };
  const offset = header.at + header.rows - 1;
  const head = first.map(({ cells, line }, at) => ({ row: at - offset, line, cells: cut(cells) }));
  reader.row = 0;
  const headerLine = first[offset]?.line ?? 0;
  const above = headerOf(first, found.at, found.rows);
  const options = { shape, seeds, sheetOf: content.sheetOf, headerLine, above, measures };
  const facts = await countRows(reader, ofFile, first.slice(offset + 1), options);
  if (facts.rows === 0) throw faults.headerOnly();
  const { sections, measures: wanted } = shape.table ?? {};
  const measured = wanted && measures.names.length > 0 ? { measures: wanted } : {};
  const named = { ...(sheetColumn === undefined ? {} : { sheetColumn }), ...(sections ? { sections } : {}), ...measured };
  return { header, head, ...facts, ...named, columns: withTallies(facts.columns, content) };
}

/** Keys of objects are a header beyond doubt; else it is sought among the first records. */
function findHeader(first: TextRecord[], { table }: FileShape, { format }: Content): HeaderGuess {
  if (format === 'json' || format === 'ndjson') return { at: 0, rows: 1, headers: headerOf(first, 0, 1).headers, proven: true, others: [] };
  const guess = guessHeader(first.map(({ cells }) => cells));
  if (table?.headerAt === undefined) return guess;
  const { headerAt: at, headerRows: rows = 1, headers } = table;
  if (first.length < at + rows) throw faults.noHeader(at + rows);
  if (rows === 0) return { at, rows, headers: headers ?? numberedHeaders(first.slice(at)), proven: true, others: [] };
  return { at, rows, headers: headerOf(first, at, rows).headers, proven: true, others: [] };
}

interface CountOptions {
  shape: FileShape;
  seeds: Uint32Array;
  /** Where several sheets are read: the sheet of a line. Its name is one more cell of the row. */
  sheetOf: Content['sheetOf'];
  headerLine: number;
  /** What stands above the header. */
  above: TableHeader;
  measures: MeasureColumns;
}

type CountedRows = Pick<
  RowFacts,
  'tail' | 'rows' | 'records' | 'leftOut' | 'ragged' | 'columns' | 'sample' | 'columnsOfTotals' | 'headings' | 'headSums'
>;

type LeftOut = NonNullable<NonNullable<FileShape['table']>['leaveOut']>[number];

/** Columns that say a word for a total in most of the first rows mark no totals, unless it was said what is left out. */
function withTotals(table: FileShape['table'], said: string[]): FileShape['table'] {
  const leaveOut: LeftOut[] = table?.leaveOut ?? LEFT_OUT_KINDS.map((kind) => ({ kind }));
  const except = (own: LeftOut) => own.except ?? said.filter((header) => !own.within?.includes(header));
  return { ...table, leaveOut: leaveOut.map((own) => (own.kind === 'totals' ? { ...own, except: except(own) } : own)) };
}

async function countRows(reader: RecordReader, header: HeaderGuess, early: TextRecord[], options: CountOptions): Promise<CountedRows> {
  const { headers } = header;
  const { shape, seeds, sheetOf, above, measures } = options;
  const width = sheetOf ? headers.length - 1 : headers.length;
  const rowsBelow = early.map(({ cells }) => cells);
  const said = columnsOfTotals(rowsBelow, width).map((place) => (headers[place] ?? '').trim());
  const table = withTotals(shape.table, said);
  const fill = createFillDown(headers, shape.table?.fillDown);
  const sections = createSectionColumns(shape.table, firstHeading(above, shape.table));
  const profiler = createProfiler([...headers, ...sections.names, ...measures.names], seeds[1]);
  const counter = createValueCounter(headers.length, seeds, profiler, fill);
  const ofFile = headers.slice(0, width);
  const begins = () => {
    fill.clear();
    sections.clear();
  };
  const top = { headers: ofFile, rows: header.rows, first: sheetOf?.(options.headerLine), begins };
  const tops = sheetOf && createSheetTops(top);
  const tail = createLastRows(reader, width, SURVEY_ROWS.tail, cut);
  const carried = createCarried(sections, measures, fill, (place, text) => profiler.add(headers.length + place, text, 1));
  const finder = createHeadingFinder(above.above, SURVEY_ROWS.listed);
  const sorted = createSurveySorter(createPartFinder(ofFile, kindsLeftOut(table, true), table), tops, { carried, finder, width });
  const ended = await isAtEnd(reader);
  for (const [at, { cells, line }] of early.entries()) {
    reader.row = at + 1;
    const own = Array.from({ length: width }, (_, place) => cells[place] ?? '');
    const isRagged = () => cells.slice(width).some((cell) => cell.trim() !== '');
    const isLast = () => ended && at === early.length - 1;
    tail.add({ row: at + 1, line, cells: cut(own) });
    const isData = sorted.sort({ row: at + 1, cells: () => own, isRagged, isLast }, line, sheetOf?.(line));
    if (isData) counter.addText(sorted.filled().slice(0, headers.length));
  }
  reader.row = early.length;
  const { cells } = counter;
  const texts = () => (sheetOf ? cells.texts().slice(0, width) : cells.texts());
  const read: ReadRow = { row: 0, cells: texts, coded: cells, isRagged: () => holdsMore(reader, width), isLast: reader.isLast };
  for (let step = reader.step(); step !== STEPS.end; step = reader.step()) {
    if (step === STEPS.needsMore) {
      tail.hold();
      await reader.window.fill();
      continue;
    }
    if (reader.row > LIMITS.rows) throw faults.tooManyRows();
    const sheet = sheetOf?.(reader.line);
    counter.read(reader, sheet);
    tail.note();
    read.row = reader.row;
    if (sorted.sort(read, reader.line, sheet)) counter.count();
  }
  return { ...sorted.facts(), tail: tail.rows(), rows: reader.row, columns: counter.finish(), columnsOfTotals: said };
}

/** Whether no record follows those already read. */
async function isAtEnd({ window, isLast }: RecordReader): Promise<boolean> {
  while (window.position === window.end && !window.final) await window.fill();
  return window.position === window.end || isLast();
}

/** What is carried down to a row of data from the rows above it, and what arises of its own cells. */
interface Carried {
  heading(text: string): void;
  /** The cells of a row of data, filled down, and the headings over it; asked of each in order, its text only where something hangs on it. */
  texts(cells: () => string[]): () => string[];
}

function createCarried(
  sections: SectionColumns,
  measures: MeasureColumns,
  fill: FillDown,
  count: (place: number, text: string) => void,
): Carried {
  const someArise = sections.names.length + measures.names.length > 0;
  return {
    heading: sections.heading,
    texts(cells) {
      if (!someArise && !fill.fills) return cells;
      const values = [...sections.values(), ...(measures.names.length > 0 ? measures.values(cells()) : [])];
      for (const [place, text] of values.entries()) count(place, text);
      const filled = fill.fills ? fill.texts(cells()) : undefined;
      return () => [...(filled ?? cells()), ...values];
    },
  };
}

interface SorterOptions {
  carried: Carried;
  finder: HeadingFinder;
  /** Columns of the file itself. */
  width: number;
}

/** Tells data from other rows, and keeps those that are shown. `filled` are the cells of the row of data sorted last, with its sheet and what is carried down. */
function createSurveySorter(
  partOf: (row: ReadRow) => LeftOutKind | null,
  tops: SheetTops | undefined,
  { carried, finder, width }: SorterOptions,
): {
  sort(row: ReadRow, line: number, sheet: string | undefined): boolean;
  filled(): string[];
  facts(): Omit<CountedRows, 'tail' | 'rows' | 'columns' | 'columnsOfTotals'>;
} {
  const sample = createSpreadSample(SURVEY_ROWS.sample);
  const leftOut = new Map<LeftOutKind, { kind: LeftOutKind; count: number; rows: SurveyRow[] }>();
  const ragged: CountedRows['ragged'] = { count: 0, rows: [] };
  let records = 0;
  let filled: () => string[] = () => [];
  const list = (to: { count: number; rows: SurveyRow[] }, { row, cells }: ReadRow, line: number) => {
    to.count++;
    if (to.rows.length < SURVEY_ROWS.listed) to.rows.push({ row, line, cells: cut(cells()) });
  };
  const groupOf = (kind: LeftOutKind) => {
    const group = leftOut.get(kind) ?? { kind, count: 0, rows: [] };
    leftOut.set(kind, group);
    return group;
  };
  const tellHeading = (read: ReadRow, line: number, kind: LeftOutKind | null) => {
    const text = mayBeHeading(read, width) ? headingOf(read.cells()) : undefined;
    if (kind === 'heading') carried.heading(text ?? labelOf(read.cells()));
    if (text === undefined) return finder.data();
    finder.heading(text, { row: read.row, line, cells: cut(read.cells()) });
  };
  const sums = createSumGroups();
  return {
    sort(read, line, sheet) {
      const kind = (sheet === undefined ? null : tops?.part(sheet, read.cells())) ?? partOf(read);
      if (kind === null || kind === 'heading') tellHeading(read, line, kind);
      if (kind === null && !read.isRagged()) sums.add(read.cells);
      else if (kind === 'repeated-header') finder.repeatedHeader();
      else if (kind === 'totals') finder.totals();
      if (kind !== null) list(groupOf(kind), read, line);
      else if (read.isRagged()) list(ragged, read, line);
      else {
        records++;
        filled = carried.texts(() => (sheet === undefined ? read.cells() : [...read.cells(), sheet]));
        sample.offer(read.row, () => cut(filled()));
        return true;
      }
      return false;
    },
    filled: () => filled(),
    facts: () => ({
      ...headingFacts(finder),
      ...sums.facts(),
      records,
      leftOut: [...leftOut.values()],
      ragged,
      sample: sample.rows(),
    }),
  };
}

/** Labels that are shown of heads and members. */
const LABELS = 50;

/** Whether the rows of data are groups that each begin with their sums. */
function createSumGroups(): { add(cells: () => string[]): void; facts(): Pick<RowFacts, 'headSums'> } {
  const heads = createHeadSums();
  const [labels, members]: [string[], string[]] = [[], []];
  let [groups, rows] = [0, 0];
  let isOver = false;
  return {
    add(texts) {
      if (isOver) return;
      const cells = texts();
      const role = heads.next(cells);
      isOver = role === 'neither';
      if (role === 'head') groups++;
      if (role === 'member') rows++;
      const list = role === 'head' ? labels : members;
      if (role !== 'neither' && list.length < LABELS) list.push(labelOf(cells));
    },
    facts: () => (heads.isWhole() && groups > 1 && rows > groups ? { headSums: { groups, rows, labels, members } } : {}),
  };
}

function headingFacts(finder: HeadingFinder): Pick<RowFacts, 'headings'> {
  const headings = finder.facts();
  return headings ? { headings } : {};
}

/** A typed format says what its cells are. */
function withTallies(columns: ColumnProfile[], content: Content): ColumnProfile[] {
  const tallies = content.tallies();
  if (!tallies) return columns;
  return columns.map((column, place) => ({ ...column, typed: tallies[place] ?? { numbers: 0, dates: 0, texts: 0, truths: 0 } }));
}
