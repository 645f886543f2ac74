import { aligned, type BatchHeader, HEADER_LENGTH_BYTES } from '../../shared/batch-layout.ts';
import type { RowBatch } from '../../shared/parser-protocol.ts';

/** A batch as bytes that need no trust to be read: see `BatchHeader`. */
export function bytesOfBatch(batch: RowBatch): Uint8Array {
  const { firstRecord, rows, leftOut, rejected, warnings, moreWarnings, part, sourceRow, repeatOf } = batch;
  const { codec, unpackedBytes, firstRow, offsets, lines, bytes: packed } = batch.original;
  const columns = batch.columns.map(({ values, index }) => ({ index, ...textOf(values) }));
  const header: BatchHeader = {
    ...{ firstRecord, rows, leftOut, rejected, warnings, moreWarnings, hasParts: part !== null },
    columns: columns.map(({ lengths, text, width }) => ({ values: lengths.length, bytes: text.length, width })),
    original: { codec, unpackedBytes, firstRow, rows: offsets.length, packedBytes: packed.length },
  };
  const narrow = columns.flatMap(({ index, lengths }) => [index, lengths]);
  const texts = columns.map(({ text }) => text);
  return joined(Buffer.from(JSON.stringify(header)), [
    sourceRow,
    repeatOf,
    offsets,
    lines,
    ...(part ? [part] : []),
    ...narrow,
    ...texts,
    packed,
  ]);
}

function textOf(values: readonly string[]): { lengths: Uint16Array; text: Buffer; width: 1 | 2 } {
  const lengths = new Uint16Array(values.length);
  for (let value = 0; value < values.length; value++) lengths[value] = (values[value] as string).length;
  const text = values.join('');
  const isPlain = Buffer.byteLength(text) === text.length;
  return { lengths, text: Buffer.from(text, isPlain ? 'latin1' : 'utf16le'), width: isPlain ? 1 : 2 };
}

function joined(header: Buffer, arrays: readonly (Uint8Array | Uint16Array | Uint32Array)[]): Uint8Array {
  const start = aligned(HEADER_LENGTH_BYTES + header.length);
  const bytes = Buffer.alloc(arrays.reduce((end, array) => end + array.byteLength, start));
  bytes.writeUInt32LE(header.length);
  bytes.set(header, HEADER_LENGTH_BYTES);
  let at = start;
  for (const array of arrays) {
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += array.byteLength;
  }
  return bytes;
}
