import { randomFillSync } from 'node:crypto';
import { CARRIAGE_RETURN } from '../../shared/csv/dialect.ts';
import { cellsOf } from '../../shared/csv/record.ts';
import { writeRecord } from '../../shared/csv/write.ts';
import type { FileShape, SentBatch, SourceHeader, SourceSummary } from '../../shared/parser-protocol.ts';
import type { Survey } from '../../shared/understand/survey.ts';
import { type ArisingColumns, type BatchBuilder, createBatchBuilder } from './batch.ts';
import type { ByteSource } from './byte-source.ts';
import { type Content, openContent } from './content.ts';
import { faults } from './faults.ts';
import { createFillDown } from './fill-down.ts';
import { LIMITS } from './limits.ts';
import { createMarkColumns, type MarkColumns } from './marks.ts';
import { createMeasureColumns, type MeasureColumns } from './measures.ts';
import { createRawFile, type RawFile } from './raw-file.ts';
import { decodeUtf8, openRecordReader, type RecordReader, STEPS } from './record-reader.ts';
import { createRowSorter, holdsMore } from './row-sorter.ts';
import { createSectionColumns, type SectionColumns } from './sections.ts';
import { createSheetTops } from './stacked-sheets.ts';
import { createSurveyAlong } from './survey-along.ts';
import type { RowFacts } from './survey-rows.ts';
import { surveyOf } from './survey-source.ts';
import { firstHeading, readHeader, type TableHeader } from './table-shape.ts';
import { findUnpivoting, type Unpivoting, unpivotedHeaders } from './unpivot.ts';
import { sheetWarnings } from './xlsx/sheet-warnings.ts';

/** What reading one file says as it goes. `batch` resolves when the next batch may be made. */
export interface ReadListener {
  header(header: SourceHeader): void;
  batch(batch: SentBatch): Promise<void>;
  progress(bytesRead: number): void;
  /** Asked for by `surveyed`; comes once at the end, if at all. */
  survey?(survey: Survey): void;
}

/**
 * Reads a whole file into batches; throws `unreadable-file`, or `needs-decision` for what neither file nor shape says. What is wrong
 * with a file that was changed meanwhile is that it was changed.
 * Memory stays bounded but for about 30 bytes a row, which find exact repeats. With `surveyed` the file is surveyed by that shape in passing.
 */
export async function readSource(
  source: ByteSource,
  fileName: string,
  listener: ReadListener,
  shape: FileShape = {},
  surveyed?: FileShape,
): Promise<SourceSummary> {
  const raw = createRawFile(source, listener.progress);
  try {
    return await readWhole(raw, fileName, listener, shape, surveyed);
  } catch (error) {
    await raw.verify(false);
    throw error;
  }
}

async function readWhole(
  raw: RawFile,
  fileName: string,
  listener: ReadListener,
  shape: FileShape,
  surveyed: FileShape | undefined,
): Promise<SourceSummary> {
  const startedAt = Date.now();
  const seeds = randomFillSync(new Uint32Array(4));
  const opened = await openContent(raw, { fileName, file: shape.file ?? {}, several: 'ask' });
  const content = surveyed ? { ...opened, delimiter: surveyed.file?.delimiter ?? null } : opened;
  const reader = await openRecordReader(content, seeds[0] as number);
  const { unpivot = null } = shape.table ?? {};
  const read = await readHeader(reader, shape.table ?? {});
  const sheets = sheetColumn(content, shape, read.headers, reader.line);
  const table = sheets.isAdded ? { ...read, headers: [...read.headers, shape.table?.sheetColumn ?? ''] } : read;
  const sections = createSectionColumns(shape.table, firstHeading(read, shape.table));
  const measures = createMeasureColumns(table.headers, shape.table);
  const marks = createMarkColumns(table.headers, shape.table);
  const columns = [...table.headers, ...sections.names, ...measures.names, ...marks.names];
  const unpivoting = unpivot && !unpivot.off ? findUnpivoting(columns, unpivot, shape.table?.running) : null;
  const headers = unpivot && unpivoting ? unpivotedHeaders(columns, unpivoting, unpivot) : columns;
  const epoch = content.epoch === undefined ? {} : { epoch: content.epoch };
  listener.header({ ...headerFacts(reader, fileName, table), ...epoch, headers, bytes: raw.size() });
  const counted = await readRows(
    reader,
    content,
    { seeds, table, shape, surveyed, unpivoting, sheets, sections, measures, marks },
    listener,
  );
  if (reader.row === 0) throw faults.headerOnly();
  const whole = await raw.finish();
  if (counted.facts) listener.survey?.(surveyOf({ content, reader, rows: counted.facts }, fileName, whole));
  const { rows, exactRepeats } = counted;
  return { rows, exactRepeats, sourceRows: reader.row, ...whole, startedAt, peakBytes: process.resourceUsage().maxRSS * 1024 };
}

