import type { ZipEntry } from '../zip/directory.ts';
import type { ZipArchive } from '../zip/open-zip.ts';
import { appendText, createCellText, isTooLong, replaceEscapes } from './cell-text.ts';
import { quoteInto } from './csv-rows.ts';
import { sheetFaults } from './sheet-faults.ts';
import { walkXml } from './walk-xml.ts';
import { createScanner, TOKENS, type XmlScanner } from './xml-scanner.ts';
import { localName } from './xml-text.ts';

/** The workbook's table of texts, each already written as a comma-separated cell. */
export interface SharedStrings {
  count: number;
  /** Blocks of `BLOCK` bytes; text `n` stands in block `starts[n] / BLOCK` and does not cross its end. */
  blocks: Buffer[];
  starts: Uint32Array;
  ends: Uint32Array;
  /** Texts of more characters than a cell may hold; refused only where a cell shows one. */
  tooLong: Set<number>;
}

export const BLOCK = 4 * 1024 ** 2;
const MOST_STRINGS = 3_000_000;
const MOST_BYTES = 512 * 1024 ** 2;

export function noStrings(): SharedStrings {
  return { count: 0, blocks: [], starts: new Uint32Array(1024), ends: new Uint32Array(1024), tooLong: new Set() };
}

/** Reads the whole table; throws `unreadable-file`. */
export async function readSharedStrings(archive: ZipArchive, entry: ZipEntry): Promise<SharedStrings> {
  const strings = noStrings();
  const text = createCellText();
  const x = createScanner((what) => {
    throw sheetFaults.part(entry.name, what);
  });
  let used = BLOCK;
  const add = () => {
    replaceEscapes(text);
    if (strings.count === MOST_STRINGS) x.fail(`it holds more than ${MOST_STRINGS.toLocaleString('en')} texts`);
    if (strings.count === strings.starts.length) grow(strings);
    const isLong = isTooLong(text);
    if (isLong) strings.tooLong.add(strings.count);
    if (used + text.length * 2 + 2 > BLOCK) {
      if (strings.blocks.length * BLOCK >= MOST_BYTES) x.fail('its texts are longer than 512 MB');
      strings.blocks.push(Buffer.allocUnsafeSlow(BLOCK));
      used = 0;
    }
    const base = (strings.blocks.length - 1) * BLOCK;
    strings.starts[strings.count] = base + used;
    if (!isLong) used = quoteInto(strings.blocks.at(-1) as Buffer, used, text.bytes, text.length);
    strings.ends[strings.count] = base + used;
    strings.count++;
    text.length = 0;
    text.overflow = false;
  };
  const place = createStringPlace(x);
  await walkXml(archive, entry, x, (token) => {
    const found = place(token);
    if (found === FOUND.text) appendText(text, x);
    else if (found === FOUND.item) add();
  });
  return strings;
}

function grow(strings: SharedStrings): void {
  const { starts, ends } = strings;
  strings.starts = new Uint32Array(starts.length * 2);
  strings.ends = new Uint32Array(ends.length * 2);
  strings.starts.set(starts);
  strings.ends.set(ends);
}

const FOUND = { nothing: 0, text: 1, item: 2 } as const;
const SST = 0x737374;
const SI = 0x7369;
const T = 0x74;
const R = 0x72;

/** Tells texts and ends of items from the rest: `sst/si/t` and `sst/si/r/t` are text, phonetic runs are not. */
function createStringPlace(x: XmlScanner): (token: number) => number {
  const path = [0, SST, SI, 0, T];
  let good = 0;
  return (token) => {
    if (token === TOKENS.open) {
      if (x.depth === 1 && (x.tag !== SST || x.foreign)) x.fail(`it begins with "${localName(x)}"`);
      if (good === x.depth - 1 && !x.foreign && fits(x, path, good)) good++;
      if (good === x.depth && x.depth === 3) path[3] = x.tag;
    } else if (token === TOKENS.close) {
      if (good <= x.depth) return FOUND.nothing;
      good = x.depth;
      return x.depth === 1 ? FOUND.item : FOUND.nothing;
    } else if (token === TOKENS.text && good === x.depth && (x.depth === 4 || (x.depth === 3 && path[3] === T))) return FOUND.text;
    return FOUND.nothing;
  };
}

function fits(x: XmlScanner, path: readonly number[], good: number): boolean {
  if (good === 2) return x.tag === T || x.tag === R;
  return good < 2 ? x.tag === path[good + 1] : good === 3 && path[3] === R && x.tag === T;
}
