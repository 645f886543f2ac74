import type { ZipEntry } from '../zip/directory.ts';
import type { ZipArchive } from '../zip/open-zip.ts';
import { builtInFormat, type NumberFormat, readFormatCode } from './number-format.ts';
import type { DateSystem } from './serial-date.ts';
import { sheetFaults } from './sheet-faults.ts';
import { walkXml } from './walk-xml.ts';
import { createScanner, TOKENS, type XmlScanner } from './xml-scanner.ts';
import { attributeOf, attributeText, localName } from './xml-text.ts';

export interface WorkbookSheet {
  name: string;
  hidden: boolean;
  entry: ZipEntry;
}

/** What a workbook says of itself beside its sheets' cells. */
export interface Workbook {
  archive: ZipArchive;
  dates: DateSystem;
  /** Sheets of cells in their order; chart and dialogue sheets are none. */
  sheets: WorkbookSheet[];
  strings: ZipEntry | null;
  /** By the number a cell gives as its style; null where the workbook has no styles, so that all numbers are numbers. */
  formats: NumberFormat[] | null;
}

const MOST_SHEETS = 1_000;
const MOST_STYLES = 65_536;

/** Throws `unreadable-file` when it is no workbook or not whole. */
export async function openWorkbook(archive: ZipArchive): Promise<Workbook> {
  const parts = new Map(archive.entries.map((entry) => [entry.name.toLowerCase(), entry]));
  if (parts.size !== archive.entries.length) throw sheetFaults.part('[Content_Types].xml', 'two parts have the same name');
  const main = await findMain(archive, parts);
  const relations = await readRelations(archive, parts, main.name);
  const { dates, listed } = await readMain(archive, main);
  const sheets: WorkbookSheet[] = [];
  for (const { name, hidden, id } of listed) {
    const relation = relations.get(id);
    if (!relation) throw sheetFaults.part(main.name, `the sheet "${name}" has no part`);
    if (relation.kind === 'worksheet') sheets.push({ name, hidden, entry: partOf(parts, relation.target) });
  }
  if (sheets.length === 0) throw sheetFaults.noSheets();
  const [styles, strings] = ['styles', 'sharedStrings'].map((kind) => [...relations.values()].find((relation) => relation.kind === kind));
  return {
    archive,
    dates,
    sheets,
    strings: strings ? partOf(parts, strings.target) : null,
    formats: styles ? await readFormats(archive, partOf(parts, styles.target)) : null,
  };
}

/** Whether the archive is an office document of the kind that workbooks are, by the names in it. */
export function looksLikeWorkbook(archive: ZipArchive): boolean {
  return archive.entries.some(({ name }) => /^(\[content_types\]\.xml|xl\/workbook\.(xml|bin))$/i.test(name));
}

type Parts = Map<string, ZipEntry>;

function partOf(parts: Parts, target: string): ZipEntry {
  const entry = parts.get(target.toLowerCase());
  if (!entry) throw sheetFaults.missing(target);
  return entry;
}

async function findMain(archive: ZipArchive, parts: Parts): Promise<ZipEntry> {
  const relations = parts.has('_rels/.rels') ? await readRelations(archive, parts, '') : new Map<string, Relation>();
  const named = [...relations.values()].find(({ kind }) => kind === 'officeDocument')?.target;
  const main = named ? partOf(parts, named) : parts.get('xl/workbook.xml');
  if (/\.bin$/i.test(main?.name ?? '') || (!main && parts.has('xl/workbook.bin'))) throw sheetFaults.binary();
  if (!main) throw sheetFaults.notWorkbook();
  return main;
}

interface Relation {
  /** The last word of the relation's type, which the transitional and the strict form share. */
  kind: string;
  /** Name of the part in the archive. */
  target: string;
}