function headerFacts(reader: RecordReader, fileName: string, { headers, preamble }: TableHeader): Omit<SourceHeader, 'headers' | 'bytes'> {
  return {
    fileName,
    encoding: reader.window.encoding,
    delimiter: String.fromCharCode(reader.dialect.delimiter),
    originalHeaders: headers,
    preamble,
  };
}

interface RowsOptions {
  seeds: Uint32Array;
  table: TableHeader;
  shape: FileShape;
  surveyed: FileShape | undefined;
  unpivoting: Unpivoting | null;
  sheets: SheetColumn;
  sections: SectionColumns;
  measures: MeasureColumns;
  marks: MarkColumns;
}

/** How the name of each row's sheet becomes its last cell: read along from a workbook, or kept with the original rows of one. */
interface SheetColumn {
  /** The file has no such column: it is added. */
  isAdded: boolean;
  isThere: boolean;
  nameOf(line: number): string | undefined;
  /** The sheet of the header. */
  first: string | undefined;
}

function sheetColumn(content: Content, { table }: FileShape, headers: readonly string[], headerLine: number): SheetColumn {
  const wanted = table?.sheetColumn;
  const isKept = wanted !== undefined && content.sheetOf === undefined && headers.at(-1)?.trim() === wanted.trim();
  const isAdded = wanted !== undefined && content.sheetOf !== undefined;
  const nameOf = (line: number) => (isAdded ? content.sheetOf?.(line) : undefined);
  return { isAdded, isThere: isAdded || isKept, nameOf, first: nameOf(headerLine) };
}

/** Feeds every row to batches; counts records and exact repeats. */
async function readRows(
  reader: RecordReader,
  content: Content,
  { seeds, table, shape, surveyed, unpivoting, sheets, sections, measures, marks }: RowsOptions,
  listener: ReadListener,
): Promise<{ rows: number; exactRepeats: number; facts: RowFacts | undefined }> {
  const { headers } = table;
  const fill = createFillDown(headers, shape.table);
  const arising = arisingColumns(sections, measures, marks);
  const builder = createBatchBuilder([...headers, ...arising.names], seeds, unpivoting, fill, arising);
  const ofFile = sheets.isAdded ? headers.length - 1 : headers.length;
  const begins = () => {
    fill.clear();
    sections.clear();
  };
  const top = { headers: headers.slice(0, -1), rows: shape.table?.sheetHeaderRows ?? 1, first: sheets.first, begins };
  const tops = sheets.isThere ? createSheetTops(top) : undefined;
  const sort = createRowSorter(reader, builder, { headers, shape, typed: content.typed, ofFile, tops, sections, fill });
  const isOneTable = unpivoting === null && !sheets.isThere && arising.names.length === 0;
  const canSurvey = surveyed !== undefined && !content.typed && shape.table !== undefined && isOneTable;
  const along = canSurvey ? createSurveyAlong(reader, content, { shape, headers, surveyed, cells: builder.cells, seeds, fill }) : undefined;
  for (const record of table.records) along?.above(record);
  const keep = createKeeper(reader, builder, sheets.isAdded ? ofFile : undefined);
  const headerLine = reader.line;
  const counted = { rows: 0, exactRepeats: 0 };
  const send = async (batch: SentBatch) => {
    counted.rows += batch.rows;
    for (const earlier of batch.repeatOf) if (earlier > 0) counted.exactRepeats++;
    await listener.batch(batch);
  };
  let sent = Promise.resolve();
  /** One batch is made ready and sent while the next is read. */
  const flush = async () => {
    await sent;
    sent = builder.take().then(send);
    sent.catch(() => {});
  };
  for (;;) {
    const step = reader.step();
    if (step === STEPS.end) break;
    if (step === STEPS.needsMore) {
      along?.hold();
      await reader.window.fill();
      continue;
    }
    if (builder.full()) {
      along?.handOn();
      await flush();
    }
    if (reader.row > LIMITS.rows) throw faults.tooManyRows();
    builder.cells.read(reader.tokenizer, reader.window.bytes, reader.row, reader.line, sheets.nameOf(reader.line));
    keep();
    const kind = sort();
    along?.row(kind);
  }
  const facts = along?.finish();
  warnAtEnd(reader, content, builder, headerLine);
  if (!builder.isEmpty()) await flush();
  await sent;
  return { ...counted, facts };
}

