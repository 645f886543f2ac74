import { zipSync } from 'fflate';
import { csv, randomOf } from './build.ts';

/** Everything here is made up and comes from this seed. */
const SEED = 20_260;
export const FILES = 1000;

type Random = () => number;
const below = (random: Random, limit: number) => Math.floor(random() * limit);
const pick = <T>(random: Random, ...items: T[]): T => items[below(random, items.length)] as T;

const NASTY = [
  '=1+1',
  '@SUM(A1)',
  '+cmd',
  '-2',
  '__proto__',
  'constructor',
  '\u001b[2J',
  '\u202e',
  'é',
  'Ж',
  '𝔘',
  '"',
  '""',
  "'",
  '\\',
  '',
  ' ',
];

/** Half of the tables are of seizures, so that what is left of them after the damage may well be imported. */
function madeUpTable(random: Random): string[][] {
  return random() < 0.5 ? seizures(random) : nonsense(random);
}

function seizures(random: Random): string[][] {
  const day = () => `20${10 + below(random, 9)}-0${1 + below(random, 9)}-1${below(random, 9)}`;
  const row = () => [
    day(),
    pick(random, 'France', 'Spain', 'Made-up land', ...NASTY.slice(0, 6)),
    pick(random, 'Cocaine', 'Heroin', pick(random, ...NASTY)),
    pick(random, '1.5', '20', '0.25', '', pick(random, ...NASTY)),
  ];
  return [['Date', 'Country', 'Drug', 'Quantity (kg)'], ...Array.from({ length: 1 + below(random, 30) }, row)];
}

function nonsense(random: Random): string[][] {
  const width = 2 + below(random, 5);
  const word = () => pick(random, 'Quay', 'Market', 'x', '12.5', '2014-03-09', pick(random, ...NASTY), pick(random, ...NASTY));
  const header = Array.from({ length: width }, (_, at) =>
    pick(random, `column ${at}`, `Column ${at}`, `__proto__${at || ''}`, `=head${at}`),
  );
  return [header, ...Array.from({ length: 1 + below(random, 30) }, () => header.map(word))];
}

type Maker = (random: Random) => Uint8Array;

/** Whole files of every format that is read. */
const whole: Maker[] = [
  (random) =>
    Buffer.from(csv(madeUpTable(random), { delimiter: pick(random, ';', ',', '\t', '|'), newline: pick(random, '\n', '\r\n', '\r') })),
  (random) => Buffer.from(`\ufeff${csv(madeUpTable(random))}`, 'utf16le'),
  (random) => Buffer.from(csv(madeUpTable(random)), 'latin1'),
  (random) => Buffer.from(JSON.stringify(objectsOf(madeUpTable(random)))),
  (random) =>
    Buffer.from(
      objectsOf(madeUpTable(random))
        .map((object) => JSON.stringify(object))
        .join('\n'),
    ),
  (random) => zipSync({ 'made-up.csv': Buffer.from(csv(madeUpTable(random))) }),
  (random) => workbook(madeUpTable(random)),
];

function objectsOf([header = [], ...rows]: string[][]): Record<string, string>[] {
  return rows.map((row) => Object.fromEntries(row.map((cell, at) => [header[at] ?? '', cell])));
}

const escapeXml = (text: string) => text.replace(/[<>&]/g, (sign) => `&#${sign.charCodeAt(0)};`);

function workbook(rows: string[][], prolog = '', sheet?: string): Uint8Array {
  const cell = (text: string) => `<c t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
  const data = rows.map((row, at) => `<row r="${at + 1}">${row.map(cell).join('')}</row>`).join('');
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
  const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
  const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
  const files: Record<string, string> = {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
    '_rels/.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="r1" Type="${relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${packageRelations}"><Relationship Id="r1" Type="${relations}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml': sheet ?? `${prolog}<worksheet xmlns="${main}"><sheetData>${data}</sheetData></worksheet>`,
  };
  return zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, Buffer.from(text)])));
}

/** What goes wrong with a file on its way. */
const damages: ((bytes: Uint8Array, random: Random) => Uint8Array)[] = [
  (bytes, random) => bytes.slice(0, below(random, bytes.length)),
  (bytes, random) => bytes.slice(below(random, bytes.length)),
  (bytes, random) => changed(bytes, random, () => below(random, 256)),
  (bytes, random) => changed(bytes, random, () => 0),
  (bytes, random) => changed(bytes, random, () => 34),
  (bytes, random) => changed(bytes, random, (byte) => byte ^ (1 << below(random, 8))),
  (bytes, random) => {
    const [from, to] = [below(random, bytes.length), below(random, bytes.length)].sort((a, b) => a - b) as [number, number];
    return Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]);
  },
  (bytes, random) => {
    const middle = below(random, bytes.length);
    return Buffer.concat([bytes.subarray(middle), bytes.subarray(0, middle)]);
  },
  (bytes) => Buffer.from(bytes).reverse(),
  (bytes) => bytes,
];

function changed(bytes: Uint8Array, random: Random, to: (byte: number) => number): Uint8Array {
  const copy = Uint8Array.from(bytes);
  for (let times = 1 + below(random, 4); times > 0; times--) {
    const at = below(random, copy.length);
    copy[at] = to(copy[at] as number);
  }
  return copy;
}

/** Files made to hurt. */
const hostile: Maker[] = [
  (random) => Buffer.from('"'.repeat(1 + below(random, 200_000))),
  (random) => Buffer.from(`a;b\n${'"x""'.repeat(below(random, 50_000))}`),
  (random) => Buffer.from(`a;b\n1;${'y'.repeat(15_000 + below(random, 2000))}\n`),
  (random) => Buffer.from(`a;b\n1;${'y'.repeat(1_000_000 + below(random, 100_000))}\n`),
  (random) => Buffer.from(`${Array(below(random, 1200)).fill('h').join(';')}\n1\n`),
  (random) => Buffer.from('\n'.repeat(below(random, 100_000))),
  (random) => Buffer.from(Array.from({ length: below(random, 5000) }, () => below(random, 256))),
  (random) => Buffer.from(`[${'{"a":['.repeat(below(random, 5000))}`),
  (random) => Buffer.from(`[{"a":${'['.repeat(below(random, 300))}1${']'.repeat(below(random, 300))}}]`),
  (random) => Buffer.from(`{"a":"${'x'.repeat(below(random, 1_200_000))}"}`),
  () => workbook([['a', 'b']], '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f "&e;&e;&e;">]>'),
  () => workbook([], '', '<worksheet><sheetData><row><c r="ZZZZZZ1"><v>1</v></c></row></sheetData></worksheet>'),
  () => zipSync({ 'made-up.csv': Buffer.alloc(60 * 1024 * 1024, 'a;b\n') }, { level: 1 }),
  () => zipSync({ '../../escape.csv': Buffer.from('a;b\n1;2\n'), '/absolute.csv': Buffer.from('a;b\n3;4\n') }),
];

const HEAVY_EVERY = 40;

/** The file of that number, of `FILES`: damaged on its way, or made to hurt. */
export function malformedFile(number: number): Uint8Array {
  const random = randomOf(SEED + number);
  if (number % HEAVY_EVERY === 0) return (hostile[(number / HEAVY_EVERY) % hostile.length] as Maker)(random);
  if (number % 4 === 0) return (hostile[below(random, hostile.length - 2)] as Maker)(random);
  return pick(random, ...damages)((whole[number % whole.length] as Maker)(random), random);
}
