import { deflateSync, inflateSync, constants as zlib, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import {
  REAL_COLUMNS,
  RECORD_COLUMNS,
  type RecordColumn,
  type RecordColumnName,
  type RecordColumns,
  type RecordValue,
  WHOLE_COLUMNS,
} from './columns.ts';

/*
 * A block of records as bytes, before compression: length of the header (32 bits) and four blank bytes, the header as JSON, then parts at
 * multiples of eight bytes, little-endian as every platform here is. The header says how each column is kept: one value for all rows, a run
 * of numbers, like another column, plain numbers, or words (distinct values as JSON, and for each row the place among them).
 */
const HEADER_AT = 8;

type Packed =
  | { as: 'one'; value: RecordValue }
  | { as: 'run'; first: number }
  | { as: 'like'; column: RecordColumnName }
  | { as: 'u32' | 'f64'; at: number }
  | { as: 'words'; at: number; length: number; index: number; width: 1 | 2 | 4 };

interface Header {
  rows: number;
  columns: Record<RecordColumnName, Packed>;
}

export interface PackedBlock {
  codec: 'zstd' | 'deflate';
  unpackedBytes: number;
  bytes: Uint8Array;
}

/** Parts of the body, one after another. */
interface Body {
  parts: { at: number; bytes: Uint8Array }[];
  length: number;
}

const WHOLE: ReadonlySet<RecordColumnName> = new Set(WHOLE_COLUMNS);
const REAL: ReadonlySet<RecordColumnName> = new Set(REAL_COLUMNS);

/** Packs the rows `from` … `to - 1`. */
export function packBlock(columns: RecordColumns, from: number, to: number): PackedBlock {
  const body: Body = { parts: [], length: 0 };
  const packed = Object.fromEntries(
    RECORD_COLUMNS.map((name) => {
      if (WHOLE.has(name)) return [name, packWhole(columns[name], from, to, body)];
      if (!REAL.has(name)) return [name, packWords(columns[name], from, to, body)];
      const isLikeKg = (name === 'kg_low' || name === 'kg_high') && isSame(columns[name], columns.kg, from, to);
      return [name, isLikeKg ? { as: 'like', column: 'kg' } : packReal(columns[name], from, to, body)];
    }),
  ) as Header['columns'];
  const header = Buffer.from(JSON.stringify({ rows: to - from, columns: packed } satisfies Header));
  const bodyAt = aligned(HEADER_AT + header.length);
  const bytes = new Uint8Array(bodyAt + body.length);
  new DataView(bytes.buffer).setUint32(0, header.length, true);
  bytes.set(header, HEADER_AT);
  for (const part of body.parts) bytes.set(part.bytes, bodyAt + part.at);
  return { ...compressed(bytes), unpackedBytes: bytes.length };
}

function compressed(bytes: Uint8Array): Pick<PackedBlock, 'codec' | 'bytes'> {
  if (typeof zstdCompressSync !== 'function') return { codec: 'deflate', bytes: deflateSync(bytes, { level: 1 }) };
  return {
    codec: 'zstd',
    bytes: zstdCompressSync(bytes, { params: { [zlib.ZSTD_c_compressionLevel]: 1, [zlib.ZSTD_c_checksumFlag]: 1 } }),
  };
}

function put(body: Body, array: Uint8Array | Uint16Array | Uint32Array | Float64Array): number {
  const at = body.length;
  body.parts.push({ at, bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength) });
  body.length = aligned(at + array.byteLength);
  return at;
}

function aligned(at: number): number {
  return (at + 7) & ~7;
}

function packWhole({ values, index }: RecordColumn, from: number, to: number, body: Body): Packed {
  const numbers = new Uint32Array(to - from);
  for (let row = from; row < to; row++) numbers[row - from] = values[index ? (index[row] as number) : row] as number;
  const first = numbers[0] ?? 0;
  if (numbers.every((number) => number === first)) return { as: 'one', value: first };
  if (numbers.every((number, row) => number === first + row)) return { as: 'run', first };
  return { as: 'u32', at: put(body, numbers) };
}

function packReal({ values, index }: RecordColumn, from: number, to: number, body: Body): Packed {
  const numbers = new Float64Array(to - from);
  for (let row = from; row < to; row++) numbers[row - from] = (values[index ? (index[row] as number) : row] as number | null) ?? Number.NaN;
  const first = numbers[0] ?? Number.NaN;
  const isPlain = Number.isNaN(first) || (Number.isFinite(first) && !Object.is(first, -0));
  if (isPlain && numbers.every((number) => Object.is(number, first))) return { as: 'one', value: Number.isNaN(first) ? null : first };
  return { as: 'f64', at: put(body, numbers) };
}