/** What a part refers to inside the file; what lies outside is never followed. */
async function readRelations(archive: ZipArchive, parts: Parts, owner: string): Promise<Map<string, Relation>> {
  const folder = owner.slice(0, owner.lastIndexOf('/') + 1);
  const entry = partOf(parts, `${folder}_rels/${owner.slice(folder.length)}.rels`);
  const relations = new Map<string, Relation>();
  await readElements(archive, entry, ['Relationships'], (x, path) => {
    if (path !== 'Relationships/Relationship' || attributeOf(x, 'TargetMode') === 'External') return;
    const target = attributeOf(x, 'Target') ?? '';
    const kind = (attributeOf(x, 'Type') ?? '').split('/').at(-1) ?? '';
    relations.set(attributeOf(x, 'Id') ?? '', { kind, target: resolveTarget(folder, target) });
  });
  return relations;
}

/** A target beginning with `/` counts from the archive's top, any other from the folder of the part that names it. */
function resolveTarget(folder: string, target: string): string {
  const path = target.replaceAll('\\', '/');
  const steps: string[] = [];
  for (const step of (path.startsWith('/') ? path : folder + path).split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '' && step !== '.') steps.push(step);
  }
  return steps.join('/');
}

interface Listed {
  name: string;
  hidden: boolean;
  id: string;
}

async function readMain(archive: ZipArchive, main: ZipEntry): Promise<{ dates: DateSystem; listed: Listed[] }> {
  const listed: Listed[] = [];
  let dates: DateSystem = 1900;
  await readElements(archive, main, ['workbook'], (x, path) => {
    if (path === 'workbook/workbookPr' && isTrue(attributeOf(x, 'date1904'))) dates = 1904;
    if (path !== 'workbook/sheets/sheet') return;
    if (listed.length === MOST_SHEETS) x.fail(`it holds more than ${MOST_SHEETS} sheets`);
    const state = attributeOf(x, 'state') ?? 'visible';
    listed.push({ name: (attributeOf(x, 'name') ?? '').slice(0, 300), hidden: state !== 'visible', id: relationId(x) });
  });
  return { dates, listed };
}

/** The attribute `id` of whatever prefix stands for relations. */
function relationId(x: XmlScanner): string {
  for (let n = 0; n < x.attributes; n++) {
    if (/:id$/.test(x.bytes.toString('latin1', x.spans[n * 4], x.spans[n * 4 + 1]))) return attributeText(x, n);
  }
  return '';
}

export function isTrue(value: string | undefined): boolean {
  return value === '1' || value === 'true' || value === 'on';
}

async function readFormats(archive: ZipArchive, entry: ZipEntry): Promise<NumberFormat[]> {
  const custom = new Map<number, NumberFormat>();
  const ids: number[] = [];
  await readElements(archive, entry, ['styleSheet'], (x, path) => {
    if (ids.length > MOST_STYLES || custom.size > MOST_STYLES) x.fail(`it holds more than ${MOST_STYLES.toLocaleString('en')} styles`);
    if (path === 'styleSheet/numFmts/numFmt')
      custom.set(Number(attributeOf(x, 'numFmtId')), readFormatCode((attributeOf(x, 'formatCode') ?? '').slice(0, 300)));
    else if (path === 'styleSheet/cellXfs/xf') ids.push(Number(attributeOf(x, 'numFmtId') ?? 0));
  });
  return ids.map((id) => custom.get(id) ?? builtInFormat(id));
}

/** Shows each element of the root's namespace with its path; the root must be one of these. */
async function readElements(
  archive: ZipArchive,
  entry: ZipEntry,
  roots: readonly string[],
  onElement: (x: XmlScanner, path: string) => void,
): Promise<void> {
  const path: string[] = [];
  const x = createScanner((what) => {
    throw sheetFaults.part(entry.name, what);
  });
  await walkXml(archive, entry, x, (token) => {
    if (token === TOKENS.close) path.pop();
    if (token !== TOKENS.open) return;
    path.push(x.foreign ? ' ' : localName(x));
    if (path.length === 1 && !roots.includes(path[0] as string)) x.fail(`it begins with "${path[0]}"`);
    if (!x.foreign) onElement(x, path.join('/'));
  });
}
