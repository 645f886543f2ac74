import { writeRecord } from '../../shared/csv/write.ts';
import type { ByteStream } from './byte-source.ts';
import { rowsOfElement } from './json-cells.ts';
import { jsonFaults } from './json-faults.ts';
import { type JsonForm, scanJson } from './json-scan.ts';
import { LIMITS } from './limits.ts';
import type { RawFile } from './raw-file.ts';
import { streamOf } from './stream-of.ts';
import { openText } from './text-source.ts';
import type { CellTally } from './xlsx/sheet-source.ts';

/** Objects as comma-separated UTF-8 with a header: keys in order of first appearance over the whole file. */
export interface JsonTable {
  format: 'json' | 'ndjson';
  stream: ByteStream;
  typed: CellTally[];
  /** Line of the file where record n begins; record 1 is the header. */
  lineOf(record: number): number;
}

/** Reads the file once for its keys; the stream reads it again. Throws `unreadable-file`. */
export async function openJsonTable(raw: RawFile, fileName: string, said: 'json' | 'ndjson' | null): Promise<JsonTable> {
  if (raw.access().bytes > LIMITS.jsonBytes && said !== 'ndjson' && !LINES_NAME.test(fileName)) throw jsonFaults.tooLarge();
  const again = (): Promise<ByteStream> => {
    raw.rewind();
    return openText(raw, null);
  };
  const form = await findForm(again, said === 'ndjson' || LINES_NAME.test(fileName));
  const { columns, lines } = await readKeys(await again(), form);
  const text = await again();
  return {
    format: form === 'lines' ? 'ndjson' : 'json',
    stream: streamOf(writeTable(text, form, [...columns.keys()])),
    typed: [...columns.values()],
    lineOf: (record) => (record < 2 ? 0 : (lines[record - 2] ?? 0)),
  };
}

const LINES_NAME = /\.(ndjson|jsonl)$/i;
const FIRST_CHARACTERS = 4096;

async function findForm(again: () => Promise<ByteStream>, saidLines: boolean): Promise<JsonForm> {
  const start = Buffer.alloc(FIRST_CHARACTERS);
  const count = await (await again()).read(start, 0, start.length);
  if (start.toString('utf8', 0, count).trimStart().startsWith('[')) return 'list';
  if (saidLines) return 'lines';
  try {
    return await formOfObjects(await again());
  } catch {
    return 'keyed-list';
  }
}

/** More than one object: one after another. A single one may hold the list. */
async function formOfObjects(stream: ByteStream): Promise<JsonForm> {
  let only: string | undefined;
  for await (const { text } of scanJson(stream, 'lines')) {
    if (only !== undefined) return 'lines';
    only = text;
  }
  const value: unknown = JSON.parse(only ?? 'null');
  const inner = typeof value === 'object' && value !== null ? Object.values(value) : [];
  return inner.some((list) => Array.isArray(list) && typeof list[0] === 'object' && list[0] !== null) ? 'keyed-list' : 'lines';
}

async function readKeys(stream: ByteStream, form: JsonForm): Promise<{ columns: Map<string, CellTally>; lines: number[] }> {
  const columns = new Map<string, CellTally>();
  const lines: number[] = [];
  for await (const element of scanJson(stream, form)) {
    const rows = rowsOfElement(element);
    for (const _ of rows) lines.push(element.line);
    for (const [name, { kind }] of rows.flatMap((cells) => [...cells])) {
      let tally = columns.get(name);
      if (!tally) {
        tally = { numbers: 0, dates: 0, texts: 0, truths: 0 };
        columns.set(name, tally);
        if (columns.size > LIMITS.columns) throw jsonFaults.tooManyColumns(element.number, element.line);
      }
      if (kind !== 'blank') tally[kind]++;
    }
  }
  if (columns.size === 0) throw jsonFaults.noObjects();
  return { columns, lines };
}

async function* writeTable(stream: ByteStream, form: JsonForm, names: string[]): AsyncGenerator<Uint8Array, void, undefined> {
  yield Buffer.from(writeRecord(names));
  let gathered = '';
  for await (const element of scanJson(stream, form)) {
    for (const cells of rowsOfElement(element)) gathered += writeRecord(names.map((name) => cells.get(name)?.text ?? ''));
    if (gathered.length < GATHERED_CHARACTERS) continue;
    yield Buffer.from(gathered);
    gathered = '';
  }
  yield Buffer.from(gathered);
}

const GATHERED_CHARACTERS = 64 * 1024;