function isSame(one: RecordColumn, other: RecordColumn, from: number, to: number): boolean {
  for (let row = from; row < to; row++) {
    const a = (one.values[one.index ? (one.index[row] as number) : row] as number | null) ?? Number.NaN;
    const b = (other.values[other.index ? (other.index[row] as number) : row] as number | null) ?? Number.NaN;
    if (!Object.is(a, b)) return false;
  }
  return true;
}

function packWords({ values, index }: RecordColumn, from: number, to: number, body: Body): Packed {
  const { words, numbers } = wordsOf({ values, index }, from, to);
  if (words.length <= 1) return { as: 'one', value: words[0] ?? null };
  const text = Buffer.from(JSON.stringify(words));
  const narrow = words.length <= 256 ? Uint8Array.from(numbers) : words.length <= 65_536 ? Uint16Array.from(numbers) : numbers;
  const at = put(body, text);
  return { as: 'words', at, length: text.length, index: put(body, narrow), width: narrow.BYTES_PER_ELEMENT as 1 | 2 | 4 };
}

/** Different values are told apart up to this many; beyond it equal ones of a column may stand there more than once. */
const TOLD_APART = 256;

function wordsOf({ values, index }: RecordColumn, from: number, to: number): { words: RecordValue[]; numbers: Uint32Array } {
  const words: RecordValue[] = [];
  const places = new Map<RecordValue, number>();
  const known = new Int32Array(index ? values.length : 0);
  const numbers = new Uint32Array(to - from);
  for (let row = from; row < to; row++) {
    const at = index ? (index[row] as number) : row;
    let place = known[at] ?? 0;
    if (place === 0) {
      const value = values[at] as RecordValue;
      place = (places.size < TOLD_APART ? places.get(value) : undefined) ?? words.push(value);
      if (places.size < TOLD_APART) places.set(value, place);
      if (index) known[at] = place;
    }
    numbers[row - from] = place - 1;
  }
  return { words, numbers };
}

/** Columns of a block, each read when it is first asked for. */
export interface UnpackedBlock {
  rows: number;
  column(name: RecordColumnName): RecordColumn;
}

/** Throws for bytes that are not as `packBlock` made them: both codecs carry a sum of what they hold. */
export function unpackBlock({ codec, unpackedBytes, bytes }: { codec: string; unpackedBytes: number; bytes: Uint8Array }): UnpackedBlock {
  // One buffer with room for all, since there is no more.
  const limit = { maxOutputLength: Math.max(1, unpackedBytes), chunkSize: Math.max(64, unpackedBytes + 1) };
  const unpacked = codec === 'zstd' ? zstdDecompressSync(bytes, limit) : inflateSync(bytes, limit);
  if (unpacked.length !== unpackedBytes) throw new Error('A block of records is not as long as it was made.');
  const whole = unpacked.byteOffset % 8 === 0 ? unpacked : Buffer.from(new Uint8Array(unpacked).buffer);
  const headerLength = whole.readUInt32LE(0);
  const header = JSON.parse(whole.toString('utf8', HEADER_AT, HEADER_AT + headerLength)) as Header;
  const bodyAt = aligned(HEADER_AT + headerLength);
  const read = new Map<RecordColumnName, RecordColumn>();
  const column = (name: RecordColumnName): RecordColumn => {
    const known = read.get(name) ?? unpackColumn(header, name, whole, bodyAt);
    read.set(name, known);
    return known;
  };
  return { rows: header.rows, column };
}

function unpackColumn({ rows, columns }: Header, name: RecordColumnName, whole: Buffer, bodyAt: number): RecordColumn {
  const packed = columns[name];
  const place = (at: number): number => whole.byteOffset + bodyAt + at;
  switch (packed.as) {
    case 'one':
      return { values: [packed.value], index: new Uint8Array(rows) };
    case 'run':
      return { values: Uint32Array.from({ length: rows }, (_, row) => packed.first + row), index: null };
    case 'like':
      return unpackColumn({ rows, columns }, packed.column, whole, bodyAt);
    case 'u32':
      return { values: new Uint32Array(whole.buffer, place(packed.at), rows), index: null };
    case 'f64':
      return { values: new Float64Array(whole.buffer, place(packed.at), rows), index: null };
    case 'words':
      return {
        values: JSON.parse(whole.toString('utf8', bodyAt + packed.at, bodyAt + packed.at + packed.length)) as RecordValue[],
        index: indexAt(packed.width, whole.buffer, place(packed.index), rows),
      };
  }
}

function indexAt(width: 1 | 2 | 4, buffer: ArrayBufferLike, at: number, rows: number): ArrayLike<number> {
  if (width === 1) return new Uint8Array(buffer, at, rows);
  return width === 2 ? new Uint16Array(buffer, at, rows) : new Uint32Array(buffer, at, rows);
}
