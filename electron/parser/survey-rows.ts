import { LEFT_OUT_KINDS, type LeftOutKind } from '../../shared/domain/fields.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import { labelOf } from '../../shared/understand/head-sums.ts';
import { guessHeader } from '../../shared/understand/header.ts';
import { headingOf } from '../../shared/understand/headings.ts';
import { createProfiler } from '../../shared/understand/profile.ts';
import { columnsOfTotals } from '../../shared/understand/row-part.ts';
import type { ColumnProfile, HeaderGuess, Survey, SurveyRow } from '../../shared/understand/survey.ts';
import type { Content } from './content.ts';
import { faults } from './faults.ts';
import { createFillDown, type FillDown } from './fill-down.ts';
import { createLastRows } from './last-rows.ts';
import { BATCH_BYTES, BATCH_ROWS, LIMITS, SURVEY_ROWS } from './limits.ts';
import { createMarkColumns, type MarkColumns } from './marks.ts';
import { createMeasureColumns, type MeasureColumns } from './measures.ts';
import { type RecordReader, STEPS } from './record-reader.ts';
import { createRowCells } from './row-cells.ts';
import { createRowLists, cut, type RowLists } from './row-lists.ts';
import { createPartFinder, holdsMore, type ReadRow } from './row-sorter.ts';
import { createSectionColumns, type SectionColumns } from './sections.ts';
import { createSheetTops, type SheetTops, sheetColumnName } from './stacked-sheets.ts';
import { firstHeading, headerOf, kindsLeftOut, numberedHeaders, readRecords, type TableHeader, type TextRecord } from './table-shape.ts';
import { createValueCounter } from './value-counter.ts';

export type RowFacts = Omit<Survey, 'file' | 'encoding' | 'delimiter' | 'sheets' | 'sheet' | 'epoch'>;

/** Reads every record: the header is found among the first, the rest is counted by column. Memory does not grow with the file. */
export async function surveyRows(reader: RecordReader, content: Content, shape: FileShape, seeds: Uint32Array): Promise<RowFacts> {
  const first = await readRecords(reader, SURVEY_ROWS.head);
  if (first.length === 0) throw faults.empty();
  const found = findHeader(first, shape, content);
  const sheetColumn = content.sheetOf ? sheetColumnName(found.headers) : undefined;
  const ofFile = sheetColumn === undefined ? found : { ...found, headers: [...found.headers, sheetColumn] };
  const measures = createMeasureColumns(ofFile.headers, shape.table);
  const marks = createMarkColumns(ofFile.headers, shape.table, true);
  const names = [...(shape.table?.sections?.names ?? []), ...measures.names, ...marks.names];
  const header = { ...ofFile, headers: [...ofFile.headers, ...names] };
  const offset = header.at + header.rows - 1;
  reader.row = 0;
  const headerLine = first[offset]?.line ?? 0;
  const above = headerOf(first, found.at, found.rows);
  const options = { shape, seeds, sheetOf: content.sheetOf, headerLine, above, measures, marks };
  const facts = await countRows(reader, ofFile, first.slice(offset + 1), options);
  if (facts.rows === 0) throw faults.headerOnly();
  const { sections, measures: wanted, marks: marked = [] } = shape.table ?? {};
  const measured = {
    ...(wanted && measures.names.length > 0 ? { measures: wanted } : {}),
    ...(marked.length > 0 ? { marks: marked } : {}),
  };
  const named = { ...(sheetColumn === undefined ? {} : { sheetColumn }), ...(sections ? { sections } : {}), ...measured };
  return { header, head: headOf(first, header), ...facts, ...named, columns: withTallies(facts.columns, content) };
}

/** The first records, numbered from the last of the header. */
export function headOf(first: TextRecord[], { at: above, rows }: HeaderGuess): SurveyRow[] {
  return first.map(({ cells, line }, at) => ({ row: at - (above + rows - 1), line, cells: cut(cells) }));
}

/** Keys of objects are a header beyond doubt; else it is sought among the first records. */
export function findHeader(first: TextRecord[], { table }: FileShape, { format }: Content): HeaderGuess {
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
  marks: MarkColumns;
}

