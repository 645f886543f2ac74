import { type Encoding, isEncoding } from '../../shared/csv/encodings.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import type { SheetFacts, Survey } from '../../shared/understand/survey.ts';
import { openArchive } from './archive-content.ts';
import type { ByteStream } from './byte-source.ts';
import { faults } from './faults.ts';
import { openJsonTable } from './json-table.ts';
import type { RawFile } from './raw-file.ts';
import { isCompound, isZip, knownFormat } from './signature.ts';
import { sheetFinder } from './stacked-sheets.ts';
import { type CellTally, openSheet, type SheetNote } from './xlsx/sheet-source.ts';

/** One table of a file as a stream of text: separated values as they stand, other formats written as such. */
export interface Content {
  format: Survey['file']['format'];
  entry: string | null;
  entries: string[];
  stream: ByteStream;
  /** False for separated values as someone wrote them; true for comma-separated UTF-8 made here. */
  typed: boolean;
  encoding: Encoding | null;
  delimiter: string | null;
  sheets: SheetFacts[];
  sheet: string | null;
  /** For each column, cells by type; whole after the last byte. */
  tallies(): CellTally[] | undefined;
  notes(): SheetNote[];
  /** Notes that are not listed, counted by code. */
  moreNotes(): Record<string, number>;
  /** Year in which the day numbers of a workbook begin. */
  epoch?: 1900 | 1904;
  /** Whether rows that a workbook hides are left out. */
  leftHidden: boolean;
  /** Where several sheets are read one after another, the sheet of a record by its line among all records; asked for in their order. */
  sheetOf?: ((line: number) => string) | undefined;
  /** Line of record n, where counting lines does not give it. */
  lineOf?(record: number): number;
}

export interface ContentOptions {
  fileName: string;
  file: NonNullable<FileShape['file']>;
  several: 'ask' | 'largest';
}

const START_BYTES = 512;

/** Tells the format by the first bytes and opens it; throws `unreadable-file`, or `needs-decision` for an archive or workbook with a choice. */
export async function openContent(raw: RawFile, options: ContentOptions): Promise<Content> {
  const start = await raw.start(START_BYTES);
  if (start.length === 0) throw faults.empty();
  if (isCompound(start)) throw compoundFault(start, options.fileName);
  if (isZip(start)) {
    await raw.hold();
    return openArchive(raw, options);
  }
  const known = knownFormat(start);
  if (known) throw faults.known(known.name, known.doing);
  if (!isJson(start, options)) return plainContent(raw, options);
  await raw.hold();
  return jsonContent(raw, options);
}

export function plainContent(stream: ByteStream, { file }: ContentOptions): Content {
  const said = file.encoding ?? null;
  if (said !== null && !isEncoding(said)) throw faults.unknownEncoding(said);
  return {
    ...NO_FACTS,
    format: 'csv',
    stream,
    typed: false,
    encoding: said,
    delimiter: file.delimiter ?? null,
  };
}

export async function jsonContent(raw: RawFile, { fileName, file }: ContentOptions): Promise<Content> {
  const said = file.format === 'ndjson' || file.format === 'json' ? file.format : null;
  const table = await openJsonTable(raw, fileName, said);
  return { ...NO_FACTS, ...table, typed: true, encoding: 'utf-8', delimiter: ',', tallies: () => table.typed };
}

export async function sheetContent(raw: RawFile, { file, several }: ContentOptions): Promise<Content> {
  const source = await openSheet(raw.access(), { sheet: file.sheet ?? null, several, hiddenRows: file.hiddenRows ?? 'read' });
  return {
    ...NO_FACTS,
    format: 'xlsx',
    stream: source,
    typed: true,
    encoding: 'utf-8',
    delimiter: ',',
    sheets: source.sheets,
    sheet: source.sheet,
    epoch: source.epoch,
    leftHidden: file.hiddenRows === 'leave-out',
    sheetOf: source.stacked ? sheetFinder(source.starts) : undefined,
    tallies: () => source.typed(),
    notes: () => source.notes().listed,
    moreNotes: () => source.notes().more,
  };
}

const NO_FACTS = {
  entry: null,
  entries: [],
  sheets: [],
  sheet: null,
  tallies: () => undefined,
  notes: () => [],
  moreNotes: () => ({}),
  leftHidden: false,
};

const LIST = /^\[\s*(\{|\])/;
const OBJECT = /^\{\s*("|\})/;

/** Whether the first bytes are those of a JSON list or object; also in UTF-16, whose zeros are passed over. */
function isJson(start: Uint8Array, { file }: ContentOptions): boolean {
  if (file.format !== undefined) return file.format === 'json' || file.format === 'ndjson';
  const text = Buffer.from(start.filter((byte) => byte !== 0 && byte < 0x80))
    .toString('latin1')
    .trimStart();
  return LIST.test(text) || OBJECT.test(text) || /^[[{]\s*$/.test(text);
}

const OLD_EXCEL = 'Open it in Excel or LibreOffice, save it as XLSX or CSV (UTF-8), and import that file.';

/** "EncryptedPackage" in UTF-16 stands in the directory of a workbook that a password protects; the name tells where the start does not. */
function compoundFault(start: Uint8Array, fileName: string): Error {
  const isProtected = /\.(xlsx|xlsm|xlsb)$/i.test(fileName) || Buffer.from(start).includes(Buffer.from('EncryptedPackage', 'utf16le'));
  return isProtected
    ? faults.known(
        'a workbook protected by a password',
        'Open it in Excel or LibreOffice, save it without a password, and import that file.',
      )
    : faults.known('an old Excel workbook (XLS) or another old Office document', OLD_EXCEL);
}
