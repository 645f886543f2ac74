const AS_CSV = 'Save the table as CSV (UTF-8) and import that file.';
const UNPACK = 'Unpack it first and import the file inside.';

const KNOWN: readonly { name: string; bytes: number[]; doing?: string }[] = [
  { name: 'a PDF document', bytes: [0x25, 0x50, 0x44, 0x46] },
  { name: 'an empty ZIP archive', bytes: [0x50, 0x4b, 0x05, 0x06], doing: 'Choose another file.' },
  { name: 'a PNG picture', bytes: [0x89, 0x50, 0x4e, 0x47] },
  { name: 'a JPEG picture', bytes: [0xff, 0xd8, 0xff] },
  { name: 'a GIF picture', bytes: [0x47, 0x49, 0x46, 0x38] },
  { name: 'a gzip archive', bytes: [0x1f, 0x8b, 0x08], doing: UNPACK },
  { name: 'a Zstandard archive', bytes: [0x28, 0xb5, 0x2f, 0xfd], doing: UNPACK },
  { name: 'a 7-Zip archive', bytes: [0x37, 0x7a, 0xbc, 0xaf], doing: UNPACK },
  { name: 'a RAR archive', bytes: [0x52, 0x61, 0x72, 0x21, 0x1a], doing: UNPACK },
  {
    name: 'an SQLite database',
    bytes: [...'SQLite format 3'].map((letter) => letter.charCodeAt(0)),
  },
  {
    name: 'a rich text document',
    bytes: [...'{\\rtf'].map((letter) => letter.charCodeAt(0)),
  },
  { name: 'a program', bytes: [0x7f, 0x45, 0x4c, 0x46] },
  { name: 'a Parquet file', bytes: [0x50, 0x41, 0x52, 0x31] },
];

const OF_SPREADSHEET = 'Open it in a spreadsheet program, save it as XLSX or CSV (UTF-8), and import that file.';

/** Pages and XML that are passed off as workbooks by their name. */
const KNOWN_TEXTS: readonly { name: string; start: RegExp }[] = [
  { name: 'a web page (HTML), though its name may say otherwise', start: /^(?:<!doctype\s+html|<html|<head|<body|<table|<meta)\b/i },
  { name: 'an XML document', start: /^<\?xml\b/i },
];

function knownText(bytes: Uint8Array): { name: string; doing: string } | undefined {
  const text = Buffer.from(bytes.filter((byte) => byte !== 0 && byte < 0x80))
    .toString('latin1')
    .trimStart();
  const known = KNOWN_TEXTS.find(({ start }) => start.test(text));
  return known && { name: known.name, doing: OF_SPREADSHEET };
}

/** Names the format whose first bytes these are, and what to do with it; `undefined` when they may be text. */
export function knownFormat(bytes: Uint8Array): { name: string; doing: string } | undefined {
  const known = KNOWN.find((one) => one.bytes.every((byte, at) => bytes[at] === byte));
  return known ? { name: known.name, doing: known.doing ?? AS_CSV } : knownText(bytes);
}

export function isZip(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]);
}

/** The container of Excel 97–2003 and of password-protected workbooks (MS-CFB). */
export function isCompound(bytes: Uint8Array): boolean {
  return startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0]);
}

function startsWith(bytes: Uint8Array, start: number[]): boolean {
  return start.every((byte, at) => bytes[at] === byte);
}