type CountedRows = Pick<
  RowFacts,
  'tail' | 'rows' | 'records' | 'leftOut' | 'ragged' | 'columns' | 'sample' | 'columnsOfTotals' | 'headings' | 'headSums' | 'dittos'
>;

type LeftOut = NonNullable<NonNullable<FileShape['table']>['leaveOut']>[number];

/** Columns that say a word for a total in most of the first rows. */
export function saidTotals(headers: readonly string[], early: readonly TextRecord[], width: number): string[] {
  const rows = early.map(({ cells }) => cells);
  return columnsOfTotals(rows, width).map((place) => (headers[place] ?? '').trim());
}

/** They mark no totals, unless it was said what is left out. */
export function withTotals(table: FileShape['table'], said: string[]): NonNullable<FileShape['table']> & { leaveOut: LeftOut[] } {
  const leaveOut: LeftOut[] = table?.leaveOut ?? LEFT_OUT_KINDS.map((kind) => ({ kind }));
  const except = (own: LeftOut) => own.except ?? said.filter((header) => !own.within?.includes(header));
  return { ...table, leaveOut: leaveOut.map((own) => (own.kind === 'totals' ? { ...own, except: except(own) } : own)) };
}

async function countRows(reader: RecordReader, header: HeaderGuess, early: TextRecord[], options: CountOptions): Promise<CountedRows> {
  const { headers } = header;
  const { shape, seeds, sheetOf, above, measures, marks } = options;
  const width = sheetOf ? headers.length - 1 : headers.length;
  const said = saidTotals(headers, early, width);
  const table = withTotals(shape.table, said);
  const fill = createFillDown(headers, shape.table);
  const sections = createSectionColumns(shape.table, firstHeading(above, shape.table));
  const cells = createRowCells(numberedColumns(headers.length), seeds);
  const profiler = createProfiler([...headers, ...sections.names, ...measures.names, ...marks.names], seeds[1]);
  const counter = createValueCounter(cells, profiler, fill);
  const ofFile = headers.slice(0, width);
  const begins = () => {
    fill.clear();
    sections.clear();
  };
  const top = { headers: ofFile, rows: header.rows, first: sheetOf?.(options.headerLine), begins };
  const tops = sheetOf && createSheetTops(top);
  const tail = createLastRows(reader, width, SURVEY_ROWS.tail, cut);
  const carried = createCarried({ sections, measures, marks, fill }, (place, text) => profiler.add(headers.length + place, text, 1));
  const lists = createRowLists(width, above.above);
  const sorted = createSurveySorter(createPartFinder(ofFile, kindsLeftOut(table, true), table, fill), tops, carried, lists);
  const ended = await isAtEnd(reader);
  for (const [at, { cells: own, line }] of early.entries()) {
    reader.row = at + 1;
    const texts = paddedTo(width, own);
    const isRagged = () => own.slice(width).some((cell) => cell.trim() !== '');
    const isLast = () => ended && at === early.length - 1;
    tail.add({ row: at + 1, line, cells: cut(texts) });
    const filled = sorted.sort({ row: at + 1, cells: () => texts, isRagged, isLast }, line, sheetOf?.(line));
    if (filled) counter.addText(filled().slice(0, headers.length));
  }
  reader.row = early.length;
  const texts = () => (sheetOf ? cells.texts().slice(0, width) : cells.texts());
  const read: ReadRow = { row: 0, cells: texts, coded: cells, isRagged: () => holdsMore(reader, width), isLast: reader.isLast };
  const batch = { rows: 0, bytes: 0 };
  for (let step = reader.step(); step !== STEPS.end; step = reader.step()) {
    if (step === STEPS.needsMore) {
      tail.hold();
      await reader.window.fill();
      continue;
    }
    if (reader.row > LIMITS.rows) throw faults.tooManyRows();
    if (batch.rows === BATCH_ROWS || batch.bytes > BATCH_BYTES) {
      counter.handOn();
      for (const dictionary of cells.dictionaries) dictionary.clear();
      Object.assign(batch, { rows: 0, bytes: 0 });
    }
    batch.rows++;
    batch.bytes += reader.to - reader.from;
    const sheet = sheetOf?.(reader.line);
    cells.read(reader.tokenizer, reader.window.bytes, reader.row, reader.line, sheet);
    tail.note();
    read.row = reader.row;
    if (sorted.sort(read, reader.line, sheet)) counter.count();
  }
  const dittos = fill.dittos();
  const found = { ...lists.facts(), ...(dittos.length > 0 ? { dittos } : {}) };
  return { ...found, tail: tail.rows(), rows: reader.row, columns: counter.finish(), columnsOfTotals: said };
}

