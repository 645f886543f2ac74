import { decodeCell } from '../../shared/csv/record.ts';
import type { LeftOutKind } from '../../shared/domain/fields.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import { createHeadSums, labelOf } from '../../shared/understand/head-sums.ts';
import { headingOf } from '../../shared/understand/headings.ts';
import { createRowJudge, isNoteText, type RowJudge } from '../../shared/understand/row-part.ts';
import type { BatchBuilder } from './batch.ts';
import { type Dictionary, MARKS } from './dictionary.ts';
import { faults, nameRow, undecided } from './faults.ts';
import type { FillDown } from './fill-down.ts';
import { createMeasureColumns } from './measures.ts';
import { decodeUtf8, type RecordReader } from './record-reader.ts';
import type { RowCells } from './row-cells.ts';
import type { SectionColumns } from './sections.ts';
import type { SheetTops } from './stacked-sheets.ts';
import { kindsLeftOut } from './table-shape.ts';

export interface SorterOptions {
  headers: string[];
  shape: FileShape;
  typed: boolean;
  /** Columns of the file itself; one more holds the sheet's name where that is read along. */
  ofFile: number;
  tops: SheetTops | undefined;
  sections: SectionColumns;
  fill: FillDown;
}

/**
 * Decides what becomes of the row just read: a record (null), left out, or refused (undefined). Without a table in the shape each row must fit
 * the header.
 */
export function createRowSorter(
  reader: RecordReader,
  builder: BatchBuilder,
  { headers, shape, typed, ofFile, tops, sections, fill }: SorterOptions,
): () => LeftOutKind | null | undefined {
  const { table } = shape;
  const width = ofFile;
  const addStrictly = () => {
    if (reader.tokenizer.count() !== width) throw faults.cells(reader.row, reader.line, reader.tokenizer.count(), width);
    builder.add(reader.row);
    return null;
  };
  if (!table && !typed) return addStrictly;

  const judged = tops ? headers.length - 1 : headers.length;
  const partOf = createPartFinder(headers.slice(0, judged), kindsLeftOut(table, false), table, fill);
  const cells = () => (tops ? builder.cells.texts().slice(0, judged) : builder.cells.texts());
  const readRow: ReadRow = { row: 0, cells, coded: builder.cells, isRagged: () => holdsMore(reader, width), isLast: reader.isLast };
  return () => {
    const { row, line, tokenizer } = reader;
    readRow.row = row;
    const top = tops?.part(builder.cells.texts().at(-1) ?? '', cells()) ?? null;
    const kind = top ?? partOf(readRow);
    if (kind === 'heading') sections.heading(headingOf(cells()) ?? labelOf(cells()));
    if (kind !== null) builder.leaveOut(row, kind);
    else if (holdsMore(reader, width)) {
      if (table?.ragged !== 'leave-out') throw raggedFault(row, line, tokenizer.count(), width);
      builder.reject(row);
      return undefined;
    } else {
      if (tokenizer.count() < width && !typed) warnShort(reader, builder, width);
      builder.add(row);
    }
    return kind;
  };
}

function warnShort(reader: RecordReader, builder: BatchBuilder, width: number): void {
  const { row, line, tokenizer } = reader;
  if (reader.takesCells(width)) throw faults.bareQuote(row, line);
  if (reader.isLast() && !reader.endsWithLine()) throw faults.cells(row, line, tokenizer.count(), width);
  builder.warn('short-row', `The row holds ${tokenizer.count()} cells where the header has ${width}. The missing ones are blank.`, row);
}

/** What the judge of rows asks of a row. */
export interface ReadRow {
  row: number;
  /** As many as the header has. */
  cells(): string[];
  /** The same cells in the dictionaries of their columns, where they were read so. */
  coded?: RowCells;
  /** Whether more cells are filled than the header has. */
  isRagged(): boolean;
  isLast(): boolean;
}

