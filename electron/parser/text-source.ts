import { type Encoding, isSingleByte } from '../../shared/csv/encodings.ts';
import type { ByteStream } from './byte-source.ts';
import { READ_BYTES } from './limits.ts';
import { createSingleByteDecoder } from './single-byte.ts';
import type { TextFault } from './text-faults.ts';

/** A stream of bytes as UTF-8, whatever it was written in. `read` asks for at least 4 KB at a time. */
export interface TextSource extends ByteStream {
  encoding: Encoding;
  /** True where the bytes were taken for UTF-8 without anyone having said so. */
  assumed: boolean;
  /** Bytes of the file that stand before the first byte of text. */
  markBytes: number;
  /** Set once the text ended at bytes that cannot be decoded; `read` then answers 0. */
  fault(): TextFault['kind'] | undefined;
}

/** Bytes looked at to tell the encoding. */
const START_BYTES = 512;

/** The encoding is that of the mark at the start, else the one that was said, else UTF-16 where its zeros prove it, else UTF-8. */
export async function openText(stream: ByteStream, said: Encoding | null): Promise<TextSource> {
  const start = await readStart(stream);
  const found = findEncoding(start, said);
  const rest = start.subarray(found.markBytes);
  const common = { ...found, fault: (): TextFault['kind'] | undefined => undefined };
  const { encoding } = found;
  if (encoding === 'utf-16le' || encoding === 'utf-16be') return { ...common, ...decodingUnits(stream, rest, encoding === 'utf-16be') };
  if (isSingleByte(encoding)) return { ...common, ...decodingBytes(stream, rest, createSingleByteDecoder(encoding)) };
  return { ...common, read: continuing(stream, rest) };
}

async function readStart(stream: ByteStream): Promise<Uint8Array> {
  const start = new Uint8Array(START_BYTES);
  let length = 0;
  while (length < start.length) {
    const count = await stream.read(start, length, start.length - length);
    if (count === 0) break;
    length += count;
  }
  return start.subarray(0, length);
}

function findEncoding(start: Uint8Array, said: Encoding | null): Pick<TextSource, 'encoding' | 'assumed' | 'markBytes'> {
  const assumed = false;
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { encoding: 'utf-8-bom', assumed, markBytes: 3 };
  if (start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le', assumed, markBytes: 2 };
  if (start[0] === 0xfe && start[1] === 0xff) return { encoding: 'utf-16be', assumed, markBytes: 2 };
  if (said) return { encoding: said, assumed, markBytes: 0 };
  const zeros = zeroPattern(start);
  return zeros ? { encoding: zeros, assumed, markBytes: 0 } : { encoding: 'utf-8', assumed: true, markBytes: 0 };
}

const FEWEST_ZEROS = 6;

/** Separators, digits and line ends in UTF-16 have a zero byte, always on the same side; other text has none. */
function zeroPattern(start: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const zeros = [0, 0];
  start.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] as number) + 1;
  });
  const [even, odd] = zeros as [number, number];
  const few = Math.max(FEWEST_ZEROS, start.length / 20);
  if (odd >= few && even === 0) return 'utf-16le';
  return even >= few && odd === 0 ? 'utf-16be' : undefined;
}

/** First what was already read, then the rest as it is. */
function continuing(stream: ByteStream, rest: Uint8Array): ByteStream['read'] {
  let pending = rest;
  return async (target, offset, length) => {
    if (pending.length === 0) return stream.read(target, offset, length);
    target.set(pending, offset);
    const count = pending.length;
    pending = pending.subarray(count);
    return count;
  };
}

type Decoding = Pick<TextSource, 'read' | 'fault'>;

function decodingBytes(stream: ByteStream, rest: Uint8Array, decode: ReturnType<typeof createSingleByteDecoder>): Decoding {
  const read = continuing(stream, rest);
  const narrow = Buffer.allocUnsafe(Math.floor(READ_BYTES / 3));
  let faulty = false;
  return {
    fault: () => (faulty ? 'undefined' : undefined),
    async read(target, offset, length) {
      if (faulty) return 0;
      const count = await read(narrow, 0, Math.min(narrow.length, Math.floor(length / 3)));
      const written = decode(narrow.subarray(0, count), target, offset);
      if (written >= 0) return written;
      faulty = true;
      return decode(narrow.subarray(0, -1 - written), target, offset);
    },
  };
}

/** UTF-16 to UTF-8; a unit of two bytes becomes at most three. */
function decodingUnits(stream: ByteStream, rest: Uint8Array, bigEndian: boolean): Decoding {
  const read = continuing(stream, rest);
  const wide = Buffer.allocUnsafe(READ_BYTES);
  const encoder = new TextEncoder();
  let kept = 0;
  let faulty = false;
  const decode = async (length: number): Promise<string> => {
    const count = await read(wide, kept, Math.min(wide.length, Math.floor(length / 3) * 2) - kept);
    const end = kept + count;
    let whole = end - (end % 2);
    if (count > 0 && whole >= 2 && isLead(wide, whole - 2, bigEndian)) whole -= 2;
    const units = Buffer.from(wide.subarray(0, whole));
    wide.copyWithin(0, whole, end);
    kept = end - whole;
    const text = (bigEndian ? units.swap16() : units).toString('utf16le');
    faulty = !text.isWellFormed() || (count === 0 && kept > 0);
    if (count > 0 && text.length === 0) return decode(length);
    return faulty ? text.slice(0, wellFormedLength(text)) : text;
  };
  return {
    fault: () => (faulty ? 'unit' : undefined),
    async read(target, offset, length) {
      if (faulty) return 0;
      const text = await decode(length);
      return encoder.encodeInto(text, target.subarray(offset, offset + length)).written;
    },
  };
}

function isLead(bytes: Uint8Array, at: number, bigEndian: boolean): boolean {
  const high = bytes[bigEndian ? at : at + 1] as number;
  return high >= 0xd8 && high < 0xdc;
}

function wellFormedLength(text: string): number {
  let at = 0;
  while (at < text.length) {
    const point = text.codePointAt(at) as number;
    if (point >= 0xd800 && point < 0xe000) break;
    at += point > 0xffff ? 2 : 1;
  }
  return at;
}
