import { archiveFaults } from './archive-faults.ts';
import { ARCHIVE_LIMITS } from './archive-limits.ts';
import { type RandomAccess, readPiece } from './random-access.ts';

/** One file of an archive as its list of contents describes it (PKWARE APPNOTE 6.3, section 4.3.12). */
export interface ZipEntry {
  /** With `/` between folders. It is a label, never used as a path of this machine. */
  name: string;
  /** Unpacked and packed size. */
  bytes: number;
  packedBytes: number;
  crc: number;
  /** 0 stored, 8 deflated; nothing else is read. */
  method: number;
  encrypted: boolean;
  rawName: Buffer;
  /** Where its own header begins in the file, and the first place that belongs to something else. */
  at: number;
  until: number;
}

/** The list of contents; throws `unreadable-file` when it is not whole, contradicts itself or exceeds the caps. */
export async function readDirectory(access: RandomAccess): Promise<ZipEntry[]> {
  const end = await findEnd(access);
  if (end.count > ARCHIVE_LIMITS.entries) throw archiveFaults.tooManyEntries();
  if (end.from + end.bytes !== end.at) throw archiveFaults.directory('it is not where the end of the file says');
  if (end.bytes > end.count * LONGEST_ENTRY) throw archiveFaults.directory('it is longer than its entries');
  const list = await readPiece(access, end.from, end.bytes);
  if (list.length < end.bytes) throw archiveFaults.cut();
  const entries = readEntries(list, end.count);
  setUntil(entries, end.from);
  checkNames(entries);
  checkSizes(entries);
  return entries;
}

interface End {
  count: number;
  from: number;
  bytes: number;
  /** Where what follows the list begins. */
  at: number;
}

const END_SIGNATURE = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const LOCATOR_SIGNATURE = 0x07064b50;
const LOCATOR_BYTES = 20;
const END64_SIGNATURE = 0x06064b50;
const END64_BYTES = 56;

async function findEnd(access: RandomAccess): Promise<End> {
  const start = Math.max(0, access.bytes - END_BYTES - LONGEST_COMMENT - LOCATOR_BYTES);
  const tail = await readPiece(access, start, access.bytes - start);
  for (let at = tail.length - END_BYTES; at >= 0; at--) {
    if (tail.readUInt32LE(at) !== END_SIGNATURE || at + END_BYTES + tail.readUInt16LE(at + 20) !== tail.length) continue;
    const hasLocator = at >= LOCATOR_BYTES && tail.readUInt32LE(at - LOCATOR_BYTES) === LOCATOR_SIGNATURE;
    return hasLocator ? readEnd64(access, tail.subarray(at - LOCATOR_BYTES, at)) : readEnd(tail.subarray(at), start + at);
  }
  throw archiveFaults.cut();
}

function readEnd(end: Buffer, at: number): End {
  const disks = [end.readUInt16LE(4), end.readUInt16LE(6), end.readUInt16LE(8) - end.readUInt16LE(10)];
  if (disks.some((disk) => disk !== 0)) throw archiveFaults.severalDisks();
  return { count: end.readUInt16LE(10), bytes: end.readUInt32LE(12), from: end.readUInt32LE(16), at };
}

async function readEnd64(access: RandomAccess, locator: Buffer): Promise<End> {
  const at = Number(locator.readBigUInt64LE(8));
  const end = await readPiece(access, at, END64_BYTES);
  if (end.length < END64_BYTES || end.readUInt32LE(0) !== END64_SIGNATURE) throw archiveFaults.cut();
  if (end.readUInt32LE(16) !== 0 || end.readUInt32LE(20) !== 0) throw archiveFaults.severalDisks();
  const [count, bytes, from] = [32, 40, 48].map((place) => Number(end.readBigUInt64LE(place))) as [number, number, number];
  return { count, bytes, from, at };
}

const ENTRY_SIGNATURE = 0x02014b50;
const ENTRY_BYTES = 46;
/** Of one entry with its name, extra fields and comment. */
const LONGEST_ENTRY = 16_384;