export const paddedTo = (width: number, cells: readonly string[]): string[] =>
  Array.from({ length: width }, (_, place) => cells[place] ?? '');

const numberedColumns = (width: number): string[] => Array.from({ length: width }, (_, place) => `${place + 1}`);

/** Whether no record follows those already read. */
async function isAtEnd({ window, isLast }: RecordReader): Promise<boolean> {
  while (window.position === window.end && !window.final) await window.fill();
  return window.position === window.end || isLast();
}

/** What is carried down to a row of data from the rows above it, and what arises of its own cells. */
interface Carried {
  heading(text: string): void;
  /** A row that is no data; null where it is refused. */
  leftOut(kind: LeftOutKind | null, cells: () => string[]): void;
  /** The cells of a row of data, filled down, and the headings over it; asked of each in order, its text only where something hangs on it. */
  texts(cells: () => string[]): () => string[];
}

function createCarried(
  { sections, measures, marks, fill }: { sections: SectionColumns; measures: MeasureColumns; marks: MarkColumns; fill: FillDown },
  count: (place: number, text: string) => void,
): Carried {
  const textsAt = (cells: readonly string[]) => (place: number) => cells[place] ?? '';
  const filled = (cells: string[]) => {
    fill.next(textsAt(cells));
    return fill.texts(cells);
  };
  const someArise = sections.names.length + measures.names.length + marks.names.length > 0;
  return {
    heading: sections.heading,
    leftOut(kind, cells) {
      if (fill.fills) fill.leftOut(kind, textsAt(cells()));
    },
    texts(cells) {
      if (!someArise && !fill.fills) return cells;
      const own = fill.fills ? filled(cells()) : undefined;
      const values = [
        ...sections.values(),
        ...(measures.names.length > 0 ? measures.values(own ?? cells()) : []),
        ...(marks.names.length > 0 ? marks.values(own ?? cells()) : []),
      ];
      for (const [place, text] of values.entries()) count(place, text);
      return () => [...(own ?? cells()), ...values];
    },
  };
}

/** Tells data from other rows. `sort` answers the cells of a row of data, with its sheet and what is carried down. */
function createSurveySorter(
  partOf: (row: ReadRow) => LeftOutKind | null,
  tops: SheetTops | undefined,
  carried: Carried,
  lists: RowLists,
): { sort(row: ReadRow, line: number, sheet: string | undefined): (() => string[]) | undefined } {
  return {
    sort(read, line, sheet) {
      const kind = (sheet === undefined ? null : tops?.part(sheet, read.cells())) ?? partOf(read);
      if (kind === 'heading') carried.heading(headingOf(read.cells()) ?? labelOf(read.cells()));
      if (kind !== null) {
        carried.leftOut(kind, read.cells);
        lists.leftOut(kind, read, line);
      } else if (read.isRagged()) {
        carried.leftOut(null, read.cells);
        lists.ragged(read, line);
      } else {
        const filled = carried.texts(() => (sheet === undefined ? read.cells() : [...read.cells(), sheet]));
        lists.data(read, line, filled);
        return filled;
      }
      return undefined;
    },
  };
}

/** A typed format says what its cells are. */
function withTallies(columns: ColumnProfile[], content: Content): ColumnProfile[] {
  const tallies = content.tallies();
  if (!tallies) return columns;
  return columns.map((column, place) => ({ ...column, typed: tallies[place] ?? { numbers: 0, dates: 0, texts: 0, truths: 0 } }));
}
