import { createHash } from 'node:crypto';
import type { CodeColumn, ColumnFacet, ColumnTable } from '../../../shared/columns/table.ts';
import { sharedFloat64, sharedUint8, sharedUint16, sharedUint32 } from './buffers.ts';

/*
 * The saved form: eight bytes of name and version, SHA-256 of all that follows the sum, length of the header (32 bits), the header as JSON,
 * then arrays at multiples of eight bytes, little-endian as every platform here is. Ids in an unbroken run are left out, bounds of mass
 * stand only where they differ from the mass, and sets fit the narrowest integer.
 */
const NAME = 'STOWCOL2';
const [SUM_AT, LENGTH_AT, HEADER_AT] = [8, 40, 48];

const ARRAYS = {
  u8: (bytes: ArrayBufferLike, at: number, length: number) => new Uint8Array(bytes, at, length),
  u16: (bytes: ArrayBufferLike, at: number, length: number) => new Uint16Array(bytes, at, length),
  u32: (bytes: ArrayBufferLike, at: number, length: number) => new Uint32Array(bytes, at, length),
  i32: (bytes: ArrayBufferLike, at: number, length: number) => new Int32Array(bytes, at, length),
  f64: (bytes: ArrayBufferLike, at: number, length: number) => new Float64Array(bytes, at, length),
};
type Packed = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array;
type PackedType = keyof typeof ARRAYS;
/** Bytes of one number. */
const WIDTH: Readonly<Record<PackedType, number>> = { u8: 1, u16: 2, u32: 4, i32: 4, f64: 8 };

interface Header {
  rows: number;
  dataVersion: number;
  /** First id where ids run on without a gap. */
  firstId: number | null;
  arrays: Record<string, { type: PackedType; at: number; length: number }>;
  breaks: ColumnTable['breaks'];
  facets: { facet: ColumnFacet; codes: string[]; sets: number[][] }[];
}

export function packColumns(table: ColumnTable): Uint8Array {
  return Buffer.concat([...packedPieces(table)]);
}

/** An array of the saved form, of which stretches are made when they are written. */
interface ToPack {
  type: PackedType;
  length: number;
  /** The numbers `from` … `to - 1`. */
  part(from: number, to: number): Packed;
}

/** The saved form in pieces that follow one another, so that it never stands in memory as a whole. */
export function* packedPieces(table: ColumnTable): Generator<Uint8Array, void> {
  const arrays = arraysOf(table);
  const text = Buffer.from(JSON.stringify(headerOf(table, arrays)));
  const head = Buffer.alloc(aligned(HEADER_AT + text.length));
  head.write(NAME);
  head.writeUInt32LE(text.length, LENGTH_AT);
  head.set(text, HEADER_AT);
  const sum = createHash('sha256').update(head.subarray(LENGTH_AT));
  for (const piece of piecesOf(arrays)) sum.update(piece);
  head.set(sum.digest(), SUM_AT);
  yield head;
  yield* piecesOf(arrays);
}

const PIECE_BYTES = 1024 ** 2;

/** Stretches of the arrays, each array filled up to a multiple of eight bytes. */
function* piecesOf(arrays: Record<string, ToPack>): Generator<Uint8Array, void> {
  for (const { type, length, part } of Object.values(arrays)) {
    const most = PIECE_BYTES / WIDTH[type];
    for (let from = 0; from < length; from += most) {
      const { buffer, byteOffset, byteLength } = part(from, Math.min(length, from + most));
      yield filledUp(new Uint8Array(buffer, byteOffset, byteLength));
    }
  }
}

function filledUp(bytes: Uint8Array): Uint8Array {
  const length = aligned(bytes.length);
  if (length === bytes.length) return bytes;
  const filled = new Uint8Array(length);
  filled.set(bytes);
  return filled;
}

/** Undefined for anything but bytes that `packColumns` made and nobody altered: the columns are then built anew. */
export function unpackColumns(saved: Uint8Array): ColumnTable | undefined {
  if (saved.length < HEADER_AT || textOf(saved, 0, SUM_AT) !== NAME) return undefined;
  if (!sumOf(saved).equals(Uint8Array.from(saved.subarray(SUM_AT, LENGTH_AT)))) return undefined;
  const bytes = onSharedMemory(saved);
  const textLength = new DataView(bytes.buffer).getUint32(LENGTH_AT, true);
  const header = JSON.parse(textOf(bytes, HEADER_AT, HEADER_AT + textLength)) as Header;
  const bodyAt = aligned(HEADER_AT + textLength);
  return tableOf(header, (name) => {
    const found = header.arrays[name];
    return found ? ARRAYS[found.type](bytes.buffer, bodyAt + found.at, found.length) : undefined;
  });
}

function textOf(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('utf8');
}

function onSharedMemory(saved: Uint8Array): Uint8Array {
  if (saved.buffer instanceof SharedArrayBuffer && saved.byteOffset === 0) return saved;
  const bytes = sharedUint8(saved.length);
  bytes.set(saved);
  return bytes;
}

