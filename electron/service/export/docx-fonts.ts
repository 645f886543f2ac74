import { readFileSync } from 'node:fs';
import { strFromU8, strToU8, type Unzipped } from 'fflate';
import { fontFiles } from './chart-png.ts';
import { FONT } from './docx-styles.ts';

const FALLBACK = 'Noto Sans';
const FACES = ['Regular', 'Bold'] as const;
/** Keys of the two faces. They hide nothing: a font file in a document must be obfuscated with some key. */
const KEYS = ['6D1F3A52-0B64-4E0C-9C57-51A2E7D40001', '6D1F3A52-0B64-4E0C-9C57-51A2E7D40002'];
const HIDDEN = 32;
const TABLE = 'word/fontTable.xml';
const SETTINGS = 'word/settings.xml';
const RELATIONSHIP = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** The document is set in a face of the reader's machine; where that is missing, in the free one it carries. */
export function embedFaces(parts: Unzipped): void {
  const rows = FACES.map((face, index) => `<w:embed${face} r:id="rId${index + 1}" w:fontKey="{${KEYS[index]}}"/>`);
  parts[TABLE] = strToU8(
    `${HEAD}<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="${RELATIONSHIP}"><w:font w:name="${FONT}"><w:altName w:val="${FALLBACK}"/><w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font><w:font w:name="${FALLBACK}"><w:family w:val="swiss"/><w:pitch w:val="variable"/>${rows.join('')}</w:font></w:fonts>`,
  );
  parts['word/_rels/fontTable.xml.rels'] = strToU8(
    `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">${FACES.map((_, index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONSHIP}/font" Target="fonts/font${index + 1}.odttf"/>`).join('')}</Relationships>`,
  );
  for (const [index, data] of obfuscatedFaces().entries()) parts[`word/fonts/font${index + 1}.odttf`] = data;
  const settings = strFromU8(parts[SETTINGS] ?? new Uint8Array());
  parts[SETTINGS] = strToU8(settings.replace('<w:displayBackgroundShape/>', '<w:embedTrueTypeFonts/>'));
}

let faces: Uint8Array<ArrayBuffer>[] | undefined;

function obfuscatedFaces(): Uint8Array<ArrayBuffer>[] {
  faces ??= fontFiles().map((file, index) => obfuscated(readFileSync(file), KEYS[index] ?? ''));
  return faces;
}

/** ECMA-376 part 4, font embedding: the first 32 bytes, each with a byte of the key from its last on. */
function obfuscated(font: Uint8Array<ArrayBuffer>, key: string): Uint8Array<ArrayBuffer> {
  const digits = Buffer.from(key.replaceAll('-', ''), 'hex').reverse();
  return font.map((byte, index) => (index < HIDDEN ? byte ^ (digits[index % digits.length] ?? 0) : byte));
}