/** By the general purpose flags of an entry: its bytes, or its name, are encrypted. */
export function isEncrypted(flags: number): boolean {
  return (flags & (0x1 | 0x40 | 0x2000)) !== 0;
}

function readEntries(list: Buffer, count: number): ZipEntry[] {
  const entries: ZipEntry[] = [];
  let at = 0;
  for (let n = 0; n < count; n++) {
    if (at + ENTRY_BYTES > list.length || list.readUInt32LE(at) !== ENTRY_SIGNATURE) throw archiveFaults.directory('an entry is missing');
    const [name, extra, comment] = [28, 30, 32].map((place) => list.readUInt16LE(at + place)) as [number, number, number];
    const length = ENTRY_BYTES + name + extra + comment;
    if (at + length > list.length) throw archiveFaults.directory('an entry is cut');
    if (name > ARCHIVE_LIMITS.nameBytes) throw archiveFaults.directory('a name is too long');
    entries.push(readEntry(list.subarray(at, at + length), name, extra));
    at += length;
  }
  if (at !== list.length) throw archiveFaults.directory('it holds more than its entries');
  return entries;
}

function readEntry(raw: Buffer, nameLength: number, extraLength: number): ZipEntry {
  const rawName = raw.subarray(ENTRY_BYTES, ENTRY_BYTES + nameLength);
  const extra = raw.subarray(ENTRY_BYTES + nameLength, ENTRY_BYTES + nameLength + extraLength);
  const [bytes, packedBytes, at] = widen([raw.readUInt32LE(24), raw.readUInt32LE(20), raw.readUInt32LE(42)], extra);
  return {
    name: rawName.toString('utf8').replaceAll('\\', '/'),
    bytes,
    packedBytes,
    crc: raw.readUInt32LE(16),
    method: raw.readUInt16LE(10),
    encrypted: isEncrypted(raw.readUInt16LE(8)),
    rawName,
    at,
    until: 0,
  };
}

const ZIP64_EXTRA = 1;
const IN_EXTRA = 0xffffffff;

/** Replaces the sizes that say "see the zip64 field" (APPNOTE 4.5.3), in the order given. */
function widen(sizes: [number, number, number], extra: Buffer): [number, number, number] {
  if (!sizes.includes(IN_EXTRA)) return sizes;
  const field = findExtra(extra, ZIP64_EXTRA);
  let at = 0;
  return sizes.map((size) => {
    if (size !== IN_EXTRA) return size;
    if (!field || at + 8 > field.length) throw archiveFaults.directory('a size is missing');
    at += 8;
    return Number(field.readBigUInt64LE(at - 8));
  }) as [number, number, number];
}

function findExtra(extra: Buffer, id: number): Buffer | undefined {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) === id) return extra.subarray(at + 4, at + 4 + extra.readUInt16LE(at + 2));
  }
  return undefined;
}

/** No two entries may share bytes, which is how small archives are made to unpack to petabytes. */
function setUntil(entries: ZipEntry[], listFrom: number): void {
  let until = listFrom;
  for (const entry of [...entries].sort((a, b) => b.at - a.at)) {
    entry.until = until;
    if (entry.at + entry.packedBytes >= until) throw archiveFaults.entry(entry.name, 'it shares bytes with another');
    until = entry.at;
  }
}

function checkNames(entries: ZipEntry[]): void {
  const seen = new Set(entries.map(({ name }) => name));
  if (seen.size !== entries.length) throw archiveFaults.directory('two entries have the same name');
}

function checkSizes(entries: ZipEntry[]): void {
  let total = 0;
  for (const { name, bytes, packedBytes } of entries) {
    total += bytes;
    if (bytes > ARCHIVE_LIMITS.ratioFromBytes && bytes > packedBytes * ARCHIVE_LIMITS.ratio) throw archiveFaults.ratio(name);
    if (bytes > ARCHIVE_LIMITS.entryBytes) throw archiveFaults.entryTooLarge(name);
  }
  if (total > ARCHIVE_LIMITS.unpackedBytes) throw archiveFaults.unpacksTooLarge();
}
