import { deserialize } from 'node:v8';
import type { PackedTexts, RowBatch, SentBatch } from '../../../shared/parser-protocol.ts';

/** A batch as the parser sent it, with its cells as text. */
export function openBatch(bytes: Uint8Array): RowBatch {
  return withTexts(deserialize(bytes) as SentBatch);
}

export function withTexts(batch: SentBatch): RowBatch {
  return {
    ...batch,
    columns: batch.columns.map(({ values, index }) => ({ values: Array.isArray(values) ? values : textsOf(values), index })),
  };
}

/** V8 makes a part of a text that is at least so long by pointing into the whole, which would then stay in memory as long as the part. */
const SHARED_LENGTH = 13;

function textsOf({ bytes, starts }: PackedTexts): string[] {
  const whole = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const text = whole.toString('latin1');
  const texts: string[] = [];
  for (let at = 0; at + 1 < starts.length; at++) {
    const [start, end] = [starts[at] as number, starts[at + 1] as number];
    texts.push(end - start < SHARED_LENGTH && isAscii(bytes, start, end) ? text.slice(start, end) : whole.toString('utf8', start, end));
  }
  return texts;
}

function isAscii(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if ((bytes[at] as number) >= 0x80) return false;
  return true;
}
