import { fileURLToPath } from 'node:url';
import { strToU8, type Zippable, zipSync } from 'fflate';
import { memorySource } from '../../electron/parser/held-source.ts';
import { openSheet, type SheetChoice, type SheetSource } from '../../electron/parser/xlsx/sheet-source.ts';
import type { RandomAccess } from '../../electron/parser/zip/random-access.ts';

/** Workbooks made up part by part, so that a test controls every byte. */
export const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export interface MadeSheet {
  name: string;
  /** What stands inside `<worksheet>`. */
  body: string;
  state?: string;
  target?: string;
}

export interface MadeWorkbook {
  sheets: MadeSheet[];
  /** Items of the table of texts, each what stands inside `<si>`. */
  strings?: string[];
  /** What stands inside `<styleSheet>`. */
  styles?: string;
  /** What stands before `<sheets>`. */
  properties?: string;
  /** Parts that replace or join the made ones. */
  parts?: Record<string, string | Uint8Array>;
}

export function makeWorkbook(made: MadeWorkbook): Uint8Array {
  return zipSync(partsOf(made), { level: 6 });
}

export function partsOf({ sheets, strings, styles, properties = '', parts = {} }: MadeWorkbook): Zippable {
  const relation = (id: string, kind: string, target: string) =>
    `<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
  const files: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}">${relation('r1', 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${properties}<sheets>${sheets
      .map(({ name, state }, at) => `<sheet name="${name}" sheetId="${at + 1}"${state ? ` state="${state}"` : ''} r:id="s${at}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${PACKAGE}">${sheets
      .map(({ target }, at) => relation(`s${at}`, 'worksheet', target ?? `worksheets/sheet${at + 1}.xml`))
      .join(
        '',
      )}${strings ? relation('t', 'sharedStrings', 'sharedStrings.xml') : ''}${styles ? relation('y', 'styles', 'styles.xml') : ''}</Relationships>`,
    ...Object.fromEntries(
      sheets.map(({ body }, at) => [`xl/worksheets/sheet${at + 1}.xml`, `<worksheet xmlns="${MAIN}">${body}</worksheet>`]),
    ),
    ...(strings && { 'xl/sharedStrings.xml': `<sst xmlns="${MAIN}">${strings.map((item) => `<si>${item}</si>`).join('')}</sst>` }),
    ...(styles && { 'xl/styles.xml': `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }),
    ...parts,
  };
  return Object.fromEntries(Object.entries(files).map(([name, text]) => [name, typeof text === 'string' ? strToU8(text) : text]));
}

/** A sheet of rows, each what stands inside `<row>`; rows are numbered from 1 and cells are not named. */
export function sheetOf(...rows: string[]): string {
  return `<sheetData>${rows.map((row) => `<row>${row}</row>`).join('')}</sheetData>`;
}

/** A sheet of inline texts. */
export function textSheet(rows: string[][]): string {
  return sheetOf(...rows.map((row) => row.map((text) => `<c t="inlineStr"><is><t>${text}</t></is></c>`).join('')));
}

/** Styles with one cell format for each number format given, as id or code. */
export function stylesOf(...formats: (number | string)[]): string {
  const codes = formats.flatMap((format, at) =>
    typeof format === 'string' ? [`<numFmt numFmtId="${200 + at}" formatCode="${format}"/>`] : [],
  );
  const ids = formats.map((format, at) => `<xf numFmtId="${typeof format === 'string' ? 200 + at : format}"/>`);
  return `<numFmts>${codes.join('')}</numFmts><cellXfs>${ids.join('')}</cellXfs>`;
}

export function accessOf(bytes: Uint8Array): RandomAccess {
  const { again } = memorySource([bytes]);
  if (!again) throw new Error('bytes in memory can be read again');
  return { bytes: bytes.length, readAt: again.readAt };
}

export async function readSheet(bytes: Uint8Array, choice: Partial<SheetChoice> = {}): Promise<{ text: string; source: SheetSource }> {
  const source = await openSheet(accessOf(bytes), { sheet: null, several: 'ask', ...choice });
  const buffer = new Uint8Array(64 * 1024);
  const parts: Buffer[] = [];
  for (;;) {
    const count = await source.read(buffer, 0, buffer.length);
    if (count === 0) break;
    parts.push(Buffer.from(buffer.subarray(0, count)));
  }
  return { text: Buffer.concat(parts).toString('utf8'), source };
}

/** The text of the only sheet of a workbook made of this. */
export async function textOf(body: string, more: Partial<MadeWorkbook> = {}): Promise<string> {
  return (await readSheet(makeWorkbook({ sheets: [{ name: 'Cases', body }], ...more }))).text;
}

export const READ_SHEET_CHILD = fileURLToPath(new URL('read-sheet-child.ts', import.meta.url));
