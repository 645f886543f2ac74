import type { Again, ByteSource } from './byte-source.ts';
import { memorySource } from './held-source.ts';

const LINE_FEED = 10;
/** Bytes from the start, of each of the pieces spread over the rest, and from the end. */
const [START, PIECE, END] = [512 * 1024, 32 * 1024, 128 * 1024];
const PIECES = 20;

/**
 * The beginning, pieces from all over, and the end of a file of lines, each of whole lines. A line may be one within a cell, so that what is read
 * from an excerpt is a guess. A small file, or one that cannot be read twice, comes whole.
 */
export async function excerptOf(source: ByteSource): Promise<ByteSource> {
  const { again, bytes } = source;
  if (!again || bytes < 2 * (START + PIECES * PIECE + END)) return source;
  const step = Math.floor((bytes - START - END) / PIECES);
  const parts = [await wholeLines(again, 0, START, true)];
  for (let piece = 0; piece < PIECES; piece++) parts.push(await wholeLines(again, START + piece * step, PIECE, false));
  parts.push(await fromLine(again, bytes - END, END));
  return { ...memorySource(parts.filter((part) => part.length > 0)), close: () => source.close() };
}

async function wholeLines(again: Again, from: number, length: number, fromStart: boolean): Promise<Uint8Array> {
  const part = fromStart ? await stretch(again, from, length) : await fromLine(again, from, length);
  return part.subarray(0, part.lastIndexOf(LINE_FEED) + 1);
}

/** What follows the first line end. */
async function fromLine(again: Again, from: number, length: number): Promise<Uint8Array> {
  const part = await stretch(again, from, length);
  const lineEnd = part.indexOf(LINE_FEED);
  return lineEnd < 0 ? new Uint8Array(0) : part.subarray(lineEnd + 1);
}

async function stretch(again: Again, from: number, length: number): Promise<Uint8Array> {
  const part = new Uint8Array(length);
  return part.subarray(0, await again.readAt(part, 0, length, from));
}
