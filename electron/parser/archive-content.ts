import type { ByteSource } from './byte-source.ts';
import { type Content, type ContentOptions, jsonContent, plainContent, sheetContent } from './content.ts';
import { faults, undecided } from './faults.ts';
import { memorySource, readAll } from './held-source.ts';
import { LIMITS } from './limits.ts';
import { createRawFile, type RawFile } from './raw-file.ts';
import { knownFormat } from './signature.ts';
import { streamOf } from './stream-of.ts';
import type { ZipEntry } from './zip/directory.ts';
import { openZip, type ZipArchive } from './zip/open-zip.ts';

const READABLE = /\.(csv|tsv|tab|txt|psv|json|ndjson|jsonl|geojson|xlsx|xlsm)$/i;
const NAMES_SHOWN = 20;

/** A workbook, or an archive that holds one file that can be read (or the one that was chosen). */
export async function openArchive(raw: RawFile, options: ContentOptions): Promise<Content> {
  const archive = await openZip(raw.access());
  const names = archive.entries.map(({ name }) => name);
  if (names.includes('xl/workbook.xml') || names.includes('[Content_Types].xml')) return openOffice(raw, names, options);
  if (names[0] === 'mimetype' && names.includes('content.xml')) throw faults.openDocument();
  const readable = archive.entries.filter(({ name }) => READABLE.test(name) && !isHidden(name));
  const entry = chooseEntry(readable, options);
  const content = await openEntry(archive, entry, { ...options, fileName: entry.name });
  return { ...content, entry: entry.name, entries: readable.map(({ name }) => name).filter((name) => name !== entry.name) };
}

function openOffice(raw: RawFile, names: string[], options: ContentOptions): Promise<Content> {
  if (names.some((name) => /^(word|ppt)\//.test(name)))
    throw faults.known('a text document or a presentation', 'Copy its table into a spreadsheet and save that as XLSX or CSV (UTF-8).');
  if (names.some((name) => name.endsWith('workbook.bin')))
    throw faults.known('a binary Excel workbook (XLSB)', 'Open it in Excel, save it as XLSX or CSV (UTF-8), and import that file.');
  return sheetContent(raw, options);
}

/** What macOS and editors leave beside files. */
function isHidden(name: string): boolean {
  return name.startsWith('__MACOSX/') || /(^|\/)\./.test(name);
}

function chooseEntry(readable: ZipEntry[], { file, several }: ContentOptions): ZipEntry {
  const said = file.entry ?? null;
  const chosen = said === null ? undefined : readable.find(({ name }) => name === said);
  if (chosen) return chosen;
  if (said !== null) throw faults.noSuchEntry(said);
  const largest = readable.toSorted((a, b) => b.bytes - a.bytes)[0];
  if (!largest) throw faults.noReadableEntry();
  if (readable.length === 1 || several === 'largest') return largest;
  const options = readable.slice(0, NAMES_SHOWN).map(({ name }) => name);
  throw undecided(`The archive holds ${readable.length} files that can be read.`, {
    id: 'entry',
    options,
    evidence: `The archive holds: ${options.join(', ')}.`,
  });
}

async function openEntry(archive: ZipArchive, entry: ZipEntry, options: ContentOptions): Promise<Content> {
  if (/\.(xlsx|xlsm)$/i.test(entry.name)) return sheetContent(await held(archive, entry), options);
  if (/\.(json|ndjson|jsonl|geojson)$/i.test(entry.name)) return jsonContent(await held(archive, entry), options);
  const start = await firstBytes(archive, entry);
  const known = knownFormat(start);
  if (start.length === 0) throw faults.empty();
  if (known) throw faults.known(known.name, known.doing);
  return plainContent(streamOf(archive.read(entry)), options);
}

async function held(archive: ZipArchive, entry: ZipEntry): Promise<RawFile> {
  const bytes = await readAll(streamOf(archive.read(entry)), LIMITS.heldBytes, faults.tooLargeToHold);
  const source: ByteSource = memorySource([bytes]);
  return createRawFile(source);
}

async function firstBytes(archive: ZipArchive, entry: ZipEntry): Promise<Uint8Array> {
  for await (const piece of archive.read(entry)) return piece.slice(0, 512);
  return new Uint8Array(0);
}
