import { cellsOf } from '../../shared/csv/record.ts';
import { LEFT_OUT_KINDS, type LeftOutKind } from '../../shared/domain/fields.ts';
import type { FileShape } from '../../shared/parser-protocol.ts';
import { joinHeader } from '../../shared/understand/header.ts';
import { faults } from './faults.ts';
import { LIMITS, PREAMBLE_CHARACTERS } from './limits.ts';
import { decodeUtf8, type RecordReader, STEPS } from './record-reader.ts';

/** A record as text, with the line where it begins. */
export interface TextRecord {
  cells: string[];
  line: number;
}

export interface TableHeader {
  headers: string[];
  /** What stands above the header, as text, cut to a bounded length. */
  preamble: string;
  /** The only text of the record right above the header. */
  above?: string;
  /** The header and what stands above it. */
  records: TextRecord[];
}

/** Reads at most `count` records as text. */
export async function readRecords(reader: RecordReader, count: number): Promise<TextRecord[]> {
  const records: TextRecord[] = [];
  while (records.length < count) {
    const step = reader.step();
    if (step === STEPS.end) break;
    if (step === STEPS.needsMore) await reader.window.fill();
    else records.push({ cells: cellsOf(reader.tokenizer, reader.window.bytes, decodeUtf8), line: reader.line });
  }
  return records;
}

/** Reads up to the header's last row, which becomes row 0; throws `unreadable-file` when the file ends before it. Without one `headers` are it. */
export async function readHeader(
  reader: RecordReader,
  { headerAt: at = 0, headerRows: rows = 1, headers = [] }: Table,
): Promise<TableHeader> {
  const records = await readRecords(reader, at + rows);
  if (records.length === 0 && rows > 0) throw faults.empty();
  if (records.length < at + rows) throw faults.noHeader(at + rows);
  reader.row = 0;
  return rows === 0 ? { headers: [...headers], preamble: textOf(records), records } : headerOf(records, at, rows);
}

type Table = NonNullable<FileShape['table']>;

/** Names for the columns of a file that has no header. */
export function numberedHeaders(records: readonly TextRecord[]): string[] {
  const width = Math.max(0, ...records.map(({ cells }) => cells.findLastIndex((cell) => cell.trim() !== '') + 1));
  return Array.from({ length: width }, (_, place) => `Column ${place + 1}`);
}

/** `records` begin with the first of the file and hold the header. */
export function headerOf(records: TextRecord[], at: number, rows: number): TableHeader {
  const own = records.slice(at, at + rows).map(({ cells }) => cells);
  const headers = own.length === 1 ? (own[0] as string[]) : joinHeader(own);
  for (const [place, header] of headers.entries())
    if (header.length > LIMITS.cellCharacters) throw faults.cellTooLong(0, records[at]?.line ?? 0, `${place + 1}`);
  const above = onlyText(records[at - 1]?.cells ?? []);
  const taken = { preamble: textOf(records.slice(0, at)), records: records.slice(0, at + rows) };
  return { headers, ...taken, ...(above === undefined ? {} : { above }) };
}

function onlyText(cells: readonly string[]): string | undefined {
  const filled = cells.map((cell) => cell.trim()).filter((cell) => cell !== '');
  return filled.length === 1 ? filled[0] : undefined;
}

/** The heading over the first rows, where it stands above the header of the file or stood above that of stored rows. */
export function firstHeading({ above }: TableHeader, table: FileShape['table']): string | undefined {
  if (table?.sections?.above !== true) return undefined;
  return table.preamble === undefined ? above : table.preamble.split('\n').at(-1);
}

function textOf(records: TextRecord[]): string {
  const lines = records.map(({ cells }) => cells.filter((cell) => cell.trim() !== '').join('\t'));
  return lines.join('\n').slice(0, PREAMBLE_CHARACTERS);
}

/**
 * Kinds of rows that are left out by this shape; all when it says nothing and `byDefault`. Headings and other measures are such kinds only where a table
 * is read as arranged by them. */
export function kindsLeftOut(table: FileShape['table'], byDefault: boolean): ReadonlySet<LeftOutKind> {
  const said = table?.leaveOut?.filter(({ off }) => !off).map(({ kind }) => kind);
  const kinds = new Set(said ?? (byDefault ? LEFT_OUT_KINDS : []));
  const arranged = { heading: table?.sections !== undefined, 'other-measure': table?.measures !== undefined && !table.measures.off };
  for (const kind of ['heading', 'other-measure'] as const) {
    const isOff = table?.leaveOut?.some((own) => own.kind === kind && own.off) ?? false;
    if (arranged[kind] && !isOff) kinds.add(kind);
    else kinds.delete(kind);
  }
  return kinds;
}