function arraysOf(table: ColumnTable): Record<string, ToPack> {
  const ranged = rangedRows(table);
  const bound = (values: Float64Array): ToPack => ({
    type: 'f64',
    length: ranged.length,
    part: (from, to) => Float64Array.from(ranged.subarray(from, to), (row) => values[row] as number),
  });
  return {
    kg: whole(table.kg),
    rangedRow: whole(ranged),
    rangedLow: bound(table.kgLow),
    rangedHigh: bound(table.kgHigh),
    day: whole(table.day),
    ...(firstIdOf(table) === null ? { ids: whole(table.ids) } : {}),
    precision: whole(table.precision),
    conversion: whole(table.conversion),
    ...(table.events ? { events: whole(table.events) } : {}),
    ...(table.grain ? { grain: whole(table.grain) } : {}),
    ...Object.fromEntries(Object.values(table.codes).map((column) => [`codes.${column.facet}`, narrowed(column)])),
  };
}

function whole(array: Packed): ToPack {
  return { type: typeOf(array), length: array.length, part: (from, to) => array.subarray(from, to) };
}

function narrowed({ sets, values }: CodeColumn): ToPack {
  if (sets.length > 256) return whole(values);
  return { type: 'u8', length: values.length, part: (from, to) => Uint8Array.from(values.subarray(from, to)) };
}

function headerOf(table: ColumnTable, arrays: Record<string, ToPack>): Header {
  let at = 0;
  const placed: Header['arrays'] = {};
  for (const [name, { type, length }] of Object.entries(arrays)) {
    placed[name] = { type, at, length };
    at = aligned(at + length * WIDTH[type]);
  }
  const facets = Object.values(table.codes).map(({ facet, codes, sets }) => ({ facet, codes, sets }));
  return { rows: table.rows, dataVersion: table.dataVersion, firstId: firstIdOf(table), arrays: placed, breaks: table.breaks, facets };
}

function tableOf(header: Header, array: (name: string) => Packed | undefined): ColumnTable {
  const kg = array('kg') as Float64Array;
  const rows = array('rangedRow') as Uint32Array;
  const bound = (name: string): Float64Array => {
    const out = sharedFloat64(header.rows);
    out.set(kg);
    const values = array(name) as Float64Array;
    rows.forEach((row, index) => {
      out[row] = values[index] as number;
    });
    return out;
  };
  const blank = sharedUint16(header.rows);
  const valuesOf = ({ facet, sets }: Header['facets'][number]): CodeColumn['values'] =>
    sets.length <= 1 ? blank : widened(array(`codes.${facet}`) as Packed);
  return {
    rows: header.rows,
    dataVersion: header.dataVersion,
    ids: (array('ids') as Uint32Array | undefined) ?? runOfIds(header.firstId ?? 0, header.rows),
    day: array('day') as Int32Array,
    precision: array('precision') as Uint8Array,
    kg,
    kgLow: bound('rangedLow'),
    kgHigh: bound('rangedHigh'),
    conversion: array('conversion') as Uint8Array,
    events: (array('events') as Uint32Array | undefined) ?? null,
    grain: (array('grain') as Uint8Array | undefined) ?? null,
    breaks: header.breaks,
    codes: Object.fromEntries(header.facets.map((facet) => [facet.facet, { ...facet, values: valuesOf(facet) }])),
  };
}

/** Rows whose mass has bounds of its own. */
function rangedRows({ rows, kg, kgLow, kgHigh }: ColumnTable): Uint32Array {
  const isRanged = (row: number): boolean => !Number.isNaN(kg[row]) && (kgLow[row] !== kg[row] || kgHigh[row] !== kg[row]);
  let count = 0;
  for (let row = 0; row < rows; row++) if (isRanged(row)) count++;
  const ranged = new Uint32Array(count);
  for (let row = 0, at = 0; at < count; row++) if (isRanged(row)) ranged[at++] = row;
  return ranged;
}

function firstIdOf(table: ColumnTable): number | null {
  const first = table.ids[0] ?? 0;
  return table.rows === 0 || table.ids[table.rows - 1] === first + table.rows - 1 ? first : null;
}

function runOfIds(first: number, rows: number): Uint32Array {
  const ids = sharedUint32(rows);
  for (let row = 0; row < rows; row++) ids[row] = first + row;
  return ids;
}

function widened(values: Packed): CodeColumn['values'] {
  if (values instanceof Uint16Array || values instanceof Uint32Array) return values;
  const out = sharedUint16(values.length);
  out.set(values);
  return out;
}

function typeOf(array: Packed): PackedType {
  if (array instanceof Uint8Array) return 'u8';
  if (array instanceof Uint16Array) return 'u16';
  if (array instanceof Uint32Array) return 'u32';
  return array instanceof Int32Array ? 'i32' : 'f64';
}

function sumOf(bytes: Uint8Array): Buffer {
  return createHash('sha256').update(bytes.subarray(LENGTH_AT)).digest();
}

function aligned(at: number): number {
  return (at + 7) & ~7;
}