/** What a row is, if it is no data: by the person's word, else a heading or by the judge of rows, among the kinds that are left out. */
export function createPartFinder(
  headers: string[],
  kinds: ReadonlySet<LeftOutKind>,
  table: FileShape['table'],
  fill: FillDown,
): (row: ReadRow) => LeftOutKind | null {
  const kept = new Set(table?.keep);
  const left = new Set(table?.leave);
  const measures = createMeasureColumns(headers, table);
  const heads = table?.sections?.sums === true && kinds.has('heading') ? createHeadSums() : undefined;
  const judge = createRowJudge(
    headers,
    table?.leaveOut?.find(({ kind }) => kind === 'totals'),
  );
  const isPlain = createPlainTest(judge, headers.length);
  const otherMeasure = (read: ReadRow) =>
    kinds.has('other-measure') && measures.isOther(fill.peek(read.cells())) ? 'other-measure' : null;
  return (read) => {
    if (left.has(read.row)) return 'note';
    if (kinds.size === 0 || kept.has(read.row)) return null;
    const isRagged = read.isRagged();
    if (!heads && read.coded && !isRagged && isPlain(read.coded) && !read.isLast()) return otherMeasure(read);
    const cells = read.cells();
    if (!heads && kinds.has('heading') && !isRagged && headingOf(cells) !== undefined) return 'heading';
    const kind = isRagged ? (isNoteText(cells[0] ?? '') ? 'note' : null) : judge.judge(cells, read.isLast());
    if (kind !== null && kinds.has(kind)) return kind;
    const role = heads?.next(cells);
    if (role === 'neither') throw faults.headSums(read.row, 0);
    if (role === 'head') return 'heading';
    return otherMeasure(read);
  };
}

/** Tells most rows of data by what is known of their distinct cells, each of which is read as text once at most. */
function createPlainTest(judge: RowJudge, width: number): (cells: RowCells) => boolean {
  const tells = (dictionary: Dictionary, value: number, place: number): boolean => {
    const { marks } = dictionary;
    let mark = marks[value] as number;
    if (mark & MARKS.coded && !judge.heedsCodes(place)) return false;
    if ((mark & MARKS.read) === 0) {
      mark |= MARKS.read | (judge.mayTell(dictionary.text(value), place) ? MARKS.telling : 0);
      marks[value] = mark;
    }
    return (mark & MARKS.telling) !== 0;
  };
  return ({ dictionaries, current }) => {
    if (!judge.isSettled()) return false;
    let filled = 0;
    for (let place = 0; place < width; place++) {
      const mark = (dictionaries[place] as Dictionary).marks[current[place] as number] as number;
      if (mark & MARKS.filled) filled++;
    }
    if (judge.isSparse(filled)) return false;
    return !judge.heeded.some((place) => tells(dictionaries[place] as Dictionary, current[place] as number, place));
  };
}

/** Whether exactly one of the cells of the row is filled, as far as that is known without their text. */
export function mayBeHeading({ coded }: Pick<ReadRow, 'coded'>, width: number): boolean {
  if (!coded) return true;
  const { dictionaries, current } = coded;
  let filled = 0;
  for (let place = 0; place < width && filled < 2; place++) {
    const mark = (dictionaries[place] as Dictionary).marks[current[place] as number] as number;
    if (mark & MARKS.filled) filled++;
  }
  return filled === 1;
}

/** Whether cells beyond the header hold anything. */
export function holdsMore(reader: RecordReader, width: number): boolean {
  const { tokenizer, window } = reader;
  for (let cell = width; cell < tokenizer.count(); cell++)
    if (decodeCell(tokenizer, window.bytes, cell, decodeUtf8).trim() !== '') return true;
  return false;
}

function raggedFault(row: number, line: number, found: number, expected: number): Error {
  return undecided(
    `${nameRow(row, line)} holds ${found} cells where the header has ${expected}, so nothing says which cell is which.`,
    {
      id: 'ragged-rows',
      options: ['leave-out'],
      evidence: `${nameRow(row, line)} holds ${found} filled or separated cells; the header names ${expected} columns.`,
    },
    { row, line, detail: { line, found, expected } },
  );
}
