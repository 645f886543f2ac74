import { aligned, type BatchHeader, HEADER_LENGTH_BYTES } from '../../shared/batch-layout.ts';
import type { PackedTexts, SentBatch } from '../../shared/parser-protocol.ts';

/** A batch as bytes that need no trust to be read: see `BatchHeader`. */
export function bytesOfBatch(batch: SentBatch): Uint8Array {
  const { firstRecord, rows, leftOut, rejected, warnings, moreWarnings, part, sourceRow, repeatOf } = batch;
  const { codec, unpackedBytes, firstRow, offsets, lines, bytes: packed } = batch.original;
  const columns = batch.columns.map(({ values, index }) => ({ index, ...(Array.isArray(values) ? written(values) : lengthsOf(values)) }));
  const header: BatchHeader = {
    ...{ firstRecord, rows, leftOut, rejected, warnings, moreWarnings, hasParts: part !== null },
    columns: columns.map(({ lengths, bytes }) => ({ values: lengths.length, bytes: bytes.length })),
    original: { codec, unpackedBytes, firstRow, rows: offsets.length, packedBytes: packed.length },
  };
  const narrow = columns.flatMap(({ index, lengths }) => [index, lengths]);
  const texts = columns.map(({ bytes }) => bytes);
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

interface Texts {
  bytes: Uint8Array;
  lengths: Uint16Array;
}

function lengthsOf({ bytes, starts }: PackedTexts): Texts {
  const lengths = new Uint16Array(starts.length - 1);
  for (let value = 0; value < lengths.length; value++) lengths[value] = (starts[value + 1] as number) - (starts[value] as number);
  return { bytes, lengths };
}

function written(values: readonly string[]): Texts {
  const parts = values.map((value) => Buffer.from(value));
  return { bytes: Buffer.concat(parts), lengths: Uint16Array.from(parts, ({ length }) => length) };
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