function arisingColumns(sections: SectionColumns, measures: MeasureColumns, marks: MarkColumns): ArisingColumns {
  return {
    names: [...sections.names, ...measures.names, ...marks.names],
    values: (cells) => [
      ...sections.values(),
      ...(measures.names.length > 0 ? measures.values(cells()) : []),
      ...(marks.names.length > 0 ? marks.values(cells()) : []),
    ],
    unread: (cells) => (marks.names.length > 0 ? marks.unread(cells()) : []),
  };
}

/**
 * Keeps the bytes of each row, before its cells are filled down; those whose quotes are escaped or bare are written with doubled quotes, so that any
 * reader takes them. With the name of a sheet behind the cells `ofFile` a row is written anew, unless it has more cells than the header.
 */
function createKeeper(reader: RecordReader, builder: BatchBuilder, ofFile: number | undefined): () => void {
  const { escape: escapeByte, bareQuotes = false, newline, delimiter: separator } = reader.dialect;
  const delimiter = String.fromCharCode(separator);
  const asItStands = () => builder.keep(reader.window.bytes, reader.from, reader.to, reader.row, reader.line);
  const anew = (cells: readonly string[]) => {
    const record = writeRecord(cells, delimiter);
    const bytes = Buffer.from(newline === CARRIAGE_RETURN ? `${record.slice(0, -1)}\r` : record);
    builder.keep(bytes, 0, bytes.length, reader.row, reader.line);
  };
  if (bareQuotes && ofFile === undefined)
    return () => (reader.tokenizer.bareCells() > 0 ? anew(cellsOf(reader.tokenizer, reader.window.bytes, decodeUtf8)) : asItStands());
  if (escapeByte === undefined && ofFile === undefined) return asItStands;
  return () => (ofFile !== undefined && holdsMore(reader, ofFile) ? asItStands() : anew(builder.cells.texts()));
}

const CUT = 'The last row does not end with a line break. If the file was cut, its last cell is not whole.';

/** What a sheet's reader noticed names rows of the sheet; blank rows aside, they are counted from the header on here. */
function warnAtEnd(reader: RecordReader, content: Content, builder: BatchBuilder, headerLine: number): void {
  if (builder.isEmpty()) return;
  if (!content.typed && !reader.endsWithLine()) builder.warn('no-final-line-end', CUT, reader.row);
  for (const { code, message, row, column } of content.notes()) builder.warn(code, message, Math.max(0, row - headerLine), column);
  for (const [code, count] of Object.entries(content.moreNotes())) builder.countMore(code, count);
  for (const { code, message } of sheetWarnings(content)) builder.warn(code, message, 0);
}
